import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GuardError, messageOf } from '../errors.ts';
import { oneLine } from '../report/escape.ts';
import { builtin } from './builtin.ts';
import type { ImageRelay, ImageStore, OfferedImage, ShownImage } from '../trivy/ports.ts';
import { letGo, unpacked } from './unpacking.ts';

interface Offer {
  readonly store: ImageStore;
  readonly shown: ShownImage;
  readonly end: AbortController;
  /** The blobs that are passing. */
  readonly passing: Set<Promise<void>>;
  trouble: GuardError | undefined;
}

/** How long the rest of a layer may take to arrive that Trivy has read enough of, in milliseconds. */
const longestRest = 60_000;

/**
 * A registry on the loopback interface that speaks as much of the OCI distribution specification as reading one image takes.
 * Layers pass through it and are hashed on their way; the last piece of one is held back until its digest is known, so that
 * the program which reads it never sees the end of a wrong one. Names are random: no other program of the machine can guess them.
 */
export async function startRelay(): Promise<ImageRelay> {
  const offers = new Map<string, Offer>();
  const { createServer } = await builtin.http();
  const server = createServer((request, response) => {
    answer(offers, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    offer(store, shown) {
      const name = `container-guard/${randomBytes(16).toString('hex')}`;
      const offer: Offer = { store, shown, end: new AbortController(), passing: new Set(), trouble: undefined };
      offers.set(name, offer);
      return offered(`${host}/${name}@${shown.manifest.digest}`, offer, () => offers.delete(name));
    },
    async close() {
      for (const offer of offers.values()) offer.end.abort();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function offered(reference: string, offer: Offer, forget: () => void): OfferedImage {
  return {
    reference,
    async withdraw(succeeded) {
      forget();
      const patience = setTimeout(() => offer.end.abort(), succeeded ? longestRest : 0);
      await Promise.all(offer.passing);
      clearTimeout(patience);
      if (succeeded && offer.end.signal.aborted) offer.trouble ??= unfinished(offer.store);
      offer.end.abort();
      return offer.trouble;
    },
  };
}

async function answer(offers: ReadonlyMap<string, Offer>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  if (path === '/v2/') {
    response.writeHead(200, { 'docker-distribution-api-version': 'registry/2.0' }).end('{}');
    return;
  }
  const [, name = '', kind, digest = ''] = /^\/v2\/(container-guard\/[0-9a-f]+)\/(manifests|blobs)\/(.+)$/.exec(path) ?? [];
  const offer = offers.get(name);
  const text = kind === 'manifests' ? offer?.shown.manifest.text : offer?.shown.texts.get(digest);
  if (offer === undefined || (kind === 'manifests' && digest !== offer.shown.manifest.digest)) {
    response.writeHead(404).end();
    return;
  }
  if (text !== undefined) {
    const body = Buffer.from(text, 'utf8');
    const type = kind === 'manifests' ? offer.shown.manifest.mediaType : 'application/octet-stream';
    response.writeHead(200, {
      'content-type': type,
      'content-length': body.length,
      'docker-content-digest': digest,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
    return;
  }
  const passing = pass(offer, digest, response).catch((error: unknown) => {
    response.destroy();
    if (offer.end.signal.aborted) return;
    offer.trouble ??= error instanceof GuardError ? error : new GuardError('REGISTRY', String(error));
  });
  offer.passing.add(passing);
  await passing;
  offer.passing.delete(passing);
}

function unfinished({ reference }: ImageStore): GuardError {
  return new GuardError('REGISTRY', `A layer of ${oneLine(reference)} did not arrive to its end, so its digest is not known.`);
}

async function pass({ store, shown, end }: Offer, name: string, response: ServerResponse): Promise<void> {
  const digest = shown.unpacked.get(name) ?? name;
  const [algorithm = '', wanted = ''] = digest.split(':');
  const pieces = (await store.open(digest, end.signal))[Symbol.asyncIterator]();
  const hash = createHash(algorithm);
  let cut: { readonly by: unknown } | undefined;
  const arriving = async (): Promise<IteratorResult<Uint8Array>> => {
    try {
      const next = await pieces.next();
      if (next.done !== true) hash.update(next.value);
      return next;
    } catch (error) {
      cut = { by: error };
      throw error;
    }
  };
  const hashed = async function* (): AsyncGenerator<Uint8Array> {
    for (let next = await arriving(); next.done !== true; next = await arriving()) yield next.value;
  };
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  let held: Uint8Array | undefined;
  let failure: unknown;
  try {
    for await (const piece of shown.unpacked.has(name) ? unpacked(hashed()) : hashed()) {
      if (response.destroyed) break;
      if (held !== undefined && !written(held, response)) await writable(response);
      held = piece;
    }
  } catch (error) {
    failure = error;
  }
  if (cut !== undefined) throw cut.by;
  for await (const rest of hashed()) void rest;
  const actual = hash.digest('hex');
  if (actual !== wanted) {
    throw new GuardError(
      'REGISTRY',
      `A layer of ${oneLine(store.reference)} is damaged: what was sent as ${digest} has the digest ${algorithm}:${actual}. Nothing is concluded from it; push or export the image again.`,
    );
  }
  if (failure !== undefined) {
    throw new GuardError(
      'REGISTRY',
      `A layer of ${oneLine(store.reference)} cannot be unpacked: ${oneLine(messageOf(failure))}. It is ${digest}; push or export the image again.`,
    );
  }
  response.end(held);
}

/** Whether more can be written at once. Pieces are written in turn, so that with one those before it have gone. */
function written(piece: Uint8Array, response: ServerResponse): boolean {
  return response.write(piece, (error) => {
    // What a connection that broke off still holds of it is not known.
    if (error === null || error === undefined) letGo(piece);
  });
}

/** Waits until more can be written, or the reader has gone: the rest is then hashed all the same. */
async function writable(response: ServerResponse): Promise<void> {
  if (response.destroyed) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      response.off('drain', go);
      response.off('close', go);
      resolve();
    };
    response.on('drain', go);
    response.on('close', go);
  });
}
