import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terminalPage } from './terminal-page.ts';

const root = join(import.meta.dirname, '..');
const picture = join(root, 'docs/images/scan.png');
const command = ['dist/cli.js', 'scan', 'examples/shop'];
/** The files whose findings the picture shows; how many lines it leaves out in between it says. */
const shown = ['web/Dockerfile', 'worker/Dockerfile'];

const output = ran(process.execPath, [...command, '--colour', 'always']);
const { html, width, height } = terminalPage(`node ${command.join(' ')}`, output, shown);
const folder = mkdtempSync(join(tmpdir(), 'screenshot-'));
try {
  mkdirSync(join(root, 'docs/images'), { recursive: true });
  writeFileSync(join(folder, 'page.html'), html);
  ran(process.argv[2] ?? 'chromium', [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--hide-scrollbars',
    '--force-device-scale-factor=1.5',
    `--user-data-dir=${folder}/profile`,
    `--window-size=${width},${height}`,
    `--screenshot=${picture}`,
    `file://${folder}/page.html`,
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function ran(file: string, args: readonly string[]): string {
  const { error, stdout } = spawnSync(file, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error !== undefined) throw error;
  return stdout;
}
