import { join } from 'node:path';
import { GuardError } from '../errors.ts';
import { loginSources, readDockerConfig, readHelperAnswer, type DockerConfig, type Login } from '../fleet/docker-config.ts';
import { imageEnvironment } from '../trivy/environment.ts';
import type { TrivyPorts } from '../trivy/ports.ts';

export type LoginPorts = Pick<TrivyPorts, 'processes' | 'files' | 'machine'>;

/** The logins of this machine. */
export interface Logins {
  /**
   * The login for a repository; undefined where there is none. No message holds any part of it.
   * @throws GuardError REGISTRY for a config file or helper program that cannot be read.
   */
  find(registry: string, repository: string): Promise<Login | undefined>;
}

const longestFile = 1 << 20;
/** Helpers ask a keychain, or the service of a cloud; seconds. */
const helperSeconds = 20;

/** Reads the file that `docker login` writes, the same one that Trivy reads, once; helpers are asked once for a registry. */
export function dockerLogins(ports: LoginPorts): Logins {
  let config: Promise<DockerConfig | undefined> | undefined;
  const asked = new Map<string, Promise<Login | undefined>>();
  const ask = (name: string, server: string): Promise<Login | undefined> => {
    const key = `${name} ${server}`;
    const answer = asked.get(key) ?? askHelper(name, server, ports);
    asked.set(key, answer);
    return answer;
  };
  return {
    async find(registry, repository) {
      const found = await (config ??= dockerConfig(ports));
      for (const source of found === undefined ? [] : loginSources(found, registry, repository)) {
        const login = source.kind === 'login' ? source.login : await ask(source.name, source.server);
        if (login !== undefined) return login;
      }
      return undefined;
    },
  };
}

async function dockerConfig({ files, machine: { environment } }: LoginPorts): Promise<DockerConfig | undefined> {
  const {
    DOCKER_CONFIG: folder,
    HOME: home,
    USERPROFILE: profile,
    REGISTRY_AUTH_FILE: podman,
    XDG_RUNTIME_DIR: run,
  } = environment;
  const owner = home || profile;
  const candidates = [
    folder ? join(folder, 'config.json') : owner ? join(owner, '.docker', 'config.json') : '',
    podman ?? '',
    run ? join(run, 'containers', 'auth.json') : '',
  ];
  for (const path of candidates) {
    if (path === '' || (await files.size(path)) === undefined) continue;
    const text = await files.readText(path, longestFile).catch(() => undefined);
    const config = text === undefined ? undefined : readDockerConfig(text);
    if (config !== undefined) return config;
    throw new GuardError(
      'REGISTRY',
      `The logins for registries cannot be read: ${path} is not what \`docker login\` writes. Correct it, or remove it and log in again.`,
    );
  }
  return undefined;
}

async function askHelper(name: string, server: string, { processes, files, machine }: LoginPorts): Promise<Login | undefined> {
  const program = `docker-credential-${name}`;
  const failure = (why: string): GuardError =>
    new GuardError(
      'REGISTRY',
      `The login for ${server} could not be had from ${program}: it ${why}. Correct credHelpers or credsStore in Docker’s config.json, or install the program.`,
    );
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) throw failure('is no name of a program');
  const [path] = await files.search(
    machine.platform === 'win32' ? `${program}.exe` : program,
    machine.environment['PATH'] ?? machine.environment['Path'] ?? '',
  );
  if (path === undefined) throw failure('is not on PATH');
  const result = await files.within('login', (folder) =>
    processes.run(path, ['get'], {
      environment: imageEnvironment(folder, machine, { offline: false, forward: [] }),
      timeoutSeconds: helperSeconds,
      maxBytes: 1 << 16,
      cwd: folder,
      input: server,
    }),
  );
  if (result.timedOut) throw failure(`did not answer within ${helperSeconds} seconds`);
  if (result.exitCode !== 0) {
    if (/credentials not found/i.test(result.stdout + result.stderr)) return undefined;
    throw failure(`ended with exit code ${result.exitCode ?? 'none'}`);
  }
  const login = readHelperAnswer(result.stdout);
  if (login === undefined) throw failure('answered with no login');
  return login;
}
