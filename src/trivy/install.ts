import { isAbsolute, join, relative, resolve } from 'node:path';
import { GuardError, messageOf } from '../errors.ts';
import { admitByWriting, versionMark } from './admission.ts';
import type { TrivyBinary } from './admission.ts';
import { downloadTrivy, mendTrivy } from './download.ts';
import { keptTrivy, toolName } from './kept.ts';
import { pinnedVersion } from './pin.ts';
import type { TrivyPorts } from './ports.ts';
import { wantedOf } from './request.ts';
import type { TrivyRequest, Wanted } from './request.ts';

/**
 * Finds or installs the Trivy to run: tool cache, PATH (or the given program), download. GuardError TRIVY_MISSING where it is
 * off or absent and not to be fetched, TRIVY_REFUSED where what is there must not run, TRIVY_DOWNLOAD where it did not arrive,
 * SETTINGS for a request that asks for the impossible.
 */
export async function obtainTrivy(request: TrivyRequest, ports: TrivyPorts): Promise<TrivyBinary> {
  if (request.mode === 'off')
    throw new GuardError('TRIVY_MISSING', 'Trivy is switched off, so nothing that needs it was looked at.');
  const wanted = wantedOf(request, ports.machine);
  const named = request.mode !== 'auto' && request.mode !== 'required';
  if (named) return givenProgram(request.mode, wanted, ports);
  const ready = (await verifiedTrivy(wanted, ports)) ?? (await onSearchPath(wanted, ports));
  if (ready !== undefined) return ready;
  if (request.mode === 'auto' && !request.imagesAsked) {
    throw new GuardError(
      'TRIVY_MISSING',
      `Trivy ${wanted.version} is not installed, and is fetched only when an image is to be scanned.`,
    );
  }
  if (request.offline === true) {
    throw new GuardError(
      'TRIVY_MISSING',
      `Trivy ${wanted.version} is not installed, and offline it is not fetched. Install it, or name it with \`trivy\`.`,
    );
  }
  return exclusively(ports, async () => (await keptOrMended(wanted, ports)) ?? downloadTrivy(wanted, ports));
}

/** The Trivy of the tool cache, verified anew, or one that is fetched into it. What others installed is not asked. Throws as {@link obtainTrivy}. */
export async function installTrivy(wanted: Wanted, ports: TrivyPorts): Promise<TrivyBinary> {
  return (
    (await verifiedTrivy(wanted, ports)) ??
    exclusively(ports, async () => (await keptOrMended(wanted, ports)) ?? downloadTrivy(wanted, ports))
  );
}

/** The program in the tool cache, mended from the archive beside it where somebody changed it; tells why it is not used. */
async function verifiedTrivy(wanted: Wanted, ports: TrivyPorts): Promise<TrivyBinary | undefined> {
  const kept = await keptTrivy(wanted, ports);
  if (kept.kind === 'ready') return kept.binary;
  if (kept.kind === 'nothing') return undefined;
  ports.console.warning(`The Trivy in the tool cache is not used: ${kept.reason}`);
  return kept.kind === 'refused' ? undefined : exclusively(ports, () => keptOrMended(wanted, ports));
}

async function keptOrMended(wanted: Wanted, ports: TrivyPorts): Promise<TrivyBinary | undefined> {
  const kept = await keptTrivy(wanted, ports);
  if (kept.kind === 'ready') return kept.binary;
  return kept.kind === 'changed' ? mendTrivy(kept.archive, wanted, ports) : undefined;
}

/** Holds the tool cache; what the disk refuses is told as such. */
async function exclusively<T>({ toolCache }: TrivyPorts, work: () => Promise<T>): Promise<T> {
  try {
    return await toolCache.exclusively(toolName, work);
  } catch (error) {
    if (error instanceof GuardError || !(error instanceof Error && 'code' in error)) throw error;
    const message = `Trivy could not be put into the tool cache: ${messageOf(error)}. Is there room, and may it be written? RUNNER_TOOL_CACHE names another place.`;
    throw new GuardError('TRIVY_DOWNLOAD', message, { cause: error });
  }
}

async function onSearchPath(wanted: Wanted, ports: TrivyPorts): Promise<TrivyBinary | undefined> {
  for (const path of await programsOnPath(ports)) {
    try {
      return await foreignTrivy(path, 'path', wanted, ports);
    } catch (error) {
      if (!(error instanceof GuardError)) throw error;
      ports.console.info(`${path} is not used: ${error.message}`);
    }
  }
  return undefined;
}

/** Every Trivy on the search path. */
export async function programsOnPath({ files, machine: { environment, platform } }: TrivyPorts): Promise<readonly string[]> {
  const name = platform === 'win32' ? 'trivy.exe' : 'trivy';
  return files.search(name, environment['PATH'] ?? environment['Path'] ?? '');
}

/** The program at a path, or the Trivy in the folder that it names; undefined where there is none. */
export async function programNamed(written: string, { files }: Pick<TrivyPorts, 'files'>): Promise<string | undefined> {
  return (await files.program(resolve(written))) ?? files.program(join(resolve(written), 'trivy'));
}

async function givenProgram(written: string, wanted: Wanted, ports: TrivyPorts): Promise<TrivyBinary> {
  const path = await programNamed(written, ports);
  if (path === undefined) {
    throw new GuardError(
      'TRIVY_MISSING',
      `There is no program at ${written}. Name a Trivy ${wanted.version}, or write auto to have it installed.`,
    );
  }
  return foreignTrivy(path, 'given', wanted, ports);
}

/**
 * A program somebody else installed: its bytes cannot be compared with an archive, so only what is known is said. GuardError
 * TRIVY_REFUSED where it must not run.
 */
export async function foreignTrivy(
  path: string,
  source: 'path' | 'given',
  wanted: Wanted,
  ports: TrivyPorts,
): Promise<TrivyBinary> {
  if (source === 'path' && isOfTheTree(path, ports.machine)) {
    throw new GuardError(
      'TRIVY_REFUSED',
      `${path} lies in the tree that is scanned, and nothing of that is run. Name it with \`trivy\` where it is yours.`,
    );
  }
  const looked = await ports.files.sha256AndMarked(path, versionMark);
  const { sha256 } = looked;
  const known = wanted.given === sha256;
  if (wanted.version !== pinnedVersion && !known) {
    throw new GuardError(
      'TRIVY_REFUSED',
      `${path} has SHA-256 ${sha256}, and ${wanted.given ?? 'none'} was asked for. A program that is not ${pinnedVersion} and was installed by others needs its SHA-256.`,
    );
  }
  const version = await admitByWriting(path, looked, wanted, ports);
  const verified = known
    ? 'bytes equal to the SHA-256 given'
    : 'version only: it was installed by somebody else, and its bytes were compared with nothing but the list of known bad ones';
  return { path, version, sha256, verified, verifiedBy: known ? 'digest' : 'version', source };
}

/**
 * Whether a program lies where the author of a change writes: the workspace of a job, else the folder that a command is given
 * in, from where npm and others put folders on the search path. A home folder or what is above it is nobody's tree.
 */
function isOfTheTree(path: string, { environment }: TrivyPorts['machine']): boolean {
  const tree = resolve(environment['GITHUB_WORKSPACE'] ?? '.');
  const home = environment['HOME'] ?? environment['USERPROFILE'];
  const isIn = (inner: string): boolean => !relative(tree, inner).startsWith('..') && !isAbsolute(relative(tree, inner));
  return isIn(path) && (home === undefined || !isIn(resolve(home)));
}
