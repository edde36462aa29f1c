import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { printable, terminalConsole } from '../adapters/console.ts';
import { trivyPorts } from '../adapters/trivy-ports.ts';
import { GuardError, messageOf } from '../errors.ts';
import { didYouMean } from '../settings/nearest.ts';
import type { TrivyBinary } from '../trivy/admission.ts';
import { installTrivy } from '../trivy/install.ts';
import { candidates, formatOf, installedVersions, verifyKept, verifyProgram, verifyRelease } from '../trivy/judgement.ts';
import type { Candidate, Verified } from '../trivy/judgement.ts';
import { pinnedVersion, refusedVersions } from '../trivy/pin.ts';
import type { TrivyPorts } from '../trivy/ports.ts';
import { wantedOf } from '../trivy/request.ts';
import type { TrivyRequest } from '../trivy/request.ts';
import type { Terminal } from './terminal.ts';

/** The flags of each subcommand. */
const flags = {
  install: ['version', 'sha256', 'mirror', 'directory'],
  verify: ['version', 'sha256', 'bundle'],
  status: ['version', 'sha256', 'mirror'],
  list: [],
} as const;
type Subcommand = keyof typeof flags;
const subcommands = Object.keys(flags);

interface Call {
  readonly ports: TrivyPorts;
  readonly request: TrivyRequest;
  readonly path: string | undefined;
  readonly bundle: string | undefined;
  readonly directory: string | undefined;
}

/** What a subcommand found out: for people, and for programs. */
interface Answer {
  readonly text: string;
  readonly json: object;
}

/**
 * `container-guard trivy install|verify|status|list`. The answer is the exit code.
 * @throws GuardError with exit code 2 for usage, 3 where nothing could be verified; in JSON it is printed as well.
 */
export async function trivy(args: readonly string[], terminal: Terminal, given?: TrivyPorts): Promise<number> {
  const [name = '', ...rest] = args;
  const subcommand = asSubcommand(name);
  const { values, path } = read(subcommand, rest);
  const asJson = formatIn(values) === 'json';
  const ports = given ?? trivyPorts(terminalConsole({ stream: terminal.errors, quiet: values['quiet'] === true }));
  const request: TrivyRequest = {
    mode: 'required',
    imagesAsked: true,
    mirrors: listOf(values['mirror']),
    ...textOf(values, 'version'),
    ...textOf(values, 'sha256'),
  };
  const one = (flag: string): string | undefined => {
    const value = values[flag];
    return typeof value === 'string' ? resolve(terminal.folder, value) : undefined;
  };
  const call: Call = {
    ports,
    request,
    path: path === undefined ? undefined : resolve(terminal.folder, path),
    bundle: one('bundle'),
    directory: one('directory'),
  };
  try {
    const answer = await work[subcommand](call);
    terminal.print(asJson ? `${JSON.stringify(answer.json, null, 2)}\n` : `${printable(answer.text)}\n`);
    return 0;
  } catch (error) {
    if (asJson && error instanceof GuardError && error.exitCode === 3) {
      terminal.print(`${JSON.stringify({ error: { code: error.code, message: error.message } }, null, 2)}\n`);
    }
    throw error;
  }
}

const work: Readonly<Record<Subcommand, (call: Call) => Promise<Answer>>> = {
  async install({ request, ports, directory }) {
    const binary = await installTrivy(wantedOf(request, ports.machine), ports);
    const path = directory === undefined ? binary.path : await placed(binary, directory, ports);
    const { version, sha256, archive, verifiedBy, verified, source } = binary;
    return {
      text: told({ path, version, sha256, verifiedBy, verified }),
      json: { path, version, sha256, archive, verifiedBy, verified, source },
    };
  },
  async verify({ path, bundle, request, ports }) {
    const found = await verified(path, bundle, request, ports);
    const { version, sha256, verifiedBy, verified: words } = found;
    return { text: told(found), json: { path: found.path, version, sha256, verifiedBy, verified: words } };
  },
  async status({ request, ports }) {
    const wanted = wantedOf(request, ports.machine);
    const found = await candidates(wanted, ports);
    const { platform, arch } = ports.machine;
    const used = found.find(({ state }) => state === 'used' || state === 'fetched');
    return {
      text: statusText(wanted.version, found),
      json: { version: wanted.version, platform, arch, used: used ?? null, candidates: found },
    };
  },
  async list({ ports }) {
    const installed = await installedVersions(ports);
    const refused = [...refusedVersions].map(([version, reason]) => ({ version, reason }));
    const lines = installed.map(({ version, path, verifiedBy, refused: why }) =>
      why === undefined ? `  ${version}  verified (${verifiedBy ?? ''})  ${path}` : `  ${version}  not used: ${why}`,
    );
    const text = [
      `This version of container-guard works with Trivy ${pinnedVersion}.`,
      ...(lines.length === 0 ? ['The tool cache holds none.'] : ['In the tool cache:', ...lines]),
      'Refused from every source:',
      ...refused.map(({ version, reason }) => `  ${version}  ${reason}`),
    ].join('\n');
    return { text, json: { pinned: pinnedVersion, installed, refused } };
  },
};

