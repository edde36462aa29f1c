import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timed } from './child.ts';
import { hostileHosts } from './hostile-hosts.ts';
import { hostileShapes } from './hostile-shapes.ts';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const limitSeconds = 60;
const [wanted = ''] = process.argv.slice(2);

/** What stands beside a file that nobody reads alone. */
const beside: Readonly<Record<string, readonly [name: string, text: string]>> = {
  '.env': ['compose.yaml', 'services: {a: {image: "a:${N1:-b}", env_file: .env}}\n'],
  '.dockerignore': ['Dockerfile', 'FROM a\nCOPY . /\n'],
};

const folder = await mkdtemp(join(tmpdir(), 'bench-hostile-'));
try {
  const base = await timed({ file: process.execPath, args: [cli, 'scan', folder, '--allow-empty', '--trivy', 'off'] });
  console.log('| file | kB | CPU s | wall s | MB over an empty scan | exit |\n| --- | --: | --: | --: | --: | --: |');
  for (const [name, shapes] of Object.entries({ ...hostileShapes, ...hostileHosts })) {
    for (const [what, make] of Object.entries(shapes)) {
      if (!`${name}: ${what}`.includes(wanted)) continue;
      const text = make();
      const file = join(folder, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      const other = beside[name];
      if (other !== undefined) await writeFile(join(folder, other[0]), other[1]);
      const args = ['scan', folder, '--trivy', 'off', '--profile', 'all', '--fail-on', 'none', '--format', 'json'];
      const run = await timed({ file: 'timeout', args: [String(limitSeconds), process.execPath, cli, ...args] });
      const over = (run.peakMegabytes ?? Number.NaN) - (base.peakMegabytes ?? Number.NaN);
      const cells = [
        run.cpuSeconds?.toFixed(2) ?? '–',
        run.seconds.toFixed(2),
        over.toFixed(0),
        run.exitCode === 124 ? 'stopped' : run.exitCode,
      ];
      console.log(`| ${name}: ${what} | ${(text.length / 1000).toFixed(0)} | ${cells.join(' | ')} |`);
      await rm(file);
      if (other !== undefined) await rm(join(folder, other[0]));
    }
  }
} finally {
  await rm(folder, { recursive: true });
}
