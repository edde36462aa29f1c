import { existsSync, mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layoutStore } from '../../src/adapters/image-layouts.ts';
import type { ImageTarget } from '../../src/model/image.ts';
import { scanWithTrivy } from '../../src/trivy/scan.ts';
import type { TrivyWishes } from '../../src/trivy/scan.ts';
import { cleanImage } from '../parts/fixture-image.ts';
import { writeLayout } from '../parts/oci-image.ts';
import { machine, trivySaying } from './machine.ts';
import type { Machine } from './machine.ts';

let here: Machine;
let layout: string;
let ran: string;
let path: string;

/** A stand-in for Trivy that writes a report about the image of the layout, and leaves a mark where it runs. */
const script = (version = '0.74.0'): string => {
  const find = 'for a; do [ "$p" = --output ] && out=$a; p=$a; done';
  const report = `{"SchemaVersion":2,"Trivy":{"Version":"${version}"},"Metadata":{"ImageID":"${imageId()}"},"Results":[]}`;
  const scan = `[ "$1" = version ] || { : > ${ran}; echo '${report}' > "$out"; exit; }`;
  return `#!/bin/sh\n${find}\n${scan}\n${trivySaying('0.74.0').split('\n')[1] ?? ''}\n`;
};

beforeEach(() => {
  here = machine();
  layout = join(here.folder, 'layout');
  ran = join(here.folder, 'ran');
  writeLayout(layout, '1', [cleanImage()]);
  const db = join(here.folder, 'cache', 'db');
  mkdirSync(db, { recursive: true });
  writeFileSync(join(db, 'trivy.db'), Buffer.concat([Buffer.alloc(16), Buffer.from([0xed, 0xda, 0x0c, 0xed])]));
  writeFileSync(join(db, 'metadata.json'), JSON.stringify({ Version: 2, UpdatedAt: new Date().toISOString() }));
  path = here.program('somewhere', script());
});
afterEach(() => {
  here.remove();
});

function imageId(): string {
  const folder = join(layout, 'blobs', 'sha256');
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return texts.flatMap((text) => /"config":\{[^}]*"digest":"(sha256:[0-9a-f]{64})"/.exec(text)?.[1] ?? [])[0] ?? '';
}

const scan = (
  more: Partial<TrivyWishes> = {},
  ports = here.ports,
  targets: readonly ImageTarget[] = [{ reference: layout, why: 'asked' }],
) => {
  const wishes: TrivyWishes = {
    mode: path,
    imagesAsked: true,
    offline: true,
    timeoutSeconds: 10,
    cacheFolder: join(here.folder, 'cache'),
    databaseRepositories: [],
    javaRepositories: [],
    workers: 1,
    profile: 'default',
    platforms: [],
    source: 'registry',
    ...more,
  };
  return scanWithTrivy(wishes, [], targets, ports);
};

/** Ports by which no program can be looked at or run. */
const withoutTrivy = (): Machine['ports'] => ({
  ...here.ports,
  processes: { run: () => Promise.reject(new Error('a program was run')) },
  files: { ...here.ports.files, sha256AndMarked: () => Promise.reject(new Error('a program was read')) },
});

test('where nothing changed, Trivy is neither run nor read, and the report says which one it was', async () => {
  const first = await scan();
  expect([first.gaps, first.images.length, first.path]).toEqual([[], 1, path]);
  const second = await scan({}, withoutTrivy());
  expect(second.path).toBe(undefined);
  expect(here.said.join()).toContain('The image is as it was, with the same Trivy and database');
  expect({ ...second, path }).toEqual(first);
  expect(second.tool).toMatchObject({ version: '0.74.0', verifiedBy: 'version' });
});

test('a program of the same size and date, put in the place of the one that ran, is looked at and run', async () => {
  const first = await scan();
  const text = script();
  writeFileSync(path, text.replace('SchemaVersion', 'SchemaVersioN'));
  utimesSync(path, 1_700_000_000, 1_700_000_000);
  const second = await scan();
  expect(second.tool?.sha256).not.toBe(first.tool?.sha256);
  expect(second.gaps[0]?.detail).toContain('SchemaVersion');
});

test('another version that is wanted is not answered by reports of this one', async () => {
  await scan();
  const { gaps, images } = await scan({ version: '0.75.0' });
  expect(gaps).toEqual([expect.objectContaining({ artifact: 'trivy', blocking: true })]);
  expect(images).toEqual([]);
});

test('a report by another version than the one that was admitted is not believed', async () => {
  path = here.program('other', script('0.75.0'));
  const { gaps } = await scan();
  expect(gaps[0]?.detail).toContain('says that Trivy 0.75.0 made it');
  expect(existsSync(ran)).toBe(true);
});

test('findings of two tags of a repository in one run are told apart, and one alone goes by no tag', async () => {
  const found = '{"Target":"debian","Class":"os-pkgs","Vulnerabilities":[{"VulnerabilityID":"CVE-1","PkgName":"zlib1g"}]}';
  path = here.program('other', script().replace('"Results":[]', `"Results":[${found}]`));
  const store = await layoutStore(layout);
  if (store === undefined) throw new Error('there is no layout');
  const images = { ...here.ports.images, registry: () => Promise.resolve(store) };
  const prints = async (...tags: readonly string[]): Promise<readonly string[]> => {
    const targets = tags.map((tag) => ({ reference: `registry.example/app:${tag}`, why: 'asked' }) as const);
    return (await scan({}, { ...here.ports, images }, targets)).findings.map(({ fingerprint }) => fingerprint);
  };
  const [one] = await prints('1');
  expect(await prints('2')).toEqual([one]);
  const both = await prints('1', '2');
  expect(new Set([one, ...both]).size).toBe(3);
  expect((await prints('2', '1')).toSorted()).toEqual(both.toSorted());
});
