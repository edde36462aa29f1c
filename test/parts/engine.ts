import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineFolder } from './engine-programs.ts';

/** A Docker engine that is nobody else's: own socket, own folders, no bridge and no firewall rules. */
export interface Engine {
  readonly version: string;
  /** What programs need in their environment to talk to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs `docker` with these words; its output, or an error with what it says. */
  readonly docker: (words: readonly string[]) => string;
  /** Removes all containers, ends the engine and leaves nothing behind. */
  readonly stop: () => Promise<void>;
}

const startTime = 30_000;
const stopTime = 20_000;

/** Starts an engine that holds the images `probe:root` and, with the user `app`, `probe:app`. */
export async function startEngine(): Promise<Engine> {
  const programs = engineFolder();
  const folder = mkdtempSync(join(tmpdir(), 'cg-engine-'));
  const socket = join(folder, 'socket');
  const plugins = join(programs, 'usr/libexec/docker/cli-plugins');
  mkdirSync(join(folder, 'client'));
  writeFileSync(join(folder, 'client', 'config.json'), JSON.stringify({ cliPluginsExtraDirs: [plugins] }));
  const environment = {
    HOME: folder,
    PATH: `${join(programs, 'usr/bin')}:${join(programs, 'usr/sbin')}:${process.env['PATH'] ?? ''}`,
    DOCKER_HOST: `unix://${socket}`,
    DOCKER_CONFIG: join(folder, 'client'),
  };
  const log = join(folder, 'log');
  const daemon = startDaemon(programs, folder, socket, log, environment);
  const docker = (words: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync('docker', words, { env: environment, encoding: 'utf8', maxBuffer: 2 ** 26 });
    if (status !== 0) throw new Error(`docker ${words.slice(0, 3).join(' ')}: ${stderr.trim()}`);
    return stdout;
  };
  const stop = async (): Promise<void> => {
    removeContainers(docker);
    await stopDaemon(daemon, folder);
    unmountBelow(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const version = await answer(daemon, docker, log);
    importImages(programs, folder, environment);
    return { version, environment, docker, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startDaemon(
  programs: string,
  folder: string,
  socket: string,
  log: string,
  env: Readonly<Record<string, string>>,
): ChildProcess {
  const output = openSync(log, 'w');
  const words = [
    `--host=unix://${socket}`,
    `--data-root=${join(folder, 'data')}`,
    `--exec-root=${join(folder, 'exec')}`,
    `--pidfile=${join(folder, 'pid')}`,
    `--config-file=${join(folder, 'daemon.json')}`,
    '--iptables=false',
    '--ip6tables=false',
    '--bridge=none',
    '--ip-masq=false',
  ];
  writeFileSync(join(folder, 'daemon.json'), '{}');
  const daemon = spawn(join(programs, 'usr/sbin/dockerd'), words, { env, stdio: ['ignore', output, output] });
  closeSync(output);
  return daemon;
}

async function answer(daemon: ChildProcess, docker: (words: readonly string[]) => string, log: string): Promise<string> {
  const end = performance.now() + startTime;
  let said = '';
  while (performance.now() < end && daemon.exitCode === null) {
    try {
      return docker(['version', '--format', '{{.Server.Version}}']).trim();
    } catch (error) {
      said = String(error);
      await sleep(100);
    }
  }
  throw new Error(`the engine does not start: ${said}\n${readFileSync(log, 'utf8').slice(-3_000)}`);
}

async function stopDaemon(daemon: ChildProcess, folder: string): Promise<void> {
  if (daemon.exitCode !== null || daemon.pid === undefined) return;
  const ended = new Promise<boolean>((resolve) => {
    daemon.once('exit', () => {
      resolve(true);
    });
  });
  daemon.kill('SIGTERM');
  const isOver = await Promise.race([ended, sleep(stopTime, false, { ref: false })]);
  if (isOver) return;
  // It would have ended its own containerd.
  daemon.kill('SIGKILL');
  await ended;
  process.kill(Number(readFileSync(join(folder, 'exec/containerd/containerd.pid'), 'utf8')), 'SIGKILL');
}

/** An engine that ends with containers waits for each of them. */
function removeContainers(docker: (words: readonly string[]) => string): void {
  try {
    const ids = docker(['ps', '--all', '--quiet'])
      .split('\n')
      .filter((id) => id !== '');
    if (ids.length > 0) docker(['rm', '--force', ...ids]);
    // The bridge of a network stays after the engine.
    docker(['network', 'prune', '--force']);
  } catch {
    // It does not answer, and ends all the same.
  }
}

/** The network namespace of containers on the host's network stays mounted after the engine. */
function unmountBelow(folder: string): void {
  const points = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((point) => point.startsWith(`${folder}/`));
  for (const point of points.toReversed()) spawnSync('umount', ['--lazy', point]);
}

/** Folders of the images that everybody may write to. */
const open = ['open', 'run', 'data', 'cache', 'state', 'conf'];

/** A static busybox, two users, folders that everybody may write to, and the script that tells how the container runs. */
function importImages(programs: string, folder: string, env: Readonly<Record<string, string>>): void {
  const root = join(folder, 'root');
  for (const name of ['bin', 'etc', 'proc', 'sys', 'dev', 'tmp', ...open]) mkdirSync(join(root, name), { recursive: true });
  execFileSync('cp', [join(programs, 'usr/bin/busybox'), join(root, 'bin/busybox')]);
  for (const name of ['sh', 'cat', 'touch', 'sleep', 'readlink', 'id', 'true', 'ls', 'tr'])
    symlinkSync('busybox', join(root, 'bin', name));
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\napp:x:1000:1000::/:/bin/sh\n');
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\naudio:x:29:\napp:x:1000:\n');
  writeFileSync(join(root, 'bin/probe'), readFileSync(join(import.meta.dirname, 'engine-probe.sh')));
  execFileSync('chmod', ['755', join(root, 'bin/probe')]);
  for (const name of open) execFileSync('chmod', ['777', join(root, name)]);
  const archive = execFileSync('tar', ['-C', root, '-c', '.'], { maxBuffer: 2 ** 26 });
  const load = (name: string, changes: readonly string[]): void => {
    const words = ['import', ...changes.flatMap((change) => ['-c', change]), '-', name];
    execFileSync('docker', words, { env, input: archive, stdio: ['pipe', 'ignore', 'inherit'] });
  };
  load('probe:root', ['CMD ["/bin/probe"]']);
  load('probe:app', ['CMD ["/bin/probe"]', 'USER app']);
}
