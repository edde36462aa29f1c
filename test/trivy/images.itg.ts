import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { filesIn } from '../../src/adapters/files.ts';
import { trivyPorts } from '../../src/adapters/trivy-ports.ts';
import type { ImageTarget } from '../../src/model/image.ts';
import type { TrivyBinary } from '../../src/trivy/admission.ts';
import { imageStories } from '../../src/judge/image-story.ts';
import { scanImage } from '../../src/trivy/image-scan.ts';
import { obtainTrivy } from '../../src/trivy/install.ts';
import type { TrivyPorts } from '../../src/trivy/ports.ts';
import { listedFiles, scanRepository } from '../../src/trivy/repository-scan.ts';
import type { TargetWishes } from '../../src/trivy/target-scan.ts';
import { startFailingRegistry } from '../parts/failing-registry.ts';
import type { FailingRegistry } from '../parts/failing-registry.ts';
import { fixtureImage, plantedTexts } from '../parts/fixture-image.ts';
import { judged } from '../rules/judged.ts';
import { writeLayout } from '../parts/oci-image.ts';
import type { ImageRecipe } from '../parts/oci-image.ts';
import { scanNamed } from './machine.ts';
import { freshDatabase } from '../parts/fresh-database.ts';

const parts = inject('parts');
const said: string[] = [];
const hear = (message: string): void => void said.push(message);
const ports: TrivyPorts = trivyPorts({ progress: hear, info: hear, warning: hear });

let folder: string;
let trivy: TrivyBinary;
let failing: FailingRegistry;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'container-guard-images-'));
  trivy = await obtainTrivy({ mode: parts.trivy, imagesAsked: true }, ports);
  failing = await startFailingRegistry(parts.registry);
});

afterAll(async () => {
  await failing.stop();
  rmSync(folder, { recursive: true, force: true });
});

let caches = 0;
function wishes(more: Partial<TargetWishes> = {}): TargetWishes {
  caches += 1;
  const cacheFolder = join(folder, `cache-${caches}`);
  freshDatabase(parts.database, join(cacheFolder, 'db'));
  return {
    offline: true,
    timeoutSeconds: 60,
    cacheFolder,
    databaseRepositories: [],
    javaRepositories: [],
    workers: 2,
    profile: 'default',
    platforms: [],
    source: 'registry',
    ...more,
  };
}

const target = (reference: string, more: Partial<ImageTarget> = {}): ImageTarget => ({ reference, why: 'asked', ...more });
const scan = (references: readonly string[], wished: TargetWishes = wishes()) =>
  scanNamed(
    trivy,
    wished,
    references.map((reference) => target(reference)),
    ports,
  );
const kinds = ({ findings }: { readonly findings: readonly { readonly rule: string; readonly subject: object }[] }) =>
  findings.map(({ rule, subject }) => `${rule} ${'package' in subject ? String(subject.package) : ''}`);

/** A copy of a layout that may be changed. */
function copyOf(layout: string): string {
  const copy = mkdtempSync(join(folder, 'layout-'));
  cpSync(layout, copy, { recursive: true });
  return copy;
}

const blobOf = (layout: string, digest: string): string => join(layout, 'blobs', 'sha256', digest.slice('sha256:'.length));
const descriptor = v.looseObject({ digest: v.string(), size: v.number() });
const indexShape = v.looseObject({ manifests: v.tuple([descriptor]) });
const manifestShape = v.looseObject({ config: descriptor, layers: v.array(descriptor) });
const configShape = v.looseObject({ rootfs: v.looseObject({ diff_ids: v.array(v.string()) }) });

function read<T extends v.GenericSchema>(path: string, shape: T): v.InferOutput<T> {
  return v.parse(shape, JSON.parse(readFileSync(path, 'utf8')));
}

function partsOf(layout: string) {
  const index = read(join(layout, 'index.json'), indexShape);
  const manifest = read(blobOf(layout, index.manifests[0].digest), manifestShape);
  return { index, manifest, config: read(blobOf(layout, manifest.config.digest), configShape) };
}

function put(layout: string, value: unknown): { readonly digest: string; readonly size: number } {
  const text = JSON.stringify(value);
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  writeFileSync(blobOf(layout, digest), text);
  return { digest, size: Buffer.byteLength(text) };
}

