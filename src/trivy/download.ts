import { join } from 'node:path';
import * as v from 'valibot';
import { GuardError, messageOf } from '../errors.ts';
import { admit } from './admission.ts';
import type { TrivyBinary, Wanted } from './admission.ts';
import { inspectArchive } from './archive.ts';
import { oneLine } from './output.ts';
import type { Asset } from './pin.ts';
import { assetOf, pinnedVersion, refusalOf } from './pin.ts';
import { DownloadFailure } from './ports.ts';
import type { TrivyPorts } from './ports.ts';

/** The name in the tool cache. Not `trivy`: what others put under that name was not verified by us. */
export const toolName = 'container-guard-trivy';

const recordName = 'verified.json';
const Digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Record = v.object({ version: v.string(), archive: Digest, program: Digest });

/** A program of the tool cache with the digests written when it was unpacked; undefined where there is none for this request. */
export async function recordedBinary(
  wanted: Wanted,
  ports: TrivyPorts,
): Promise<{ readonly path: string; readonly sha256: string; readonly archive: string } | undefined> {
  const asset = assetOf(wanted.version, ports.machine.platform, ports.machine.arch);
  const folder = asset && (await ports.toolCache.find(toolName, wanted.version));
  if (asset === undefined || folder === undefined) return undefined;
  const text = await ports.files.readText(join(folder, recordName), 4096);
  const record = v.safeParse(v.pipe(v.string(), v.parseJson(), Record), text ?? '');
  const path = await ports.files.program(join(folder, asset.program));
  if (!record.success || path === undefined) return undefined;
  const { version, archive, program } = record.output;
  if (version !== wanted.version || archive !== (wanted.sha256 ?? asset.sha256)) return undefined;
  return { path, sha256: program, archive };
}

/**
 * Downloads the release archive, compares its digest before anything reads it, inspects its listing, unpacks it and keeps the
 * program in the tool cache beside its digest. The caller sees to it that only one process does so at a time.
 */
export async function downloadTrivy(wanted: Wanted, ports: TrivyPorts): Promise<TrivyBinary> {
  const { platform, arch } = ports.machine;
  const asset = assetOf(wanted.version, platform, arch);
  if (asset === undefined) {
    throw new GuardError(
      'TRIVY_DOWNLOAD',
      `Trivy publishes no program for ${platform}/${arch}. Build one and name it with --trivy PATH.`,
    );
  }
  const expected = wanted.sha256 ?? asset.sha256;
  if (expected === undefined) {
    throw new GuardError(
      'TRIVY_REFUSED',
      `No digest is known for ${asset.file}, so it is not downloaded. Give its SHA-256, or name an installed Trivy with --trivy PATH.`,
    );
  }
  const address = addressOf(wanted, asset);
  return ports.files.within('trivy', async (folder) => {
    const archive = join(folder, asset.file);
    ports.console.progress(`Downloading Trivy ${wanted.version}`);
    await fetched(address, archive, asset, ports);
    const actual = await ports.files.sha256(archive);
    const bad = refusalOf(wanted.version, actual);
    if (bad !== undefined || actual !== expected) {
      throw new GuardError(
        'TRIVY_REFUSED',
        `What ${shown(address)} gave is not ${asset.file}: its SHA-256 should be ${expected} and is ${actual}.` +
          `${bad === undefined ? '' : ` ${bad}.`} It was not unpacked. Where a proxy or mirror is between, look there.`,
      );
    }
    await inspectArchive(archive, asset.format, asset.program, ports.files);
    const ready = await unpacked(archive, folder, asset, ports);
    const program = join(ready, asset.program);
    const sha256 = await ports.files.sha256(program);
    const version = await admit(program, sha256, wanted, ports);
    await ports.files.writeText(join(ready, recordName), `${JSON.stringify({ version, archive: actual, program: sha256 })}\n`);
    const path = join(await stored(ready, asset, wanted, ports), asset.program);
    return { path, version, sha256, verified: `release archive with SHA-256 ${actual}`, source: 'download' };
  });
}

/** A folder with nothing but the program of the archive. */
async function unpacked(archive: string, folder: string, asset: Asset, ports: TrivyPorts): Promise<string> {
  const whole = join(folder, 'whole');
  const ready = join(folder, 'ready');
  try {
    await ports.toolCache.unpack(archive, asset.format, whole);
    await ports.files.makeFolder(ready);
    await ports.files.copyProgram(join(whole, asset.program), join(ready, asset.program));
    return ready;
  } catch (error) {
    throw new GuardError('TRIVY_DOWNLOAD', `${asset.file} could not be unpacked: ${messageOf(error)}.`, { cause: error });
  }
}

async function stored(ready: string, asset: Asset, wanted: Wanted, ports: TrivyPorts): Promise<string> {
  try {
    return await ports.toolCache.store(ready, toolName, wanted.version);
  } catch (error) {
    const message = `${asset.file} could not be put into the tool cache: ${messageOf(error)}. Is there room, and may it be written?`;
    throw new GuardError('TRIVY_DOWNLOAD', message, { cause: error });
  }
}

function addressOf(wanted: Wanted, asset: Asset): string {
  const base = URL.canParse(wanted.baseUrl) ? new URL(wanted.baseUrl) : undefined;
  const loopback = base !== undefined && ['127.0.0.1', '[::1]', 'localhost'].includes(base.hostname);
  if (base === undefined || (base.protocol !== 'https:' && !(base.protocol === 'http:' && loopback))) {
    throw new GuardError(
      'SETTINGS',
      `"${oneLine(wanted.baseUrl)}" cannot be where Trivy is fetched from; write an address that begins with https://.`,
    );
  }
  base.pathname = `${base.pathname.replace(/\/+$/, '')}/v${wanted.version}/${asset.file}`;
  return base.href;
}

async function fetched(address: string, archive: string, asset: Asset, ports: TrivyPorts): Promise<void> {
  try {
    await ports.downloads.fetch(address, archive);
  } catch (error) {
    const status = error instanceof DownloadFailure ? error.status : undefined;
    throw new GuardError(
      'TRIVY_DOWNLOAD',
      `${asset.file} could not be downloaded from ${shown(address)}: ${oneLine(messageOf(error))}. ${advice(status)}`,
      { cause: error },
    );
  }
}

function advice(status: number | undefined): string {
  if (status === 404) {
    return `There is no such file there: a mirror must hold it under v{version}/, and ${pinnedVersion} is the version this tool is made for.`;
  }
  if (status === 401 || status === 403 || status === 407)
    return 'The server or a proxy wants a login, or forbids it; ask whoever runs it.';
  const again = status === undefined ? 'Check network, proxy and certificates' : 'Try again later';
  return `${again}, use a mirror, or install Trivy ${pinnedVersion} beforehand.`;
}

/** An address without the login and the query that may stand in it. */
function shown(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
