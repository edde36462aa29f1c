import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { partsFolder } from './prepare.ts';

/** The Node versions that the command line promises to run on, the oldest first. */
export const nodeVersions = ['20', '22', '24'] as const;

/** The Node binary of a major version, from the npm package `node`; kept between runs. */
export function nodeBinary(major: (typeof nodeVersions)[number]): string {
  const folder = join(partsFolder(), `node-${major}`);
  const binary = join(folder, 'node_modules/node/bin/node');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    execFileSync(
      'npm',
      ['install', '--prefix', folder, '--no-save', '--no-package-lock', '--no-audit', '--no-fund', `node@${major}`],
      { stdio: 'inherit' },
    );
  }
  return binary;
}
