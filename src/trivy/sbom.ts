import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { GuardError } from '../errors.ts';
import type { TrivyBinary } from './admission.ts';
import { isolation } from './environment.ts';
import { flags } from './invoke.ts';
import type { RunPorts } from './invoke.ts';
import { lastLines, oneLine } from './output.ts';

export const sbomFormats = ['cyclonedx', 'spdx'] as const;
export type SbomFormat = (typeof sbomFormats)[number];

export interface SbomWish {
  readonly folder: string;
  readonly format: SbomFormat;
  /** What the image is called in it. */
  readonly subject: string;
  /** The file, without its ending. */
  readonly name: string;
  /** Its layers, as far as they are known: by the digest of what is in them, that of their bytes. */
  readonly layers: ReadonlyMap<string, string>;
  /** `name@sha256:…`, where it lies in a registry. */
  readonly pinned?: string;
}

/** The name of a file for the bill of materials of an image: what is no letter, digit, dot or dash is a dash. */
export function sbomName(reference: string, platform: string | undefined): string {
  return [reference, ...(platform === undefined ? [] : [platform])]
    .join('_')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(-180);
}

/**
 * Writes the bill of materials of an image that was scanned with all its packages, made from the report: no second scan.
 * @throws GuardError TRIVY_RUN where Trivy makes none.
 */
export async function writeSbom(
  binary: TrivyBinary,
  report: string,
  wish: SbomWish,
  scratch: string,
  timeoutSeconds: number,
  ports: RunPorts,
): Promise<void> {
  const { folder, format, name, subject: reference } = wish;
  const named = join(scratch, 'named.json');
  await ports.files.writeText(named, renamed(report, wish));
  await ports.files.makeFolder(resolve(folder));
  const output = join(resolve(folder), `${name}.${format === 'spdx' ? 'spdx' : 'cdx'}.json`);
  const result = await ports.processes.run(
    binary.path,
    [
      'convert',
      ...flags({ config: join(scratch, 'trivy.yaml'), format: format === 'spdx' ? 'spdx-json' : 'cyclonedx', output }),
      named,
    ],
    { environment: isolation(scratch, ports.machine), timeoutSeconds, maxBytes: 1 << 16, cwd: scratch },
  );
  if (result.exitCode === 0) return;
  throw new GuardError(
    'TRIVY_RUN',
    `Trivy made no bill of materials of ${oneLine(reference)}. Its last words:\n${lastLines(result.stderr, 5)}`,
  );
}

const reportShape = v.looseObject({ ArtifactName: v.string(), Metadata: v.nullish(v.looseObject({})) });

/** The report under the name that people know the image by, with the digests that its layers have: Trivy got it from us. */
function renamed(report: string, { subject: reference, pinned, layers }: SbomWish): string {
  const value: unknown = JSON.parse(report, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || !('DiffID' in part) || typeof part.DiffID !== 'string') return part;
    const digest = layers.get(part.DiffID);
    return digest === undefined ? part : { ...part, Digest: digest };
  });
  const read = v.safeParse(reportShape, value);
  if (!read.success) return report;
  const { Metadata: metadata, ...rest } = read.output;
  const named = { ...metadata, RepoTags: [], RepoDigests: pinned === undefined ? [] : [pinned], Reference: pinned ?? reference };
  return JSON.stringify({ ...rest, ArtifactName: reference, Metadata: named });
}
