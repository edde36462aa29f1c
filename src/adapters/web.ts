import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { builtin } from './builtin.ts';
import { proxyFor } from './proxy.ts';

export interface WebRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** An answer whose body has not been read yet; who does not read it lets go of it, for it keeps the process. */
export interface WebAnswer {
  readonly status: number;
  /** Whether the status is one of success. */
  readonly ok: boolean;
  /** The values of a header, joined by commas. */
  header(name: string): string | undefined;
  /** What comes, piece by piece; throws what the connection throws. */
  readonly body: AsyncIterable<Uint8Array>;
  letGo(): void;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * One exchange over HTTP, through the proxy and with the certificate authorities that the environment names
 * (`NODE_EXTRA_CA_CERTS`, which Node reads by itself, and `SSL_CERT_FILE`, which it does not). A redirect is an answer like
 * any other. Node's own `fetch` knows proxies from version 24 on alone. Throws what the connection throws.
 */
export async function webFetch(url: URL, request: WebRequest, environment: Environment): Promise<WebAnswer> {
  const proxy = proxyFor(url, environment);
  if (url.protocol === 'http:') {
    const { request: open } = await client(proxy ?? url);
    const options = proxy === undefined ? { path: pathOf(url) } : { path: url.href, headers: proxyHeaders(proxy) };
    return exchange(open({ ...target(proxy ?? url), ...common(url, request, options.headers), path: options.path }), request);
  }
  const { request: open } = await builtin.https();
  const secureContext = await trusted(environment);
  const options = { ...target(url), ...common(url, request), path: pathOf(url), ...secured(secureContext) };
  if (proxy === undefined) return exchange(open(options), request);
  const tunnel = await tunnelTo(url, proxy, request.signal, secureContext);
  if ('refused' in tunnel) return answerWith(tunnel.refused);
  const { connect } = await import('node:tls');
  const { socket } = tunnel;
  const createConnection = () => connect({ socket, servername: hostOf(url), ...secured(secureContext) });
  try {
    return await exchange(open({ ...options, agent: undefined, createConnection }), request);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function target(url: URL): RequestOptions {
  return { host: hostOf(url), port: url.port || (url.protocol === 'https:' ? 443 : 80), agent: false };
}

function common(
  url: URL,
  { method = 'GET', headers, signal }: WebRequest,
  more: Readonly<Record<string, string>> = {},
): RequestOptions {
  return {
    method,
    headers: { host: url.host, ...headers, ...more },
    ...(signal === undefined ? {} : { signal }),
  };
}

function secured(secureContext: SecureContext | undefined): { readonly secureContext?: SecureContext } {
  return secureContext === undefined ? {} : { secureContext };
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function pathOf(url: URL): string {
  return `${url.pathname}${url.search}`;
}

function client(url: URL): Promise<{ readonly request: (options: RequestOptions) => ClientRequest }> {
  return url.protocol === 'https:' ? builtin.https() : builtin.http();
}

function proxyHeaders({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(login, 'utf8').toString('base64')}` };
}

async function exchange(asking: ClientRequest, { body }: WebRequest): Promise<WebAnswer> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asking.once('response', resolve).once('error', reject).end(body);
  });
  const status = answer.statusCode ?? 0;
  if (status < 200 || status > 599) {
    answer.destroy();
    throw new Error(`the answer has the status ${status}`);
  }
  return answerWith(status, answer);
}

function answerWith(status: number, message?: IncomingMessage): WebAnswer {
  return {
    status,
    ok: status >= 200 && status <= 299,
    header: (name) => message?.headersDistinct[name]?.join(', '),
    body: message ?? nothing(),
    letGo: () => message?.destroy(),
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** A connection through a proxy to a host, or the status with which the proxy refused it. */
async function tunnelTo(
  url: URL,
  proxy: URL,
  signal: AbortSignal | undefined,
  secureContext: SecureContext | undefined,
): Promise<{ readonly socket: Duplex } | { readonly refused: number }> {
  const { request } = await client(proxy);
  const authority = `${url.hostname}:${url.port || 443}`;
  return new Promise((resolve, reject) => {
    request({
      ...target(proxy),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxyHeaders(proxy) },
      ...(signal === undefined ? {} : { signal }),
      ...secured(secureContext),
    })
      .once('connect', ({ statusCode = 0 }: IncomingMessage, socket: Duplex) => {
        if (statusCode === 200) {
          resolve({ socket });
          return;
        }
        socket.destroy();
        if (statusCode >= 400 && statusCode <= 599) resolve({ refused: statusCode });
        else reject(new Error(`the proxy answered with the status ${statusCode}`));
      })
      .once('error', reject)
      .end();
  });
}

let authorities: { readonly file: string; readonly context: SecureContext } | undefined;

/** The authorities to trust, where the environment names a file of them; they are added to those Node knows. */
async function trusted(environment: Environment): Promise<SecureContext | undefined> {
  const file = environment['SSL_CERT_FILE'];
  if (file === undefined || file === '') return undefined;
  if (authorities?.file === file) return authorities.context;
  const { readFile } = await import('node:fs/promises');
  const { createSecureContext, rootCertificates } = await import('node:tls');
  const extra = environment['NODE_EXTRA_CA_CERTS'];
  const texts = await Promise.all([file, ...(extra ? [extra] : [])].map((path) => readFile(path, 'utf8')));
  const context = createSecureContext({ ca: [...rootCertificates, ...texts] });
  authorities = { file, context };
  return context;
}