/** The fixture image, less the package that has the critical finding. */
function withoutLibc(): ImageRecipe {
  const recipe = fixtureImage();
  const status = 'var/lib/dpkg/status';
  return {
    ...recipe,
    steps: recipe.steps.map((step) => {
      const text = step.files?.[status];
      if (text === undefined) return step;
      const kept = text.split('\n\n').filter((entry) => !entry.includes('Source: glibc'));
      return { ...step, files: { ...step.files, [status]: kept.join('\n\n') } };
    }),
  };
}

const critical = 'image/CVE-2099-1001 libc6';

describe('where an image comes from', () => {
  test('makes no difference: registry, layout, and archives of either kind', async () => {
    const tar = (name: string, members: readonly string[]): string => {
      execFileSync('tar', ['-C', parts.layouts.app, '-cf', join(folder, name), ...members]);
      return join(folder, name);
    };
    const places = [
      `${parts.registry}/app:1`,
      `${parts.registry}/app@${parts.digests.app}`,
      parts.layouts.app,
      tar('layout.tar', ['oci-layout', 'index.json', 'blobs']),
      tar('saved.tar', ['manifest.json', 'blobs']),
    ];
    const expected = kinds(await scan([`${parts.registry}/app:1`]));
    expect(expected).toHaveLength(8);
    for (const place of places) {
      const { findings, gaps, images } = await scan([place]);
      const digest = place.endsWith('saved.tar') ? {} : { digest: parts.digests.app };
      expect(gaps).toEqual([]);
      expect(kinds({ findings })).toEqual(expected);
      expect(images).toMatchObject([{ ...digest, platform: 'linux/amd64' }]);
    }
  });

  test('is a gap of its own where it is not there, or no image, and the others go on', async () => {
    const references = [`${parts.registry}/app:gone`, `${failing.host}/status-401:1`, `${parts.registry}/clean:1`, 'UPPER CASE'];
    const { gaps, images } = await scan(references);
    expect(gaps.map(({ artifact, blocking }) => [artifact, blocking])).toEqual([
      [references[0], true],
      [references[1], true],
      [references[3], true],
    ]);
    expect(gaps[0]?.detail).toContain('there is no such image');
    expect(gaps[1]?.detail).toContain(`docker login ${failing.host}`);
    expect(images.map(({ reference }) => reference)).toEqual([references[2]]);
  });
});

describe('platforms', () => {
  const platforms = `${parts.registry}/platforms:1`;

  test('are all looked at, and what they have in common is one finding', async () => {
    const one = await scan([platforms]);
    const all = await scan([platforms], wishes({ platforms: ['all'] }));
    expect(kinds(all)).toEqual(kinds(one));
    expect(all.findings.every(({ subject }) => subject.platforms?.join() === 'linux/amd64,linux/arm64')).toBe(true);
    expect(all.findings[0]?.message).toContain('(on linux/amd64, linux/arm64)');
    expect(one.findings[0]?.subject.platforms).toBe(undefined);
    expect(all.findings.map(({ fingerprint }) => fingerprint)).toEqual(one.findings.map(({ fingerprint }) => fingerprint));
    expect(all.gaps).toEqual([]);
  });

  test('have digests of their own, beside that of the index', async () => {
    const { images } = await scan([platforms], wishes({ platforms: ['all'] }));
    expect(images.map(({ platform, index }) => [platform, index])).toEqual([
      ['linux/amd64', parts.digests.platforms],
      ['linux/arm64', parts.digests.platforms],
    ]);
    expect(new Set([...images.map(({ digest }) => digest), parts.digests.platforms]).size).toBe(3);
  });

  test.each([
    ['a registry', () => platforms],
    ['a layout, where Trivy itself scans another', () => parts.layouts.platforms],
  ])('are taken from %s as asked for', async (_, place) => {
    const { images, gaps } = await scan([place()], wishes({ platforms: ['linux/arm64'] }));
    expect(images.map(({ platform }) => platform)).toEqual(['linux/arm64']);
    expect(gaps).toEqual([]);
  });

  test.each([
    ['of several', () => platforms],
    ['of one, where Trivy itself scans another', () => `${parts.registry}/app:1`],
    ['of a layout', () => parts.layouts.app],
  ])('that an image %s does not have are a blocking gap, and nothing is scanned in their place', async (_, place) => {
    const { images, gaps } = await scan([place()], wishes({ platforms: ['linux/s390x'] }));
    expect(images).toEqual([]);
    expect(gaps).toEqual([expect.objectContaining({ blocking: true, reason: 'unreachable' })]);
    expect(gaps[0]?.detail).toContain('has no image for linux/s390x: it has linux/amd64');
  });
});

