import { expect, test } from 'vitest';
import { ruleNamed } from '../../src/rules/choice.ts';
import { judged } from './judged.ts';

/** A line, or a line and what the message must say. */
type Line = string | readonly [line: string, said: string];

/** Lines in which a rule finds one thing each, and lines that it passes. */
interface Lines {
  readonly found?: readonly Line[];
  readonly passed?: readonly string[];
}

/**
 * Tests of a rule by lines of a Dockerfile. A line is the script of a RUN unless it begins with another instruction; one with a
 * FROM is a whole file.
 * @param files what stands beside the Dockerfile
 */
export function judgesLines(id: string, lines: Lines, files: Readonly<Record<string, string>> = {}): void {
  judges(id, lines, (line) => {
    if (/^FROM /m.test(line)) return { ...files, Dockerfile: `${line}\n` };
    return { ...files, Dockerfile: `FROM example/base:1\n${/^[A-Z]+ /.test(line) ? line : `RUN ${line}`}\n` };
  });
}

/** Tests of a rule by what a service says beside its image, or by a `docker run` of a script; `dockerfile` is built in its place. */
export function judgesServices(id: string, lines: Lines, dockerfile?: string): void {
  judges(id, lines, (line) => {
    if (line.startsWith('docker ')) return { 'run.sh': `${line}\n` };
    const image = dockerfile === undefined ? 'image: example/web:1.4' : 'build: .';
    const keys = /^(?:image|build):/m.test(line) ? line : `${image}\n${line}`;
    const compose = `services:\n  web:\n    ${keys.replaceAll('\n', '\n    ')}\nvolumes: { data: {} }\n`;
    return { 'compose.yaml': compose, ...(dockerfile === undefined ? {} : { Dockerfile: dockerfile }) };
  });
}

/** Tests of a rule by the steps of a job, each an item of YAML. */
export function judgesSteps(id: string, lines: Lines): void {
  const job = 'on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - ';
  judges(id, lines, (line) => ({ '.github/workflows/ci.yml': `${job}${line.replaceAll('\n', '\n        ')}\n` }));
}

function judges(
  id: string,
  { found = [], passed = [] }: Lines,
  filesOf: (line: string) => Readonly<Record<string, string>>,
): void {
  const ask = async (line: string): Promise<readonly string[]> => {
    const rule = ruleNamed(id);
    if (rule === undefined) throw new Error(`There is no rule ${id}`);
    const { findings, gaps } = await judged(filesOf(line), [rule]);
    expect(gaps.filter(({ reason }) => reason === 'rule')).toEqual([]);
    return findings.map(({ message }) => message);
  };
  test.for(found.map((line) => (typeof line === 'string' ? ([line, ''] as const) : line)))(
    `${id} finds: %s`,
    async ([line, said]) => {
      const messages = await ask(line);
      expect(messages).toHaveLength(1);
      expect(messages[0]).toContain(said);
    },
  );
  test.for(passed)(`${id} passes: %s`, async (line) => {
    expect(await ask(line)).toEqual([]);
  });
}