async function verified(
  path: string | undefined,
  bundle: string | undefined,
  request: TrivyRequest,
  ports: TrivyPorts,
): Promise<Verified> {
  if (path === undefined) return verifyKept(wantedOf(request, ports.machine), ports);
  if ((await ports.files.size(path)) === undefined) throw new GuardError('USAGE', `there is no file \`${path}\`.`);
  return bundle === undefined && formatOf(path) === undefined
    ? verifyProgram(path, wantedOf(request, ports.machine), ports)
    : verifyRelease(path, bundle, request, ports);
}

async function placed(binary: TrivyBinary, directory: string, { files, machine }: TrivyPorts): Promise<string> {
  try {
    return await files.placeProgram(binary.path, directory, machine.platform === 'win32' ? 'trivy.exe' : 'trivy');
  } catch (error) {
    throw new GuardError('OUTPUT', `the program cannot be put into ${directory}: ${messageOf(error)}.`, { cause: error });
  }
}

function told({ path, version, sha256, verifiedBy, verified: words }: Verified): string {
  return `Trivy ${version} is verified (${verifiedBy}): ${path}\n  ${words}\n  SHA-256 of this file: ${sha256}`;
}

const stateWords: Readonly<Record<Candidate['state'], string>> = {
  used: 'used',
  spare: 'not needed',
  refused: 'refused',
  absent: 'nothing',
  fetched: 'fetched when needed',
  'not-fetched': 'not asked',
};

function statusText(version: string, found: readonly Candidate[]): string {
  const lines = found.map((one) => {
    const what = `  ${one.source.padEnd(10)}  ${one.path === '' ? '' : `${one.path}: `}`;
    return 'reason' in one
      ? `${what}${stateWords[one.state]}: ${one.reason}`
      : `${what}${stateWords[one.state]}, Trivy ${one.version}, verified by ${one.verifiedBy}: ${one.verified}`;
  });
  const used = found.find(({ state }) => state === 'used');
  const first =
    used === undefined
      ? `Trivy ${version} is not installed. These places were looked at, in this order:`
      : `A scan would use ${used.path}. These places were looked at, in this order:`;
  return [first, ...lines].join('\n');
}

type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

function asSubcommand(name: string): Subcommand {
  if (name === 'install' || name === 'verify' || name === 'status' || name === 'list') return name;
  const what = name === '' ? 'trivy wants to be told what to do' : `\`trivy ${name}\` is not a command`;
  throw new GuardError(
    'USAGE',
    `${what}: one of ${subcommands.join(', ')}.${didYouMean(name, subcommands)} See \`container-guard trivy --help\`.`,
  );
}

function read(subcommand: Subcommand, args: readonly string[]): { readonly values: Values; readonly path: string | undefined } {
  const own: readonly string[] = flags[subcommand];
  const option = (name: string) => [name, { type: 'string' as const, multiple: name === 'mirror' }] as const;
  const options = { ...Object.fromEntries([...own, 'format'].map(option)), quiet: { type: 'boolean' as const } };
  const see = `See \`container-guard trivy ${subcommand} --help\`.`;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [path, more] = positionals;
    const unexpected = subcommand === 'verify' ? more : path;
    if (unexpected !== undefined) throw new GuardError('USAGE', `trivy ${subcommand}: \`${unexpected}\` is not expected. ${see}`);
    return { values, path };
  } catch (error) {
    if (error instanceof GuardError) throw error;
    const unknown = /Unknown option '(--[^']+)'/.exec(messageOf(error))?.[1];
    const known = [...own, 'format', 'quiet'].map((name) => `--${name}`);
    const why =
      unknown === undefined
        ? messageOf(error).replace(/\.?$/, '.')
        : `${unknown} is not a flag of it.${didYouMean(unknown, known)}`;
    throw new GuardError('USAGE', `trivy ${subcommand}: ${why} ${see}`, { cause: error });
  }
}

function formatIn(values: Values): 'table' | 'json' {
  const format = values['format'] ?? 'table';
  if (format === 'table' || format === 'json') return format;
  throw new GuardError('USAGE', `--format: \`${String(format)}\` is not one of table, json.`);
}

function listOf(value: Values[string]): readonly string[] {
  return typeof value === 'object' ? value.filter((one) => typeof one === 'string') : [];
}

function textOf<const N extends string>(values: Values, name: N): { readonly [K in N]?: string } | object {
  const value = values[name];
  return typeof value === 'string' ? { [name]: value } : {};
}
