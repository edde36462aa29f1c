import { resolve } from 'node:path';
import { GuardError } from '../errors.ts';
import type { Gap } from '../model/finding.ts';
import type { TrivyBinary } from './admission.ts';
import type { TrivyReport } from './decode.ts';
import { computingOn, configEnvironment, imageEnvironment } from './environment.ts';
import { runTrivy } from './invoke.ts';
import type { RunPorts } from './invoke.ts';
import { oneLine } from './output.ts';
import { writeSbom } from './sbom.ts';
import type { SbomWish } from './sbom.ts';

export type ImageScanner = 'vuln' | 'secret' | 'misconfig';

export interface ImageScanOptions {
  /** Trivy's cache: databases and layers. Two runs at once need two, for Trivy locks it for a whole scan. */
  readonly cacheFolder: string;
  readonly timeoutSeconds: number;
  /** Nothing is fetched but the image itself. */
  readonly offline: boolean;
  /** The database in the cache folder is used as it is. */
  readonly databaseReady: boolean;
  readonly scanners?: readonly ImageScanner[];
  /** `os/architecture`, where the image has several. */
  readonly platform?: string;
  /** Where images are looked for, in this order; the engine and then the registry unless said otherwise. */
  readonly sources?: readonly ('docker' | 'containerd' | 'podman' | 'remote')[];
  /** An archive of `docker save`, scanned instead of what the reference names. */
  readonly input?: string;
  /** What Trivy asks a relay for; it then gets nothing of the environment, no login and no proxy. */
  readonly pull?: string;
  /** Where a bill of materials of the image goes, beside the report. */
  readonly sbom?: SbomWish;
  /** On how many cores Trivy computes; asked when it is about to start, and on all of them where it is not said. */
  readonly cores?: () => number | undefined;
  /** Names of environment variables that Trivy is given beside those it always is: for logins of cloud registries. */
  readonly forward?: readonly string[];
  readonly databaseRepositories?: readonly string[];
  /**
   * The index of Java archives, which Trivy fetches when it meets one and fails without: `fetch` leaves that to it, `ready`
   * uses the one in the cache folder, and a text is why there is none: Java archives are then left out, which is a gap.
   */
  readonly javaIndex?: 'fetch' | 'ready' | { readonly missing: string };
}

export interface ImageScan {
  readonly report: TrivyReport;
  /** The report as Trivy wrote it, unless it is very large. */
  readonly text: string | undefined;
  readonly gaps: readonly Gap[];
}

/**
 * Scans an image. GuardError TRIVY_RUN or TRIVY_OUTPUT when that fails. What Trivy passes over in silence is a gap: another
 * platform than the one asked for, packages of a distribution it has no advisories for.
 */
export async function scanImage(
  binary: TrivyBinary,
  reference: string,
  options: ImageScanOptions,
  ports: RunPorts,
): Promise<ImageScan> {
  if (options.input === undefined && options.pull === undefined) checkReference(reference);
  const input = options.input === undefined ? undefined : resolve(options.input);
  return ports.files.within('image', async (folder) => {
    const cores = options.cores?.();
    const { report, log, text } = await runTrivy(
      binary,
      {
        what: `image ${oneLine(reference)}`,
        command: 'image',
        args: argumentsOf(reference, input, options),
        cacheFolder: resolve(options.cacheFolder),
        environment: {
          ...(options.pull === undefined
            ? imageEnvironment(folder, ports.machine, { offline: options.offline, forward: options.forward ?? [] })
            : configEnvironment(folder, ports.machine)),
          ...(cores === undefined ? {} : computingOn(cores)),
        },
        timeoutSeconds: options.timeoutSeconds,
        whole: options.sbom !== undefined,
      },
      folder,
      ports,
    );
    if (options.sbom !== undefined && text !== undefined)
      await writeSbom(binary, text, options.sbom, folder, options.timeoutSeconds, ports);
    return { report, text, gaps: gapsOf(report, log, reference, options) };
  });
}

function argumentsOf(reference: string, input: string | undefined, options: ImageScanOptions): string[] {
  const scanners = options.scanners ?? ['vuln', 'secret'];
  const layers = scanners.filter((scanner) => scanner !== 'misconfig');
  return [
    `--list-all-pkgs=${options.sbom !== undefined}`,
    '--scanners',
    layers.length === 0 ? 'vuln' : layers.join(','),
    ...(scanners.includes('misconfig') ? ['--image-config-scanners', 'misconfig', '--skip-check-update'] : []),
    ...(options.platform === undefined ? [] : ['--platform', options.platform]),
    ...(options.databaseReady || options.offline ? ['--skip-db-update'] : []),
    ...javaArguments(options.javaIndex ?? 'fetch'),
    ...(options.databaseRepositories ?? []).flatMap((repository) => ['--db-repository', repository]),
    ...(options.pull === undefined ? [] : ['--image-src', 'remote', '--', options.pull]),
    ...(input === undefined ? [] : ['--input', input]),
    ...(options.pull === undefined && input === undefined
      ? ['--image-src', (options.sources ?? ['docker', 'remote']).join(','), '--', reference]
      : []),
  ];
}

/** Trivy splits a pattern at commas, so each ending has its own. */
const javaArchives = ['jar', 'war', 'ear', 'par'].flatMap((ending) => ['--skip-files', `**/*.${ending}`]);

function javaArguments(index: NonNullable<ImageScanOptions['javaIndex']>): readonly string[] {
  if (index === 'fetch') return [];
  return ['--skip-java-db-update', ...(index === 'ready' ? [] : javaArchives)];
}

/** A reference goes on a command line, so what cannot be one is stopped here. */
function checkReference(reference: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._:/@+-]*$|^\[[0-9A-Fa-f:]+\][A-Za-z0-9._:/@+-]*$/.test(reference) && reference.length <= 1024)
    return;
  throw new GuardError('TRIVY_RUN', `"${oneLine(reference)}" is not an image reference, so it was not given to Trivy.`);
}

function gapsOf(report: TrivyReport, log: string, reference: string, options: ImageScanOptions): Gap[] {
  const gap = (detail: string, blocking: boolean): Gap => ({ artifact: reference, reason: 'scanner', detail, blocking });
  const gaps: Gap[] = [];
  const config = report.Metadata?.ImageConfig;
  const [os, architecture] = (options.platform ?? '').split('/');
  if (
    options.platform !== undefined &&
    options.pull === undefined &&
    (config?.os !== os || config?.architecture !== architecture)
  ) {
    const got = config ? `${config.os}/${config.architecture}` : 'an unknown platform';
    gaps.push(gap(`${options.platform} was asked for and ${got} was scanned: the image has no such platform.`, true));
  }
  const system = report.Metadata?.OS;
  const named = system ? oneLine(`${system.Family} ${system.Name}`) : '';
  if (system && system.Family !== 'none' && /\bUnsupported os\b/.test(log)) {
    gaps.push(gap(`Trivy knows no advisories for ${named}, so the packages of the distribution were not judged.`, true));
  }
  if (system?.EOSL === true)
    gaps.push(gap(`${named} is no longer supported, so advisories for its packages may be missing.`, false));
  if (/\bnot on the EOL list\b/.test(log))
    gaps.push(gap(`Trivy does not know the release ${named}, so advisories may be missing.`, false));
  if (typeof options.javaIndex === 'object') {
    gaps.push(
      gap(`Java archives were not judged, for their index is not there: ${oneLine(options.javaIndex.missing, 400)}`, true),
    );
  }
  return gaps;
}
