import type { Machine } from './ports.ts';

/** What a Windows program needs to start at all. */
const windowsNeeds = ['SystemRoot', 'SystemDrive', 'windir', 'COMSPEC', 'PATHEXT', 'NUMBER_OF_PROCESSORS'];

/** What reaching a registry, an engine or a proxy may need. No token of the job is among them. */
const networkNeeds = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'all_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];

/** What reading an image needs: registry logins and their helper programs, which are found on PATH, and the engine's socket. */
const imageNeeds = [
  ...networkNeeds,
  'HOME',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'PATH',
  'DOCKER_CONFIG',
  'DOCKER_HOST',
  'DOCKER_TLS_VERIFY',
  'DOCKER_CERT_PATH',
  'DOCKER_CONTEXT',
  'REGISTRY_AUTH_FILE',
  'XDG_RUNTIME_DIR',
];

const quiet: Readonly<Record<string, string>> = {
  TRIVY_SKIP_VERSION_CHECK: 'true',
  TRIVY_DISABLE_TELEMETRY: 'true',
  TRIVY_NO_PROGRESS: 'true',
};

const offline: Readonly<Record<string, string>> = {
  TRIVY_SKIP_DB_UPDATE: 'true',
  TRIVY_SKIP_JAVA_DB_UPDATE: 'true',
  TRIVY_SKIP_CHECK_UPDATE: 'true',
  TRIVY_SKIP_VEX_REPO_UPDATE: 'true',
  TRIVY_OFFLINE_SCAN: 'true',
};

/**
 * Go collects what is no longer used after the heap has doubled, which takes a sixth of the time of a scan; so it waits longer as
 * long as the heap is smaller than the limit. A scan that needs more collects as often as it must.
 */
const memory: Readonly<Record<string, string>> = { GOGC: '400', GOMEMLIMIT: '1GiB' };

/** What keeps a Go program from computing on more cores than these: that it has them to itself is what it counts on. */
export function computingOn(cores: number): Record<string, string> {
  return { GOMAXPROCS: `${cores}` };
}

/** An environment with nothing of the job in it: home and temporary folder are the given one. */
export function isolation(folder: string, machine: Machine): Record<string, string> {
  const home = machine.platform === 'win32' ? { USERPROFILE: folder, TEMP: folder, TMP: folder } : {};
  return { ...taken(windowsNeeds, machine), HOME: folder, TMPDIR: folder, ...home, ...quiet, ...memory };
}

/** The environment of a program that fetches a database: the network's part and nothing else. */
export function networkEnvironment(folder: string, machine: Machine): Record<string, string> {
  return { ...isolation(folder, machine), ...taken(networkNeeds, machine) };
}

/**
 * The environment of an image scan: logins and engine, and of the rest only the names in `forward`. `TRIVY_*` of the job are
 * never among them, for Trivy sends its user name and password to every registry it meets.
 */
export function imageEnvironment(
  folder: string,
  machine: Machine,
  options: { readonly offline: boolean; readonly forward: readonly string[] },
): Record<string, string> {
  const forward = options.forward.filter((name) => !name.startsWith('TRIVY_'));
  return { ...isolation(folder, machine), ...taken([...imageNeeds, ...forward], machine), ...(options.offline ? offline : {}) };
}

/** The environment of a configuration scan, which needs no network at all. */
export function configEnvironment(folder: string, machine: Machine): Record<string, string> {
  return { ...isolation(folder, machine), ...offline };
}

function taken(names: readonly string[], machine: Machine): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of names) {
    const value = machine.environment[name];
    if (value !== undefined && value !== '') environment[name] = value;
  }
  return environment;
}
