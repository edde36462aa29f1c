import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { mediaTypes } from './oci-image.ts';
import type { Descriptor } from './oci-image.ts';
import { tarOf } from './tar.ts';

export interface Registry {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  stop(): Promise<void>;
}

/** Starts the Debian package's `docker-registry` on a free port of the loopback interface, with a folder of its own. */
export async function startRegistry(): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'container-guard-registry-'));
  const host = `127.0.0.1:${await freePort()}`;
  const config = join(folder, 'config.yml');
  writeFileSync(
    config,
    JSON.stringify({
      version: 0.1,
      log: { level: 'error' },
      storage: { filesystem: { rootdirectory: join(folder, 'data') }, delete: { enabled: true } },
      http: { addr: host },
    }),
  );
  const child = spawn('docker-registry', ['serve', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString('utf8');
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
    child.once('error', (error) => {
      words += error.message;
      resolve();
    });
  });
  for (let tries = 0; !(await answers(host)); tries += 1) {
    if (tries > 100 || child.exitCode !== null) throw new Error(`docker-registry does not answer on ${host}: ${words}`);
    await sleep(50);
  }
  return {
    host,
    async stop() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Puts the image of an OCI layout into a registry; answers its digest. */
export async function pushLayout(registry: string, repository: string, tag: string, layout: string): Promise<string> {
  const index: unknown = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8'));
  const [top] = descriptorsIn(index, 'manifests');
  if (top === undefined) throw new Error(`${layout} has no image`);
  const base = `http://${registry}/v2/${repository}`;
  await pushManifest(base, tag, top, layout);
  return top.digest;
}

async function pushManifest(base: string, name: string, descriptor: Descriptor, layout: string): Promise<void> {
  const bytes = blob(layout, descriptor.digest);
  const content: unknown = JSON.parse(bytes.toString('utf8'));
  if (descriptor.mediaType === mediaTypes.index) {
    for (const manifest of descriptorsIn(content, 'manifests')) await pushManifest(base, manifest.digest, manifest, layout);
  } else {
    const config = isRecord(content) && isDescriptor(content['config']) ? [content['config']] : [];
    for (const { digest } of [...config, ...descriptorsIn(content, 'layers')]) await pushBlob(base, digest, layout);
  }
  const headers = { 'content-type': descriptor.mediaType };
  await expectStatus(await fetch(`${base}/manifests/${name}`, { method: 'PUT', headers, body: new Uint8Array(bytes) }), 201);
}

async function pushBlob(base: string, digest: string, layout: string): Promise<void> {
  await upload(base, digest, blob(layout, digest));
}

async function upload(base: string, digest: string, bytes: Buffer): Promise<void> {
  const start = await expectStatus(await fetch(`${base}/blobs/uploads/`, { method: 'POST' }), 202);
  const location = new URL(start.headers.get('location') ?? '', base);
  location.searchParams.set('digest', digest);
  await expectStatus(await fetch(location, { method: 'PUT', body: new Uint8Array(bytes) }), 201);
}

function blob(layout: string, digest: string): Buffer {
  return readFileSync(join(layout, 'blobs', ...digest.split(':')));
}

async function expectStatus(response: Response, status: number): Promise<Response> {
  if (response.status !== status) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response;
}

async function answers(host: string): Promise<boolean> {
  try {
    return (await fetch(`http://${host}/v2/`)).ok;
  } catch {
    return false;
  }
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}

function descriptorsIn(value: unknown, key: string): Descriptor[] {
  const found = isRecord(value) ? value[key] : undefined;
  return Array.isArray(found) ? found.filter(isDescriptor) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isDescriptor(value: unknown): value is Descriptor {
  return isRecord(value) && typeof value['digest'] === 'string' && typeof value['mediaType'] === 'string';
}

/** Puts a vulnerability database into a registry, as Trivy's are published; answers the digest of its manifest. */
export async function pushDatabase(registry: string, repository: string, tag: string, folder: string): Promise<string> {
  const base = `http://${registry}/v2/${repository}`;
  const entries = ['trivy.db', 'metadata.json'].map((path) => ({ path, content: readFileSync(join(folder, path)) }));
  const layer = await pushBytes(base, 'application/vnd.aquasec.trivy.db.layer.v1.tar+gzip', gzipSync(tarOf(entries)));
  const config = await pushBytes(base, 'application/vnd.aquasec.trivy.config.v1+json', Buffer.from('{}'));
  const named = { ...layer, annotations: { 'org.opencontainers.image.title': 'db.tar.gz' } };
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [named] });
  const headers = { 'content-type': mediaTypes.manifest };
  const answer = await expectStatus(await fetch(`${base}/manifests/${tag}`, { method: 'PUT', headers, body: manifest }), 201);
  return answer.headers.get('docker-content-digest') ?? '';
}

async function pushBytes(base: string, mediaType: string, bytes: Buffer): Promise<Descriptor> {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  await upload(base, digest, bytes);
  return { mediaType, digest, size: bytes.length };
}

/** Puts files into a registry as `oras push` does, each under its name. */
export async function pushFiles(
  registry: string,
  repository: string,
  tag: string,
  files: Readonly<Record<string, Buffer>>,
): Promise<void> {
  const base = `http://${registry}/v2/${repository}`;
  const config = await pushBytes(base, 'application/vnd.oci.empty.v1+json', Buffer.from('{}'));
  const layers: object[] = [];
  for (const [name, bytes] of Object.entries(files)) {
    const layer = await pushBytes(base, 'application/vnd.oci.image.layer.v1.tar', bytes);
    layers.push({ ...layer, annotations: { 'org.opencontainers.image.title': name } });
  }
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers });
  const headers = { 'content-type': mediaTypes.manifest };
  await expectStatus(await fetch(`${base}/manifests/${tag}`, { method: 'PUT', headers, body: manifest }), 201);
}