describe('layers whose bytes are not those of their digest', () => {
  test('are passed over by Trivy alone, and then stand for the good ones', async () => {
    const bad = swapped();
    const input = join(folder, 'swapped.tar');
    execFileSync('tar', ['-C', bad, '-cf', input, 'manifest.json', 'blobs']);
    const { cacheFolder } = wishes();
    const options = { cacheFolder, timeoutSeconds: 60, offline: true, databaseReady: true } as const;
    const packages = async (more: object): Promise<string> =>
      JSON.stringify((await scanImage(trivy, `${parts.registry}/app:1`, { ...options, ...more }, ports)).report);
    expect(await packages({ input })).not.toContain('CVE-2099-1001');
    expect(await packages({ sources: ['remote'] })).not.toContain('CVE-2099-1001');
  });

  test.each([
    ['registry', () => `${failing.host}/flip:1`],
    ['layout', () => swapped()],
  ])('are found on their way from a %s, and do not spoil the next image', async (_, place) => {
    const wished = wishes({ workers: 1 });
    const bad = await scan([place()], wished);
    expect(bad.images).toEqual([]);
    expect(bad.gaps).toEqual([expect.objectContaining({ blocking: true })]);
    expect(bad.gaps[0]?.detail).toContain('has the digest sha256:');
    expect(kinds(await scan([`${parts.registry}/app:1`], wished))).toContain(critical);
  });

  test('but that claim to hold what another holds, in an image that is whole, stay apart from it in either order', async () => {
    const liar = lying();
    const good = `${parts.registry}/app:1`;
    for (const order of [
      [liar, good],
      [good, liar],
    ]) {
      const wished = wishes({ workers: 1 });
      const found = new Map<string, readonly string[]>();
      for (const place of order) found.set(place, kinds(await scan([place], wished)));
      expect(found.get(good)).toContain(critical);
      expect(found.get(liar)).not.toContain(critical);
    }
  });

  test('that are cut off or never come are a blocking gap, within the time that is allowed', async () => {
    const { gaps, images } = await scan([`${failing.host}/cut:1`], wishes({ timeoutSeconds: 20 }));
    expect(images).toEqual([]);
    expect(gaps).toEqual([expect.objectContaining({ blocking: true })]);
  });

  /** The layout of the fixture with another layer in the file of the one that has the packages. */
  function swapped(): string {
    const copy = copyOf(parts.layouts.app);
    const other = mkdtempSync(join(folder, 'other-'));
    writeLayout(other, '1', [withoutLibc()]);
    const [layer] = partsOf(copy).manifest.layers;
    const [replacement] = partsOf(other).manifest.layers;
    copyFileSync(blobOf(other, replacement?.digest ?? ''), blobOf(copy, layer?.digest ?? ''));
    return copy;
  }

  /** An image all of whose digests are right, but whose configuration says that its first layer holds what the fixture's does. */
  function lying(): string {
    const other = mkdtempSync(join(folder, 'liar-'));
    writeLayout(other, '1', [withoutLibc()]);
    const { index, manifest, config } = partsOf(other);
    const claimed = partsOf(parts.layouts.app).config.rootfs.diff_ids;
    const lie = put(other, { ...config, rootfs: { ...config.rootfs, diff_ids: claimed } });
    const top = put(other, { ...manifest, config: { ...manifest.config, ...lie } });
    writeFileSync(join(other, 'index.json'), JSON.stringify({ ...index, manifests: [{ ...index.manifests[0], ...top }] }));
    return other;
  }
});

