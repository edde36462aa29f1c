import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { mayFollow, type ManifestAddress } from '../fleet/address.ts';
import { readChallenges, type Challenge } from '../fleet/challenge.ts';
import { isDigest } from '../fleet/digest.ts';
import type { Login } from '../fleet/docker-config.ts';
import type { Refusal } from '../fleet/refusal.ts';
import { webFetch } from './web.ts';
import type { WebAnswer, WebRequest } from './web.ts';

/** A registry did not tell. What has a `status` may be tried again, as far as that status allows. */
export class RegistryTrouble extends Error {
  override readonly name = 'RegistryTrouble';
  readonly refusal: Refusal;
  /** The HTTP status; 0 where no answer came, undefined where trying again would not help. */
  readonly status: number | undefined;
  readonly response: { readonly headers: Readonly<Record<string, string>> } | undefined;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusal.kind, options);
    this.refusal = refusal;
    const answered = refusal.kind === 'status' ? refusal : undefined;
    this.status = answered?.status ?? (refusal.kind === 'nonsense' ? undefined : 0);
    this.response = answered && { headers: answered.retryAfter === undefined ? {} : { 'retry-after': answered.retryAfter } };
  }
}

/** Manifests may have 4 MiB by the specification. */
const longestAnswer = 4 << 20;
const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Answers to HEAD after which GET is tried: some registries, and proxies in front of them, know only that. */
const headRefused: ReadonlySet<number> = new Set([400, 403, 405, 501]);

/** Every kind of manifest an image may have: what is not named here a registry may hide, or show in another form. */
const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
const artifactType = 'application/vnd.oci.image.manifest.v1+json';

export interface RegistryQuestion {
  readonly address: ManifestAddress;
  readonly login: Login | undefined;
  /** Names proxies and certificate authorities. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** When the conversation must be over. */
  readonly seconds: number;
}

/** One conversation with a registry about one of its repositories. */
export interface Conversation extends RegistryQuestion {
  readonly home: URL;
  readonly signal: AbortSignal;
  /** What is shown to whom: by origin, so that no login goes where a redirect leads. */
  readonly shown: Map<string, string>;
}

/** Asks for the digest of a manifest. Throws {@link RegistryTrouble}. */
export async function askDigest(question: RegistryQuestion): Promise<string> {
  const talk = conversation(question, AbortSignal.timeout(question.seconds * 1000));
  const head = await answerOf(talk, talk.home, { method: 'HEAD', accept: manifestTypes });
  head.letGo();
  const told = head.ok ? (head.header('docker-content-digest') ?? '') : '';
  if (isDigest(told)) return told;
  if (!head.ok && !headRefused.has(head.status)) throw refused(head);
  return (await askManifest(talk)).digest;
}

/** A manifest, as its registry has it, with the digest of its bytes. */
export interface RawManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly text: string;
}

