import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { engineImage } from '../../src/adapters/engine.ts';
import { trivyPorts } from '../../src/adapters/trivy-ports.ts';
import type { TrivyBinary } from '../../src/trivy/admission.ts';
import { obtainTrivy } from '../../src/trivy/install.ts';
import type { TrivyPorts } from '../../src/trivy/ports.ts';
import { startEngine, type Engine } from '../parts/engine.ts';
import { scanNamed } from './machine.ts';
import { freshDatabase } from '../parts/fresh-database.ts';

const parts = inject('parts');
const silent = (): void => undefined;
const plain = trivyPorts({ progress: silent, info: silent, warning: silent });

let folder: string;
let engine: Engine | undefined;
let trivy: TrivyBinary;
let ports: TrivyPorts;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'container-guard-engine-'));
  trivy = await obtainTrivy({ mode: parts.trivy, imagesAsked: true }, plain);
  engine = await startEngine();
  const { environment } = engine;
  const machine = { ...plain.machine, environment };
  ports = { ...plain, machine, images: { ...plain.images, engine: (reference) => engineImage(reference, environment) } };
  const archive = join(folder, 'app.tar');
  execFileSync('tar', ['-C', parts.layouts.app, '-cf', archive, 'manifest.json', 'blobs']);
  engine.docker(['load', '--input', archive]);
});

afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function scan(reference: string, source: 'auto' | 'engine' | 'registry') {
  const cacheFolder = mkdtempSync(join(folder, 'cache-'));
  freshDatabase(parts.database, join(cacheFolder, 'db'));
  const wishes = { offline: true, timeoutSeconds: 60, cacheFolder, databaseRepositories: [], javaRepositories: [], workers: 1 };
  const wish = { ...wishes, profile: 'default', platforms: [], source } as const;
  return scanNamed(trivy, wish, [{ reference, why: 'asked' }], ports).then((scanned) => ({ ...scanned, cacheFolder }));
}

test.each(['auto', 'engine'] as const)('an image that only the engine has is taken from there (%s)', async (source) => {
  const { findings, gaps, images, cacheFolder } = await scan('fixture/app:1', source);
  expect(gaps).toEqual([]);
  expect(findings).toHaveLength(8);
  expect(images).toMatchObject([{ reference: 'fixture/app:1', platform: 'linux/amd64' }]);
  expect(readdirSync(join(cacheFolder, 'worker-0'))).not.toContain('fanal');
});

test('an image that the engine does not have comes from its registry, or is a gap where only the engine is asked', async () => {
  const reference = `${parts.registry}/app:1`;
  expect((await scan(reference, 'auto')).images).toMatchObject([{ digest: parts.digests.app }]);
  const { gaps, images } = await scan(reference, 'engine');
  expect(images).toEqual([]);
  expect(gaps).toEqual([expect.objectContaining({ artifact: reference, blocking: true })]);
  expect(gaps[0]?.detail).toContain('The engine of this machine has no image');
});
