import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { parseDockerfile } from '../src/parse/dockerfile/parse.ts';

const rounds = 7;

/** Each reads a text and counts what it found, so that nothing is left undone. */
const readers: Readonly<Record<string, (text: string) => number>> = {
  'container-guard': (text) => parseDockerfile({ path: 'Dockerfile', text }).instructions.length,
  'dockerfile-ast': (text) => DockerfileParser.parse(text).getInstructions().length,
  'dockerfile-ast, with arguments': (text) =>
    DockerfileParser.parse(text)
      .getInstructions()
      .filter((instruction) => instruction.getArguments().length >= 0).length,
};

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: node bench/parsers.ts FOLDER   with nothing but Dockerfiles in it');
  process.exitCode = 2;
} else {
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const size = (bytes / 1024 / 1024).toFixed(1);
  console.log(
    `${texts.length} files, ${size} MB, Node ${process.version}, ${availableParallelism()} cores, median of ${rounds}\n`,
  );
  console.log(table(measure(texts), texts.length));
}

/** Seconds by parser. The parsers take turns, so that whatever else the machine does falls on all of them; the first round is not counted. */
function measure(texts: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, read] of Object.entries(readers)) {
      const start = performance.now();
      let instructions = 0;
      for (const text of texts) instructions += read(text);
      const seconds = (performance.now() - start) / 1_000;
      if (instructions < texts.length) throw new Error(`${name} does not read these files`);
      if (round > 0) times.set(name, [...(times.get(name) ?? []), seconds]);
    }
  }
  return new Map([...times].map(([name, all]) => [name, all.toSorted((a, b) => a - b)[rounds >> 1] ?? Number.NaN]));
}

function table(measured: ReadonlyMap<string, number>, files: number): string {
  const own = measured.get('container-guard') ?? Number.NaN;
  const rows = [...measured].map(([name, seconds]) => {
    const cells = [name, Math.round(files / seconds), (seconds / own).toFixed(1)];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| Parser | Files per second | Times as long |', '| --- | --: | --: |', ...rows].join('\n');
}
