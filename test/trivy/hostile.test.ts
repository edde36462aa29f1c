import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImageTarget } from '../../src/model/image.ts';
import type { TrivyBinary } from '../../src/trivy/admission.ts';
import { cleanImage } from '../parts/fixture-image.ts';
import { writeLayout } from '../parts/oci-image.ts';
import { planTargets } from '../../src/trivy/target-scan.ts';
import { machine, scanNamed } from './machine.ts';
import type { Machine } from './machine.ts';

let here: Machine;
let layout: string;
beforeEach(() => {
  here = machine();
  layout = join(here.folder, 'layout');
  writeLayout(layout, '1', [cleanImage()]);
  mkdirSync(join(here.folder, 'cache', 'db'), { recursive: true });
  const page = Buffer.concat([Buffer.alloc(16), Buffer.from([0xed, 0xda, 0x0c, 0xed])]);
  writeFileSync(join(here.folder, 'cache', 'db', 'trivy.db'), page);
  const metadata = { Version: 2, UpdatedAt: new Date().toISOString() };
  writeFileSync(join(here.folder, 'cache', 'db', 'metadata.json'), JSON.stringify(metadata));
});
afterEach(() => {
  here.remove();
});

/** A stand-in for Trivy: a shell script that finds the report's path in `$out`. */
function standIn(script: string): TrivyBinary {
  const find = 'for a; do [ "$p" = --output ] && out=$a; p=$a; done';
  const path = here.program('stub', `#!/bin/sh\nPATH=/usr/bin:/bin\n${find}\n${script}\n`);
  return { path, version: '0.74.0', sha256: 'a'.repeat(64), verified: '', verifiedBy: 'version', source: 'given' };
}

const scan = (script: string, timeoutSeconds = 10, environment: Record<string, string> = {}) => {
  const target: ImageTarget = { reference: layout, why: 'asked' };
  const ports = { ...here.ports, machine: { ...here.ports.machine, environment } };
  const wishes = {
    offline: true,
    timeoutSeconds,
    cacheFolder: join(here.folder, 'cache'),
    databaseRepositories: [],
    javaRepositories: [],
    workers: 1,
    profile: 'default',
    platforms: [],
    source: 'registry',
  } as const;
  return scanNamed(standIn(script), wishes, [target], ports);
};

const about = (imageId: string): string =>
  `echo '{"SchemaVersion":2,"Metadata":{"ImageID":"${imageId}"},"Results":[{"Target":"t","Class":"os-pkgs"}]}' > "$out"`;

/** The digest of the configuration in the layout, by which Trivy names an image. */
function imageId(): string {
  const texts = readdirSync(join(layout, 'blobs', 'sha256')).map((name) =>
    readFileSync(join(layout, 'blobs', 'sha256', name), 'utf8'),
  );
  const config = texts.flatMap((text) => /"config":\{[^}]*"digest":"(sha256:[0-9a-f]{64})"/.exec(text)?.[1] ?? []);
  return config[0] ?? '';
}

test('Trivy gets nothing of the environment for an image that it asks us for', async () => {
  const seen = join(here.folder, 'seen');
  const job = {
    GITHUB_TOKEN: 'secret-of-the-job',
    DOCKER_CONFIG: '/secret-of-the-job',
    HTTPS_PROXY: 'http://user:secret-of-the-job@proxy.invalid',
    AWS_SECRET_ACCESS_KEY: 'secret-of-the-job',
    TRIVY_PASSWORD: 'secret-of-the-job',
    HOME: '/home/secret-of-the-job',
  };
  const { gaps } = await scan(`env > ${seen}\n${about(imageId())}`, 10, job);
  expect(gaps).toEqual([]);
  const environment = readFileSync(seen, 'utf8');
  expect(environment).not.toContain('secret-of-the-job');
  expect(environment).toContain('TRIVY_OFFLINE_SCAN=true');
});

describe('is a gap that leaves the run open, and says what happened: Trivy', () => {
  test.each([
    ['killed as a system does that has no memory left', 'kill -KILL $$', 'runs out of memory'],
    ['killed in a container that has no memory left', 'exit 137', 'runs out of memory'],
    ['that prints without end', 'yes "a line of nothing" | head -c 300000000 >&2; exit 1', 'a line of nothing'],
    ['that ends well and writes no report', 'exit 0', 'wrote no report'],
    ['that writes a report of gigabytes', 'truncate -s 3G "$out"', 'more than is read'],
    ['that writes a report of another image', about(`sha256:${'0'.repeat(64)}`), 'is about the image sha256:000'],
    ['that writes a report of nothing', `echo '{"SchemaVersion":2}' > "$out"`, 'does not say which image it is about'],
    ['that writes half a report', `printf '{"SchemaVersion":2,' > "$out"`, 'may be cut off'],
  ])('%s', async (_, script, words) => {
    const { gaps, images } = await scan(script);
    expect(images).toEqual([]);
    expect(gaps).toEqual([expect.objectContaining({ artifact: layout, reason: 'scanner', blocking: true })]);
    expect(gaps[0]?.detail).toContain(words);
    expect(gaps[0]?.detail.length).toBeLessThan(9000);
  });

  test('that hangs', async () => {
    const { gaps } = await scan('exec sleep 60', 0);
    expect(gaps).toEqual([expect.objectContaining({ blocking: true })]);
    expect(gaps[0]?.detail).toContain('within 0 seconds');
  });
});

test.each([
  ['./app.tar', 'is not there'],
  ['/nowhere/app.tar', 'is not there'],
  ['/dev/null', 'is no image'],
])('%s, which %s, is no matter for a registry', async (reference, why) => {
  const wishes = { platforms: [], source: 'auto' } as const;
  const [plan] = await planTargets([{ reference, why: 'asked' }], wishes, here.ports);
  expect(plan?.problems[0]?.detail).toContain(`${reference} ${why}`);
});
