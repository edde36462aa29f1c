import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { layoutStore } from '../../src/adapters/image-layouts.ts';
import { cleanImage } from '../parts/fixture-image.ts';
import { writeLayout } from '../parts/oci-image.ts';

let folder: string;
let layout: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layouts-'));
  layout = join(folder, 'layout');
  writeLayout(layout, '1', [cleanImage()]);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The first layer of the image, which begins as gzip does. */
function layer(): { readonly path: string; readonly digest: string } {
  const blobs = join(layout, 'blobs', 'sha256');
  const name = readdirSync(blobs).find((one) => readFileSync(join(blobs, one))[0] === 0x1f) ?? '';
  return { path: join(blobs, name), digest: `sha256:${name}` };
}

const opening = async (): Promise<unknown> => (await layoutStore(layout))?.open(layer().digest, AbortSignal.timeout(5000));
describe('an image layout', () => {
  test('that is whole is opened', async () => {
    await expect(opening()).resolves.toBeDefined();
  });

  test('in which a pipe stands for a layer is damaged, and is not waited for', async () => {
    const { path, digest } = layer();
    rmSync(path);
    execFileSync('mkfifo', [path]);
    await expect(layoutStore(layout).then((store) => store?.open(digest, AbortSignal.timeout(5000)))).rejects.toThrow(
      'is missing',
    );
  });

  test('in which a link leads elsewhere gives nothing from there under the digest of a manifest', async () => {
    const blobs = join(layout, 'blobs', 'sha256');
    const manifest = readdirSync(blobs).find((one) => readFileSync(join(blobs, one), 'utf8').includes('"layers":[')) ?? '';
    writeFileSync(join(folder, 'elsewhere'), '{"private":true}');
    rmSync(join(blobs, manifest));
    symlinkSync(join(folder, 'elsewhere'), join(blobs, manifest));
    const message = await layoutStore(layout).catch(String);
    expect(message).toContain(`what lies there as sha256:${manifest} has the digest`);
    expect(message).not.toContain('private');
  });

  test('with an endless list of images is damaged, and is not read', async () => {
    truncateSync(join(layout, 'index.json'), 5 * 2 ** 30);
    await expect(layoutStore(layout)).rejects.toThrow('its index.json is longer than 16 MiB');
  });

  test('with a path for a digest is damaged', async () => {
    const digest = 'sha256:../../../../../etc/passwd';
    const manifests = [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: 3 }];
    writeFileSync(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
    await expect(layoutStore(layout)).rejects.toThrow('damaged');
    await expect(layoutStore(layout)).rejects.not.toThrow('root:');
  });
});