describe('what is kept between runs', () => {
  test('are reports, by digest, that are used again only with the same database', async () => {
    const wished = wishes();
    const first = await scan([`${parts.registry}/app:1`], wished);
    const reports = join(wished.cacheFolder, 'reports');
    const [state = ''] = readdirSync(reports);
    expect(readdirSync(join(reports, state))).toHaveLength(2);
    rmSync(join(wished.cacheFolder, 'worker-0'), { recursive: true });
    expect((await scan([`${parts.registry}/app:1`], wished)).findings).toEqual(first.findings);
    expect(readdirSync(wished.cacheFolder)).not.toContain('worker-0');
    const metadata = join(wished.cacheFolder, 'db', 'metadata.json');
    writeFileSync(metadata, readFileSync(metadata, 'utf8').replace('T00:00:00Z', 'T00:00:01Z'));
    await scan([`${parts.registry}/app:1`], wished);
    expect(readdirSync(reports)).not.toContain(state);
    expect(readdirSync(join(wished.cacheFolder, 'worker-0'))).toContain('fanal');
  });

  test('lies apart for jobs that strangers can start', async () => {
    const wished = wishes({ scope: 'untrusted' });
    await scan([`${parts.registry}/app:1`], wished);
    expect(readdirSync(wished.cacheFolder)).toEqual(['db', 'java-db', 'untrusted']);
  });

  test('is thrown away where something else was put there', async () => {
    const wished = wishes({ workers: 1 });
    const worker = join(wished.cacheFolder, 'worker-0');
    mkdirSync(join(worker, 'db'), { recursive: true });
    writeFileSync(join(worker, 'db', 'trivy.db'), 'not the database');
    expect(kinds(await scan([`${parts.registry}/app:1`], wished))).toContain(critical);
  });
});

test('images that share layers meet in one worker, the others get what it has read, and each layer comes once', async () => {
  const base = fixtureImage();
  const text = Array.from({ length: 200_000 }, (_, at) => createHash('md5').update(String(at)).digest('hex')).join('\n');
  const layouts = [1, 2, 3, 4].map((number) => {
    const layout = mkdtempSync(join(folder, 'child-'));
    const own = { createdBy: `COPY ${number} /`, files: { [`app/${number}`]: String(number) } };
    const big = { createdBy: 'COPY big /', files: { 'app/big.txt': text } };
    writeLayout(layout, '1', [{ ...base, steps: [...base.steps, big, own] }]);
    return layout;
  });
  const read: string[] = [];
  const counting: TrivyPorts = {
    ...ports,
    images: {
      ...ports.images,
      async layout(path) {
        const store = await ports.images.layout(path);
        return (
          store && {
            ...store,
            open: (digest, signal) => {
              read.push(digest);
              return store.open(digest, signal);
            },
          }
        );
      },
    },
  };
  const targets = layouts.map((layout) => target(layout));
  const { images, gaps } = await scanNamed(trivy, wishes(), targets, counting);
  expect(gaps).toEqual([]);
  expect(images).toHaveLength(4);
  expect(read.length).toBe(new Set(read).size);
  expect(read).toHaveLength(4 + 4);
});

describe('bills of materials', () => {
  test.each(['cyclonedx', 'spdx'] as const)(
    'in %s are written, name the image as people do, and give the same findings',
    async (format) => {
      const out = join(folder, `sbom-${format}`);
      const first = await scan([`${parts.registry}/app:1`], wishes({ sbom: { folder: out, format } }));
      const [name = ''] = readdirSync(out);
      const text = readFileSync(join(out, name), 'utf8');
      expect(text).toContain(`${parts.registry}/app`);
      expect(text).not.toContain('container-guard/');
      const again = await scan([join(out, name)]);
      expect(again.gaps).toEqual([]);
      const vulnerabilities = kinds(first).filter((kind) => !kind.includes('secret'));
      expect(kinds(again)).toEqual(vulnerabilities);
    },
  );

  test('that another tool made are a gap, for packages can be missing', async () => {
    const out = join(folder, 'foreign');
    await scan([`${parts.registry}/app:1`], wishes({ sbom: { folder: out, format: 'cyclonedx' } }));
    const [name = ''] = readdirSync(out);
    const foreign = join(folder, 'foreign.cdx.json');
    const text = readFileSync(join(out, name), 'utf8');
    writeFileSync(foreign, text.replace('"name": "trivy"', '"name": "othertool"'));
    const { gaps, findings } = await scan([foreign]);
    expect(findings.length).toBeGreaterThan(0);
    expect(gaps).toEqual([expect.objectContaining({ reason: 'scanner', blocking: false })]);
    expect(gaps[0]?.detail).toContain('made by othertool');
  });
});

