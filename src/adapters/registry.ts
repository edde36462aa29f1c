import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { GuardError } from '../errors.ts';
import { manifestAddress, type ManifestAddress } from '../fleet/address.ts';
import { isDigest } from '../fleet/digest.ts';
import type { Login } from '../fleet/docker-config.ts';
import { explained, registryError, type Refusal } from '../fleet/refusal.ts';
import type { Registry } from '../ports.ts';
import { parseReference } from '../posture/reference.ts';
import { patiently, type Patience, type Waiting } from '../publish/patience.ts';
import { oneLine } from '../report/escape.ts';
import type { ImageStore, StoredManifest } from '../trivy/ports.ts';
import { askBlob, askDigest, askManifest, conversation, RegistryTrouble, type Conversation } from './registry-exchange.ts';
import { dockerLogins, type LoginPorts, type Logins } from './registry-logins.ts';

export interface RegistryOptions {
  /** How many seconds one attempt may take, with its logins and redirects. */
  readonly attemptSeconds?: number;
  readonly patience?: Patience;
  readonly waiting?: Waiting;
}

const defaultPatience: Patience = { attempts: 3, totalSeconds: 90 };
/** How long registries are asked where a question may take so many seconds, with all its tries. */
export function patienceWithin(
  seconds: number = defaultPatience.totalSeconds,
): Pick<RegistryOptions, 'attemptSeconds' | 'patience'> {
  const totalSeconds = Math.min(defaultPatience.totalSeconds, seconds);
  return { attemptSeconds: Math.min(30, totalSeconds), patience: { ...defaultPatience, totalSeconds } };
}

const realTime: Waiting = { now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds) };

/** What is asked of registries: the digest behind a name, and whole images. */
export interface Registries extends Registry {
  /** @throws GuardError REGISTRY as `digestOf` does. */
  image(reference: string): Promise<ImageStore>;
}

/**
 * Registries over the network, by the OCI distribution specification 1.1, with the logins of Docker. HEAD is asked first, for
 * Docker Hub counts it as no pull. A registry that outlasted our patience once is not asked again.
 */
export function registries(ports: LoginPorts, options: RegistryOptions = {}, logins: Logins = dockerLogins(ports)): Registries {
  const { attemptSeconds = 30, patience = defaultPatience, waiting = realTime } = options;
  const { environment } = ports.machine;
  const given = new Map<string, Refusal>();
  const ask = async <T>(
    reference: string,
    work: (address: ManifestAddress, login: Login | undefined, seconds: number) => Promise<T>,
  ): Promise<T> => {
    const { address } = addressOf(reference);
    const known = given.get(address.registry);
    if (known !== undefined) throw registryError(reference, address.registry, known);
    const login = await logins.find(address.registry, address.repository);
    const end = waiting.now() + patience.totalSeconds * 1000;
    const left = (): number => Math.min(attemptSeconds, Math.max(1, Math.ceil((end - waiting.now()) / 1000)));
    try {
      return await patiently(() => work(address, login, left()), waiting, patience);
    } catch (error) {
      if (!(error instanceof RegistryTrouble)) throw error;
      if (givesUp(error.refusal)) given.set(address.registry, error.refusal);
      throw registryError(reference, address.registry, error.refusal);
    }
  };
  return {
    async digestOf(reference) {
      const { digest } = addressOf(reference);
      if (digest !== undefined) return { digest };
      return {
        digest: await ask(reference, (address, login, seconds) => askDigest({ address, login, environment, seconds })),
      };
    },
    async image(reference) {
      const { digest } = addressOf(reference);
      const shown: Conversation['shown'] = new Map();
      const talk = (
        address: ManifestAddress,
        login: Login | undefined,
        signal: AbortSignal,
        seconds = attemptSeconds,
      ): Conversation => ({ ...conversation({ address, login, environment, seconds }, signal), shown });
      const manifest = (wanted: string | undefined): Promise<StoredManifest> =>
        ask(reference, (address, login, seconds) =>
          askManifest(talk(address, login, AbortSignal.timeout(seconds * 1000), seconds), wanted),
        );
      const open = async (wanted: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> =>
        told(reference, await ask(reference, (address, login) => askBlob(talk(address, login, signal), wanted)));
      return {
        reference,
        top: await manifest(digest),
        manifest,
        text: (wanted) => smallBlob(reference, wanted, (digest) => open(digest, AbortSignal.timeout(2 * attemptSeconds * 1000))),
        open,
      };
    },
  };
}

/** @throws GuardError REGISTRY for what is no reference to an image in a registry. */
function addressOf(reference: string): { readonly address: ManifestAddress; readonly digest?: string } {
  const image = parseReference(reference);
  const address = image && manifestAddress(image);
  if (image === undefined || address === undefined) {
    throw new GuardError('REGISTRY', `${oneLine(reference)} is not an image reference, such as ghcr.io/team/app:1.`);
  }
  if (image.digest === undefined) return { address };
  if (isDigest(image.digest)) return { address, digest: image.digest };
  throw new GuardError('REGISTRY', `${oneLine(reference)} has a digest that is neither sha256 nor sha512.`);
}

/** Says in words what ends the bytes of a blob before their end. */
async function* told(reference: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    if (!(error instanceof RegistryTrouble)) throw error;
    const [why, advice] = explained(error.refusal, addressOf(reference).address.registry);
    throw new GuardError('REGISTRY', `A layer of ${oneLine(reference)} was cut off: ${why}. ${advice}`, { cause: error });
  }
}

/** The configuration of an image has a few kilobytes. */
const longestText = 16 << 20;

async function smallBlob(
  reference: string,
  digest: string,
  open: (digest: string) => Promise<AsyncIterable<Uint8Array>>,
): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const [algorithm = ''] = digest.split(':');
  const hash = createHash(algorithm);
  for await (const piece of await open(digest)) {
    size += piece.byteLength;
    if (size > longestText) throw new GuardError('REGISTRY', `${oneLine(reference)} has a configuration longer than 16 MiB.`);
    hash.update(piece);
    pieces.push(piece);
  }
  const actual = `${algorithm}:${hash.digest('hex')}`;
  if (actual === digest) return Buffer.concat(pieces).toString('utf8');
  throw new GuardError(
    'REGISTRY',
    `The configuration of ${oneLine(reference)} is damaged: what was sent as ${digest} has the digest ${actual}. Push the image again.`,
  );
}

/** Whether other images of the registry would fare no better. */
function givesUp(refusal: Refusal): boolean {
  return refusal.kind === 'unreached' || refusal.kind === 'late' || (refusal.kind === 'status' && refusal.status === 429);
}
