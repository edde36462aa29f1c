import { basename, join } from 'node:path';
import { GuardError, messageOf } from '../errors.ts';
import type { TrivyBinary } from './admission.ts';
import { programBytes } from './archive.ts';
import { binaryOf, toolName } from './kept.ts';
import type { Mirror } from './mirrors.ts';
import { oneLine } from './output.ts';
import { pinnedVersion } from './pin.ts';
import type { Asset } from './pin.ts';
import { DownloadFailure } from './ports.ts';
import type { TrivyPorts } from './ports.ts';
import type { Wanted } from './request.ts';
import { bundleName, expectedDigest, maxArchiveBytes, maxBundleBytes, verifyArchive } from './verification.ts';
import type { ArchiveOnDisk } from './verification.ts';

/**
 * Fetches the release archive from the first place that gives the right one, verifies it before anything reads what is in it,
 * and keeps it in the tool cache with the program unpacked beside it. The caller holds the tool cache exclusively. GuardError
 * TRIVY_REFUSED or TRIVY_DOWNLOAD tells of every place that was asked; the cache is as it was then.
 */
export async function downloadTrivy(wanted: Wanted, ports: TrivyPorts): Promise<TrivyBinary> {
  const asset = publishedAsset(wanted, ports);
  const failures: GuardError[] = [];
  for (const mirror of wanted.mirrors) {
    try {
      return await installed(wanted, 'download', ports, (folder) => fetched(mirror, folder, asset, wanted, ports));
    } catch (error) {
      if (!(error instanceof GuardError)) throw error;
      failures.push(error);
      if (wanted.mirrors.length > 1) ports.console.info(error.message);
    }
  }
  const [first, ...others] = failures;
  if (first !== undefined && others.length === 0) throw first;
  const code = failures.some((failure) => failure.code === 'TRIVY_REFUSED') ? 'TRIVY_REFUSED' : 'TRIVY_DOWNLOAD';
  throw new GuardError(code, failures.map(({ message }) => message).join(' '));
}

/** Puts the program of an archive that is in the tool cache, and still the right one, in the place of a changed one. */
export async function mendTrivy(kept: ArchiveOnDisk, wanted: Wanted, ports: TrivyPorts): Promise<TrivyBinary> {
  return installed(wanted, 'tool-cache', ports, async (folder) => {
    const copy = async (path: string): Promise<string> => ports.files.copy(path, join(folder, basename(path)));
    const bundle = kept.bundle === undefined ? undefined : await copy(kept.bundle);
    return { ...kept, path: await copy(kept.path), bundle };
  });
}

async function installed(
  wanted: Wanted,
  source: TrivyBinary['source'],
  ports: TrivyPorts,
  bring: (folder: string) => Promise<ArchiveOnDisk>,
): Promise<TrivyBinary> {
  const asset = publishedAsset(wanted, ports);
  const { folder, value } = await ports.toolCache.store(toolName, wanted.version, async (folder) => {
    const archive = await bring(folder);
    const proof = await verifyArchive(archive, wanted, ports);
    const program = join(folder, asset.program);
    const pieces = programBytes(archive.path, asset.format, asset.program, ports.files);
    const sha256 = await ports.files.writeProgram(program, pieces);
    return binaryOf({ path: program, sha256, proof, source }, wanted, ports);
  });
  return { ...value, path: join(folder, asset.program) };
}

function publishedAsset({ asset }: Wanted, { machine: { platform, arch } }: TrivyPorts): Asset {
  if (asset !== undefined) return asset;
  throw new GuardError(
    'TRIVY_DOWNLOAD',
    `Trivy publishes no program for ${platform}/${arch}. Build one and name it with --trivy PATH.`,
  );
}

async function fetched(mirror: Mirror, folder: string, asset: Asset, wanted: Wanted, ports: TrivyPorts): Promise<ArchiveOnDisk> {
  const { version } = wanted;
  const path = join(folder, asset.file);
  const from = mirror.shown(version, asset.file);
  const subject = `What ${from} gave`;
  ports.console.progress(`Downloading Trivy ${version} from ${from}`);
  await arrived(() => ports.downloads.fetch(mirror.source(version, asset.file), path, maxArchiveBytes), asset.file, from);
  if (expectedDigest(wanted) !== undefined) return { path, subject };
  const file = bundleName(asset.file);
  const bundle = join(folder, file);
  try {
    await ports.downloads.fetch(mirror.source(version, file), bundle, maxBundleBytes);
    return { path, subject, bundle };
  } catch (error) {
    if (!(error instanceof DownloadFailure)) throw error;
    throw new GuardError(
      'TRIVY_REFUSED',
      `Trivy ${version} from ${from} is refused: no digest of it comes with this tool, so its signature must tell, and ${mirror.shown(version, file)} did not give it (${oneLine(error.message)}). A mirror must hold the bundles beside the archives; or give the SHA-256 of the archive, or use ${pinnedVersion}.`,
      { cause: error },
    );
  }
}

async function arrived(work: () => Promise<void>, file: string, from: string): Promise<void> {
  try {
    await work();
  } catch (error) {
    const failure = error instanceof DownloadFailure ? error : new DownloadFailure(messageOf(error));
    throw new GuardError(
      'TRIVY_DOWNLOAD',
      `${file} could not be downloaded from ${from}: ${oneLine(messageOf(error))}. ${advice(failure)}`,
      { cause: error },
    );
  }
}

function advice({ status, disk }: DownloadFailure): string {
  if (disk) return 'Make room where the tool cache is, or name another place for it with RUNNER_TOOL_CACHE.';
  if (status === 404) {
    return `There is no such file there: a mirror must hold it under v{version}/, and ${pinnedVersion} is the version this tool is made for.`;
  }
  if (status === 401 || status === 403 || status === 407)
    return 'The server or a proxy wants a login, or forbids it; ask whoever runs it.';
  const again =
    status === undefined
      ? 'Check the network, the proxy (HTTPS_PROXY) and certificates (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE)'
      : 'Try again later';
  return `${again}, use a mirror, or install Trivy ${pinnedVersion} beforehand.`;
}
