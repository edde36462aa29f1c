import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { part, partsFolder } from './prepare.ts';

/** Go programs, which run on an older Debian than they are made for. */
const packages = ['docker.io', 'docker-cli', 'docker-compose', 'containerd', 'busybox-static'];
const attempts = 3;

/**
 * A folder with Docker's engine, command line and Compose and a static busybox, as Debian testing has them today, unpacked
 * beside the system. Without a network the newest folder of an earlier day. `runc` is installed, for which it takes root.
 */
export function engineFolder(): string {
  if (process.getuid?.() !== 0) throw new Error('an engine needs root: it mounts file systems and makes control groups');
  installProgram('runc');
  try {
    return unpacked();
  } catch (error) {
    const earlier = newestFolder();
    if (earlier === undefined) throw error;
    return earlier;
  }
}

/** Installs the Debian package of a program where there is none, for which it takes root. */
export function installProgram(name: string): void {
  if (spawnSync(name, ['--version']).status === 0) return;
  // Some of the machine's other sources may be down.
  const install = (): void => {
    spawnSync('apt-get', ['-qq', 'update']);
    run('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', name], { DEBIAN_FRONTEND: 'noninteractive' });
  };
  again(install);
}

function unpacked(): string {
  const apt = privateApt();
  again(() => {
    run('apt-get', [...apt, '-qq', '--error-on=any', 'update']);
  });
  // Addresses, sizes and sums of today's versions.
  const versions = run('apt-get', [...apt, '-qq', '--print-uris', 'download', ...packages]);
  return part('engine', [versions], (folder) => {
    const debs = join(folder, 'debs');
    mkdirSync(debs);
    again(() => {
      execFileSync('apt-get', [...apt, '-qq', 'download', ...packages], { cwd: debs, stdio: 'inherit' });
    });
    for (const name of readdirSync(debs)) run('dpkg-deb', ['-x', join(debs, name), folder]);
    rmSync(debs, { recursive: true });
  });
}

/** Options for an apt that knows nothing but the testing suite, and nothing of what is installed. */
function privateApt(): readonly string[] {
  const folder = join(partsFolder(), 'apt-testing');
  mkdirSync(join(folder, 'lists', 'partial'), { recursive: true });
  mkdirSync(join(folder, 'cache', 'archives', 'partial'), { recursive: true });
  writeFileSync(join(folder, 'status'), '');
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  writeFileSync(join(folder, 'sources.list'), `deb [signed-by=${keyring}] ${debianMirror()} testing main\n`);
  const settings = {
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** The mirror that the machine itself takes Debian from. */
export function debianMirror(): string {
  const folder = '/etc/apt/sources.list.d';
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sources')) : [];
  for (const name of names) {
    for (const stanza of readFileSync(join(folder, name), 'utf8').split(/\n\s*\n/)) {
      const address = /^URIs:\s*(\S+)/m.exec(stanza)?.[1];
      if (address !== undefined && stanza.includes('debian-archive-keyring') && !address.includes('security')) return address;
    }
  }
  const list = existsSync('/etc/apt/sources.list') ? readFileSync('/etc/apt/sources.list', 'utf8') : '';
  const address = /^deb\s+(?:\[[^\]]*\]\s+)?(\S+\/debian\/?)\s/m.exec(list)?.[1];
  if (address === undefined) throw new Error('Debian’s packages are needed, and this machine names no Debian mirror');
  return address;
}

function newestFolder(): string | undefined {
  const folder = partsFolder();
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((name) => name.startsWith('engine-'))
    .map((name) => join(folder, name))
    .toSorted((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)[0];
}

function again(action: () => void): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      action();
      return;
    } catch (error) {
      if (attempt === attempts) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt * 2_000);
    }
  }
}

function run(program: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  return execFileSync(program, words, { encoding: 'utf8', env: { ...process.env, ...environment } });
}