/** Asks for a manifest, by the tag of the conversation's address or by digest. Throws {@link RegistryTrouble}. */
export async function askManifest(talk: Conversation, wanted?: string): Promise<RawManifest> {
  const url = wanted === undefined ? talk.home : neighbour(talk, `manifests/${wanted}`);
  const full = await answerOf(talk, url, { method: 'GET', accept: manifestTypes });
  if (!full.ok) throw refused(full);
  const body = await bodyOf(talk, full);
  const read = v.safeParse(anyManifest, parsed(body));
  if (!read.success) throw nonsense('answered with something that is no manifest of an image');
  const claimed = wanted ?? full.header('docker-content-digest') ?? '';
  const algorithm = isDigest(claimed) && claimed.startsWith('sha512:') ? 'sha512' : 'sha256';
  const digest = `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
  if (claimed !== '' && claimed !== digest) throw nonsense('sent a manifest that does not have the digest it names');
  const stated = read.output.mediaType ?? full.header('content-type') ?? '';
  return { digest, mediaType: stated.split(';')[0] ?? '', text: body.toString('utf8') };
}

const anyManifest = v.object({ schemaVersion: v.literal(2), mediaType: v.optional(v.string()) });

/**
 * Asks for a blob: its bytes as they come, which nobody has compared with its digest. They end with the conversation's signal.
 * Throws {@link RegistryTrouble}, also while they come.
 */
export async function askBlob(talk: Conversation, digest: string): Promise<AsyncIterable<Uint8Array>> {
  const answer = await answerOf(talk, neighbour(talk, `blobs/${digest}`), { method: 'GET', accept: '*/*' });
  if (!answer.ok) throw refused(answer);
  return pieces(talk, answer.body);
}

async function* pieces(talk: Conversation, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw unreached(talk, error);
  }
}

function neighbour({ address, home }: Conversation, path: string): URL {
  return new URL(`/v2/${address.repository}/${path}`, home);
}

const titleKey = 'org.opencontainers.image.title';
const artifact = v.object({
  schemaVersion: v.literal(2),
  layers: v.array(v.object({ digest: v.string(), annotations: v.optional(v.record(v.string(), v.string())) })),
});

/**
 * Asks for the file of an artifact that has this title, as `oras push` stores files; the body is not read yet, and ends with
 * the signal. Throws {@link RegistryTrouble}.
 */
export async function pullTitled(question: RegistryQuestion, title: string, signal: AbortSignal): Promise<WebAnswer> {
  const talk = conversation(question, signal);
  const response = await answerOf(talk, talk.home, { method: 'GET', accept: artifactType });
  if (!response.ok) throw refused(response);
  const read = v.safeParse(artifact, parsed(await bodyOf(talk, response)));
  if (!read.success) throw nonsense('answered with something that is no artifact with files');
  const digest = read.output.layers.find(({ annotations }) => annotations?.[titleKey] === title)?.digest;
  if (digest === undefined) throw nonsense(`has an artifact there, but no file named ${title} in it`);
  if (!isDigest(digest)) throw nonsense('names a file by something that is no digest');
  const url = new URL(`/v2/${question.address.repository}/blobs/${digest}`, talk.home);
  const blob = await answerOf(talk, url, { method: 'GET', accept: '*/*' });
  if (!blob.ok) throw refused(blob);
  return blob;
}

/** Begins to speak with a registry about the repository of an address, until the signal ends it. */
export function conversation(question: RegistryQuestion, signal: AbortSignal): Conversation {
  return { ...question, home: new URL(question.address.url), signal, shown: new Map() };
}

/** Asks at an address, once with what was shown before and once more with what each host on the way wants to see: tokens run out. */
async function answerOf(
  talk: Conversation,
  from: URL,
  { method, accept }: { readonly method: 'HEAD' | 'GET'; readonly accept: string },
): Promise<WebAnswer> {
  let at = from;
  let renewed: string | undefined;
  for (let hops = 0; hops <= mostRedirects;) {
    const authorization = talk.shown.get(at.origin);
    const headers = { accept, ...(authorization === undefined ? {} : { authorization }) };
    const response = await ask(talk, at, { method, headers });
    const location = redirects.has(response.status) ? response.header('location') : undefined;
    if (location !== undefined) {
      response.letGo();
      at = onward(at, location);
      hops += 1;
      continue;
    }
    if (response.status !== 401 || (authorization !== undefined && authorization === renewed)) return response;
    const wanted = await authorize(talk, at, readChallenges(response.header('www-authenticate') ?? ''));
    if (wanted === undefined) return response;
    response.letGo();
    talk.shown.set(at.origin, wanted);
    renewed = wanted;
  }
  throw nonsense(`sends the request on more than ${mostRedirects} times`);
}

function onward(from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (to === undefined || !mayFollow(from, to)) throw nonsense('sends the request on to an address without TLS');
  to.username = '';
  to.password = '';
  return to;
}

/** What to show a host that asked for a login; undefined where there is nothing. Only the registry itself sees ours. */
async function authorize(talk: Conversation, at: URL, challenges: readonly Challenge[]): Promise<string | undefined> {
  const login = at.origin === talk.home.origin ? talk.login : undefined;
  if (login?.kind === 'bearer') return bearer(login.token);
  const offered = challenges.find(({ scheme, parameters }) => scheme === 'bearer' && parameters['realm'] !== undefined);
  if (offered !== undefined) return bearer(await accessToken(talk, at, offered, login));
  const basicOffered = challenges.some(({ scheme }) => scheme === 'basic');
  return basicOffered && login?.kind === 'password' ? basic(login) : undefined;
}

const tokenAnswer = v.object({ token: v.optional(v.string()), access_token: v.optional(v.string()) });

/** Changes a login, or none, for an access token, as https://distribution.github.io/distribution/spec/auth/ tells. */
async function accessToken(talk: Conversation, at: URL, { parameters }: Challenge, login: Login | undefined): Promise<string> {
  const { realm = '', service, scope = `repository:${talk.address.repository}:pull` } = parameters;
  if (!URL.canParse(realm) || !mayFollow(at, new URL(realm))) throw nonsense('wants the login at an address without TLS');
  const url = new URL(realm);
  const asked = { ...(service === undefined ? {} : { service }), scope };
  let request: WebRequest = login?.kind === 'password' ? { headers: { authorization: basic(login) } } : {};
  if (login?.kind === 'identity') {
    const form = { ...asked, grant_type: 'refresh_token', client_id: 'container-guard', refresh_token: login.token };
    const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };
    request = { method: 'POST', headers, body: new URLSearchParams(form).toString() };
  } else {
    for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  }
  const response = await ask(talk, url, request);
  const { status } = response;
  if (!response.ok) {
    if (status === 401 || status === 403 || status === 429 || status >= 500) throw refused(response);
    response.letGo();
    throw nonsense(`sends us to ${url.host} for a login, which answers with status ${status}`);
  }
  const read = v.safeParse(tokenAnswer, parsed(await bodyOf(talk, response)));
  const token = read.success ? (read.output.token ?? read.output.access_token) : undefined;
  if (token === undefined || token === '') throw nonsense(`sends us to ${url.host} for a login, which gives no token`);
  return token;
}

/** A header is made of it, and an error about the header would quote it. */
function bearer(token: string): string {
  if (!/^[\u0021-\u007e]+$/.test(token)) throw nonsense('goes with a token that cannot be sent');
  return `Bearer ${token}`;
}

function basic({ username, password }: Extract<Login, { kind: 'password' }>): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

async function ask(talk: Conversation, url: URL, request: WebRequest): Promise<WebAnswer> {
  const headers = { ...request.headers, 'user-agent': 'container-guard' };
  return reached(talk, () => webFetch(url, { ...request, headers, signal: talk.signal }, talk.environment));
}

async function bodyOf(talk: Conversation, { body }: WebAnswer): Promise<Buffer> {
  return reached(talk, async () => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > longestAnswer) throw nonsense('answered with more than 4 MiB');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  });
}

/** Puts failures of the connection in our words. */
async function reached<T>(talk: Conversation, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unreached(talk, error);
  }
}

function unreached({ seconds, signal }: Conversation, error: unknown): RegistryTrouble {
  if (error instanceof RegistryTrouble) return error;
  if (signal.aborted) return new RegistryTrouble({ kind: 'late', seconds }, { cause: error });
  return new RegistryTrouble({ kind: 'unreached', code: codeOf(error) ?? 'no connection' }, { cause: error });
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

function refused(response: WebAnswer): RegistryTrouble {
  response.letGo();
  const { status } = response;
  const retryAfter = response.header('retry-after');
  return new RegistryTrouble({ kind: 'status', status, ...(retryAfter === undefined ? {} : { retryAfter }) });
}

function nonsense(what: string): RegistryTrouble {
  return new RegistryTrouble({ kind: 'nonsense', what });
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
