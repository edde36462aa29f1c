import type { TrivyBinary } from './admission.ts';
import { obtainTrivy, programNamed, programsOnPath } from './install.ts';
import { toolName } from './kept.ts';
import type { TrivyPorts } from './ports.ts';
import { wantedOf } from './request.ts';
import type { TrivyRequest, Wanted } from './request.ts';
import { expectedDigest } from './verification.ts';

/** The Trivy of a run, which is found, fetched and verified when it is to run: where nothing changed, it is not. */
export interface Program {
  /** Verified before it is answered, once for all who ask. @throws GuardError as obtainTrivy. */
  binary(): Promise<TrivyBinary>;
  /** Whether somebody needed it so far. */
  wasAsked(): boolean;
  /** Whether an error is why there is no Trivy. */
  isWhy(error: unknown): boolean;
  /** What would run, by something that no other program has; undefined where that is known only once it is verified. */
  identity(): Promise<string | undefined>;
}

/** The program that a request is about; nothing is looked for yet. */
export function programFor(request: TrivyRequest, ports: TrivyPorts): Program {
  let asked: Promise<TrivyBinary> | undefined;
  let failure: unknown;
  const binary = (): Promise<TrivyBinary> => {
    asked ??= obtainTrivy(request, ports).catch((error: unknown) => {
      failure = error;
      throw error;
    });
    return asked;
  };
  return {
    binary,
    wasAsked: () => asked !== undefined,
    isWhy: (error) => failure !== undefined && error === failure,
    identity: async () => {
      if (asked !== undefined) return identityOf(await asked, wantedOf(request, ports.machine), ports);
      return request.mode === 'off' ? undefined : expectedIdentity(request, ports);
    },
  };
}

/** A program that is at hand already. */
export function programAtHand(binary: TrivyBinary, ports: Pick<TrivyPorts, 'files'>): Program {
  return {
    binary: () => Promise.resolve(binary),
    wasAsked: () => true,
    isWhy: () => false,
    identity: () => identityOf(binary, { version: binary.version, given: undefined }, ports),
  };
}

type Wish = Pick<Wanted, 'version' | 'given'>;

/**
 * What came out of an archive goes by the digest of that, which is known before anything is read. A program of others goes by
 * where it lies and by what the system notes of its file, which changes whenever somebody writes to it.
 */
async function expectedIdentity(request: TrivyRequest, ports: TrivyPorts): Promise<string | undefined> {
  const wanted = wantedOf(request, ports.machine);
  if (request.mode !== 'auto' && request.mode !== 'required') {
    const path = await programNamed(request.mode, ports);
    return path === undefined ? undefined : ofOthers(path, wanted, ports);
  }
  if ((await ports.toolCache.find(toolName, wanted.version)) !== undefined) {
    const archive = expectedDigest(wanted);
    return archive === undefined ? undefined : ofArchive(archive, wanted);
  }
  const [first] = await programsOnPath(ports);
  return first === undefined ? undefined : ofOthers(first, wanted, ports);
}

function identityOf({ archive, path }: TrivyBinary, wanted: Wish, ports: Pick<TrivyPorts, 'files'>): Promise<string | undefined> {
  return archive === undefined ? ofOthers(path, wanted, ports) : Promise.resolve(ofArchive(archive, wanted));
}

function ofArchive(archive: string, { version, given }: Wish): string {
  return JSON.stringify([version, given ?? null, 'archive', archive]);
}

async function ofOthers(
  path: string,
  { version, given }: Wish,
  { files }: Pick<TrivyPorts, 'files'>,
): Promise<string | undefined> {
  const stamp = await files.stamp(path);
  return stamp === undefined ? undefined : JSON.stringify([version, given ?? null, path, stamp]);
}
