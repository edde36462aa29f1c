import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRelay } from '../../src/adapters/image-relay.ts';
import { GuardError } from '../../src/errors.ts';
import type { ImageRelay, ImageStore } from '../../src/trivy/ports.ts';
import { tarOf } from '../parts/tar.ts';

const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const layer = Buffer.from('the bytes of a layer '.repeat(20_000));
const manifest = { digest: digestOf(Buffer.from('{}')), mediaType: 'application/vnd.oci.image.manifest.v1+json', text: '{}' };
const config = Buffer.from('{"os":"linux"}');

let relay: ImageRelay;
beforeEach(async () => {
  relay = await startRelay();
});
afterEach(() => relay.close());

/** A store whose only layer comes in pieces of a thousand bytes, as `sent`. */
function store(sent: Buffer | GuardError): ImageStore {
  return {
    reference: 'registry.example/app:1',
    top: manifest,
    manifest: () => Promise.resolve(manifest),
    text: () => Promise.resolve('{}'),
    async open() {
      if (sent instanceof GuardError) throw sent;
      return pieces(sent);
    },
  };
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

function offer(sent: Buffer | GuardError, unpacked: ReadonlyMap<string, string> = new Map()) {
  const texts = new Map([[digestOf(config), config.toString('utf8')]]);
  const offered = relay.offer(store(sent), { manifest, texts, unpacked });
  const [, host = '', name = ''] = /^(127\.0\.0\.1:\d+)\/([^@]+)@sha256:/.exec(offered.reference) ?? [];
  return {
    host,
    ask: (path: string) => fetch(`http://${host}/v2/${name}/${path}`),
    withdraw: (succeeded: boolean) => offered.withdraw(succeeded),
  };
}

test('shows the manifest, the configuration and the layers of an image', async () => {
  const { ask, withdraw } = offer(layer);
  const shown = await ask(`manifests/${manifest.digest}`);
  expect([shown.headers.get('content-type'), await shown.text()]).toEqual([manifest.mediaType, '{}']);
  expect(await (await ask(`blobs/${digestOf(config)}`)).text()).toBe('{"os":"linux"}');
  expect(Buffer.from(await (await ask(`blobs/${digestOf(layer)}`)).arrayBuffer()).equals(layer)).toBe(true);
  expect(await withdraw(true)).toBe(undefined);
});

test('never shows the end of a layer with other bytes than its digest says, and tells of it', async () => {
  const changed = Buffer.from(layer);
  changed[9] = 0;
  const { ask, withdraw } = offer(changed);
  const answer = await ask(`blobs/${digestOf(layer)}`);
  await expect(answer.arrayBuffer()).rejects.toThrow('terminated');
  expect((await withdraw(true))?.message).toContain(`what was sent as ${digestOf(layer)} has the digest ${digestOf(changed)}`);
});

test('looks at the rest of a layer that its reader has had enough of', async () => {
  const changed = Buffer.concat([layer, Buffer.from('x')]);
  const { ask, withdraw } = offer(changed);
  const answer = await ask(`blobs/${digestOf(layer)}`);
  await answer.body?.cancel();
  expect((await withdraw(true))?.message).toContain('is damaged');
});

test('passes on why a layer cannot be had', async () => {
  const { ask, withdraw } = offer(new GuardError('REGISTRY', 'the registry wants a login'));
  await expect(ask(`blobs/${digestOf(layer)}`)).rejects.toThrow('fetch failed');
  expect((await withdraw(false))?.message).toBe('the registry wants a login');
});

test('shows nothing under another name, and nothing after the offer was taken back', async () => {
  const { ask, host, withdraw } = offer(layer);
  expect((await fetch(`http://${host}/v2/`)).status).toBe(200);
  expect((await fetch(`http://${host}/v2/library/app/manifests/${manifest.digest}`)).status).toBe(404);
  expect((await ask('manifests/latest')).status).toBe(404);
  await withdraw(true);
  expect((await ask(`manifests/${manifest.digest}`)).status).toBe(404);
});

describe('a layer that is shown unpacked', () => {
  const tar = tarOf(Array.from({ length: 40 }, (_, at) => ({ path: `file-${at}`, content: `${at}`.repeat(30_000) })));
  const packed = gzipSync(tar);
  const shown = digestOf(tar);

  const showing = (sent: Buffer, blob = sent) => offer(sent, new Map([[shown, digestOf(blob)]]));
  const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

  test('comes as the tar that is in it', async () => {
    const { ask, withdraw } = showing(packed);
    expect((await bytesOf(await ask(`blobs/${shown}`))).equals(tar)).toBe(true);
    expect(await withdraw(true)).toBe(undefined);
  });

  test('comes whole to readers that take their time', async () => {
    const large = tarOf([{ path: 'noise', content: randomBytes(3_000_000).toString('latin1') }]);
    const { ask, withdraw } = offer(gzipSync(large), new Map([[shown, digestOf(gzipSync(large))]]));
    const slowly = async (): Promise<Buffer> => {
      const pieces: Uint8Array[] = [];
      const answer = await ask(`blobs/${shown}`);
      const reader = answer.body?.getReader();
      for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
        const piece: unknown = next.value;
        if (piece instanceof Uint8Array) pieces.push(piece);
        if (pieces.length % 16 === 0) await sleep(5);
      }
      return Buffer.concat(pieces);
    };
    for (const read of await Promise.all([slowly(), slowly()])) expect(read.equals(large)).toBe(true);
    expect(await withdraw(true)).toBe(undefined);
  });

  test.each([
    ['is no gzip', tar],
    ['holds no tar', gzipSync(Buffer.from('no tar'.repeat(10_000)))],
    ['is empty', Buffer.alloc(0)],
    ['holds something that is packed once more', gzipSync(gzipSync(tar))],
    ['holds a tar whose first name makes it look packed', gzipSync(tarOf([{ path: 'BZh9', content: 'x' }]))],
  ])('comes as it is where it %s', async (_, sent) => {
    const { ask, withdraw } = showing(sent);
    expect((await bytesOf(await ask(`blobs/${shown}`))).equals(sent)).toBe(true);
    expect(await withdraw(true)).toBe(undefined);
  });

  test('is damaged where its bytes are others than their digest says, whether they can be unpacked or not', async () => {
    for (const at of [9, packed.length >> 1, packed.length - 5]) {
      const changed = Buffer.from(packed);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      const { ask, withdraw } = showing(changed, packed);
      await expect(ask(`blobs/${shown}`).then(bytesOf)).rejects.toThrow('terminated');
      expect((await withdraw(true))?.message).toContain(
        `what was sent as ${digestOf(packed)} has the digest ${digestOf(changed)}`,
      );
    }
  });

  test('cannot be unpacked where it is cut off under its own digest', async () => {
    const { ask, withdraw } = showing(packed.subarray(0, packed.length - 100));
    await expect(ask(`blobs/${shown}`).then(bytesOf)).rejects.toThrow('terminated');
    expect((await withdraw(true))?.message).toContain('cannot be unpacked: unexpected end of file');
  });

  test('is looked at to its end where its reader has had enough of it', async () => {
    const { ask, withdraw } = showing(Buffer.concat([packed, Buffer.from('x')]), packed);
    await (await ask(`blobs/${shown}`)).body?.cancel();
    expect((await withdraw(true))?.message).toContain('is damaged');
  });
});
