import { open, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../errors.ts';
import { manifestAddress, mayFollow } from '../fleet/address.ts';
import { explained } from '../fleet/refusal.ts';
import { parseReference } from '../posture/reference.ts';
import { patiently, type Patience, type Waiting } from '../publish/patience.ts';
import { DownloadFailure } from '../trivy/ports.ts';
import type { DownloadSource, Downloads } from '../trivy/ports.ts';
import { pullTitled, RegistryTrouble } from './registry-exchange.ts';
import type { Logins } from './registry-logins.ts';
import { webFetch, type WebAnswer } from './web.ts';

export interface DownloadLimits {
  /** How long nothing may come, in seconds. */
  readonly idleSeconds: number;
  /** What one attempt may take as a whole, in seconds. */
  readonly attemptSeconds: number;
  /** Bytes a second that must come on average, once `idleSeconds` have passed. */
  readonly slowest: number;
  readonly patience: Patience;
  readonly waiting: Waiting;
}

/** Waits a little longer than asked, so that the jobs of a matrix do not come back all at once. */
const jittery: Waiting = {
  now: () => Date.now(),
  sleep: (milliseconds) => sleep(milliseconds * (1 + Math.random() / 2)),
};

const defaultLimits: DownloadLimits = {
  idleSeconds: 15,
  attemptSeconds: 600,
  slowest: 16 << 10,
  patience: { attempts: 3, totalSeconds: 60 },
  waiting: jittery,
};

const mostRedirects = 5;

/** Why an attempt failed. `status` as {@link patiently} reads it: 0 where no answer came, undefined where waiting is of no use. */
class Trouble extends Error {
  readonly status: number | undefined;
  readonly response: { readonly headers: Readonly<Record<string, string>> } | undefined;

  constructor(message: string, status: number | undefined, retryAfter?: string) {
    super(message);
    this.status = status;
    this.response = status ? { headers: retryAfter ? { 'retry-after': retryAfter } : {} } : undefined;
  }
}

/** The network of this machine, with its proxies, its authorities and Docker's logins for registries. */
export function downloadsFor(
  environment: Readonly<Record<string, string | undefined>>,
  logins: Logins,
  limits: DownloadLimits = defaultLimits,
): Downloads {
  return {
    async fetch(source, file, maxBytes) {
      const open = await opener(source, environment, logins, limits);
      const attempt = async (): Promise<void> => {
        const watch = watchOver(limits);
        try {
          await save(await open(watch.signal), file, maxBytes, watch);
        } catch (error) {
          await rm(file, { force: true });
          throw watch.reason() ?? troubleOf(error, hostOf(source));
        } finally {
          watch.end();
        }
      };
      try {
        await patiently(attempt, limits.waiting, limits.patience);
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        throw new DownloadFailure(error.message, error.status ? { status: error.status } : {}, { cause: error });
      }
    },
  };
}

function hostOf(source: DownloadSource): string {
  return source.kind === 'web' ? new URL(source.address).host : source.reference.replace(/\/.*$/s, '');
}

type Opener = (signal: AbortSignal) => Promise<WebAnswer>;

async function opener(
  source: DownloadSource,
  environment: Readonly<Record<string, string | undefined>>,
  logins: Logins,
  { attemptSeconds }: DownloadLimits,
): Promise<Opener> {
  if (source.kind === 'web') return (signal) => answerFrom(new URL(source.address), environment, signal);
  const image = parseReference(source.reference);
  const address = image && manifestAddress(image);
  if (address === undefined) throw new DownloadFailure('it is no name of a repository in a registry');
  const { registry, repository } = address;
  const login = await logins.find(registry, repository).catch((error: unknown) => {
    throw new DownloadFailure(messageOf(error), {}, { cause: error });
  });
  const question = { address, login, environment, seconds: attemptSeconds };
  return async (signal) => {
    try {
      return await pullTitled(question, source.title, signal);
    } catch (error) {
      if (!(error instanceof RegistryTrouble)) throw error;
      throw new Trouble(explained(error.refusal, registry)[0], error.status, error.response?.headers['retry-after']);
    }
  };
}

/** Follows redirects, to where TLS is or to this machine alone. A login in the address is shown to its own host only. */
async function answerFrom(
  address: URL,
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<WebAnswer> {
  let at = address;
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const login = at.origin === address.origin ? loginIn(address) : undefined;
    const shown = login === undefined ? {} : { authorization: login };
    const headers = { accept: '*/*', 'user-agent': 'container-guard', ...shown };
    const response = await webFetch(at, { headers, signal }, environment);
    if (response.ok) return response;
    response.letGo();
    const location = response.status >= 300 && response.status < 400 ? response.header('location') : undefined;
    if (location === undefined) {
      const retryAfter = response.header('retry-after');
      const asked = retryAfter === undefined ? '' : `, Retry-After: ${retryAfter.slice(0, 40)}`;
      throw new Trouble(`HTTP ${response.status}${asked}`, response.status, retryAfter);
    }
    const to = URL.canParse(location, at.href) ? new URL(location, at) : undefined;
    if (to === undefined || !mayFollow(at, to)) throw new Trouble('it sends the request on to an address without TLS', undefined);
    at = to;
  }
  throw new Trouble(`it sends the request on more than ${mostRedirects} times`, undefined);
}

function loginIn({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`, 'utf8').toString('base64')}`;
}

async function save(response: WebAnswer, file: string, maxBytes: number, watch: Watch): Promise<void> {
  const announced = Number(response.header('content-length') ?? 0);
  const tooLarge = (): Trouble => new Trouble(`it is larger than ${maxBytes >> 20} MiB`, undefined);
  if (announced > maxBytes) {
    response.letGo();
    throw tooLarge();
  }
  const handle = await open(file, 'w', 0o600);
  try {
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge();
      watch.came(chunk.byteLength);
      await handle.writeFile(chunk);
    }
    if (announced > size) throw new Trouble(`it ended after ${size} of ${announced} bytes`, 0);
  } finally {
    await handle.close();
  }
}

interface Watch {
  readonly signal: AbortSignal;
  /** Why the attempt was ended; undefined where it was not. */
  readonly reason: () => Trouble | undefined;
  readonly came: (bytes: number) => void;
  readonly end: () => void;
}

/** Ends an attempt that stands still, creeps, or takes too long. */
function watchOver({ idleSeconds, attemptSeconds, slowest }: DownloadLimits): Watch {
  const controller = new AbortController();
  let reason: Trouble | undefined;
  let bytes = 0;
  let rounds = 0;
  const stop = (why: string): void => {
    reason ??= new Trouble(why, 0);
    controller.abort();
  };
  const whole = setTimeout(() => {
    stop(`it was not finished after ${attemptSeconds} seconds`);
  }, attemptSeconds * 1000);
  const idle = setTimeout(() => {
    stop(`nothing came for ${idleSeconds} seconds`);
  }, idleSeconds * 1000);
  const pace = setInterval(() => {
    rounds += 1;
    const rate = bytes / (rounds * idleSeconds);
    if (rate < slowest) stop(`only ${Math.round(rate)} bytes a second came`);
  }, idleSeconds * 1000);
  return {
    signal: controller.signal,
    reason: () => reason,
    came(count) {
      bytes += count;
      idle.refresh();
    },
    end() {
      clearTimeout(whole);
      clearTimeout(idle);
      clearInterval(pace);
    },
  };
}

const diskCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EACCES', 'EPERM', 'EIO']);

/** What is wrong with a certificate stays wrong. */
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/;

function troubleOf(error: unknown, host: string): Trouble | DownloadFailure {
  if (error instanceof Trouble || error instanceof DownloadFailure) return error;
  const code = codeOf(error);
  if (code === undefined || !diskCodes.has(code)) {
    const words = code === undefined ? messageOf(error) : explained({ kind: 'unreached', code }, host)[0];
    return new Trouble(words, code !== undefined && untrusted.test(code) ? undefined : 0);
  }
  const what = code === 'ENOSPC' || code === 'EDQUOT' ? 'there is no room left on the disk' : 'the disk cannot be written';
  return new DownloadFailure(`${what} (${code})`, { disk: true }, { cause: error });
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}