describe('the files of a repository', () => {
  const tree = (): string => {
    const root = mkdtempSync(join(folder, 'tree-'));
    mkdirSync(join(root, 'app', 'node_modules', 'x'), { recursive: true });
    const lock = {
      lockfileVersion: 3,
      packages: { 'node_modules/lodash': { version: '4.17.15', resolved: 'https://x.invalid/l' } },
    };
    writeFileSync(join(root, 'app', 'package-lock.json'), JSON.stringify(lock, null, 2));
    writeFileSync(join(root, 'app', 'composer.lock'), '{ broken');
    writeFileSync(join(root, 'app', 'settings.txt'), `A=1\nAWS_ACCESS_KEY_ID=${plantedTexts[0] ?? ''}\n`);
    writeFileSync(join(root, 'app', 'node_modules', 'x', 'settings.txt'), `AWS_ACCESS_KEY_ID=${plantedTexts[0] ?? ''}\n`);
    return root;
  };
  const look = async (what: 'secrets' | 'packages' | 'all') => {
    const root = tree();
    const files = await listedFiles(['app'], filesIn(root));
    return scanRepository(trivy, { what, root, paths: ['app'], files }, wishes(), ports);
  };

  test('are searched for secrets, and packages of lock files judged, each on its line', async () => {
    const { findings } = await look('all');
    expect(findings.map(({ rule, location }) => `${rule} ${location.path}:${location.startLine}`)).toEqual([
      'project/CVE-2099-2001 app/package-lock.json:4',
      'project/secret-aws-access-key-id app/settings.txt:2',
    ]);
    for (const planted of plantedTexts) expect(JSON.stringify(findings)).not.toContain(planted);
  });

  test('that Trivy drops without a word are gaps', async () => {
    const { gaps } = await look('packages');
    expect(gaps.map(({ artifact, blocking }) => [artifact, blocking])).toEqual([['app/composer.lock', false]]);
    expect((await look('secrets')).gaps).toEqual([]);
  });
});

test('a slow registry is bounded by our clock, not by Trivy’s', async () => {
  const { gaps } = await scan([`${failing.host}/slow:1`], wishes({ timeoutSeconds: 1 }));
  expect(gaps).toEqual([expect.objectContaining({ blocking: true })]);
});

describe('an image that the repository builds', () => {
  const reference = `${parts.registry}/app:1`;
  const dockerfile = 'FROM example/debian:12\nENV NODE_ENV=production\nRUN npm ci\nCOPY .env /app/.env\nUSER node\n';
  const story = async (service: string): Promise<ReturnType<typeof imageStories>> => {
    const compose = `services:\n  web:\n    image: ${reference}\n    build: .\n${service}`;
    const { world } = await judged({ Dockerfile: dockerfile, 'compose.yaml': compose, '.env': 'PORT=8080\n' }, []);
    return imageStories(world);
  };
  const scanTold = async (service: string) => {
    const told = await story(service);
    const anchor = { file: { path: 'Dockerfile', text: dockerfile }, span: { start: 5, end: 22 } };
    return scanNamed(trivy, wishes(), [target(reference, { why: 'built', anchor, service: 'web' })], ports, () => told);
  };

  test('is told on the line that brought it: packages of the base on FROM, others on RUN, a secret on COPY', async () => {
    const { findings } = await scanTold('');
    const lines = new Map<string, number>();
    for (const { rule, subject, location } of findings) lines.set(subject.package ?? rule, location.startLine);
    expect(Object.fromEntries(lines)).toMatchObject({
      libc6: 1,
      zlib1g: 1,
      lodash: 3,
      minimist: 3,
      'image/secret-aws-access-key-id': 4,
    });
    expect(findings.every(({ location }) => location.path === 'Dockerfile')).toBe(true);
  });

  test.each([
    ['    ports: ["8080:8080"]\n    user: root\n', 'open'],
    ['    ports: ["8080:8080"]\n', 'shielded'],
    ['    network_mode: none\n    user: root\n', 'closed'],
  ])('says how it is run, and leaves severities alone: %j', async (service, level) => {
    const plain = await scan([reference]);
    const { findings } = await scanTold(service);
    const vulnerable = findings.filter(({ subject }) => subject.advisory !== undefined);
    expect(new Set(vulnerable.map(({ exposure }) => exposure?.level))).toEqual(new Set([level]));
    const severities = (some: typeof findings): readonly string[] =>
      some.map(({ rule, severity }) => `${rule} ${severity}`).toSorted();
    expect(severities(findings)).toEqual(severities(plain.findings));
  });
});
