import { resolve } from 'node:path';
import * as v from 'valibot';
import { GuardError } from '../errors.ts';
import type { Gap } from '../model/finding.ts';
import type { TrivyBinary } from './admission.ts';
import { configEnvironment } from './environment.ts';
import type { ImageScan } from './image-scan.ts';
import { runTrivy } from './invoke.ts';
import type { RunPorts } from './invoke.ts';
import { oneLine } from './output.ts';

const largest = 256 << 20;

const tool = v.object({ name: v.optional(v.string(), ''), vendor: v.optional(v.string(), '') });
const cyclonedx = v.object({
  bomFormat: v.literal('CycloneDX'),
  metadata: v.optional(
    v.object({
      tools: v.optional(v.union([v.array(tool), v.object({ components: v.optional(v.array(tool), []) })]), []),
    }),
    {},
  ),
});
const spdx = v.object({
  spdxVersion: v.string(),
  creationInfo: v.optional(v.object({ creators: v.optional(v.array(v.string()), []) }), {}),
});

/**
 * Who made a bill of materials, in the order in which it names them: CycloneDX 1.4 and later and SPDX 2, as JSON. Undefined for
 * a text that is neither.
 */
export function makersOf(text: string): readonly string[] | undefined {
  const value = v.safeParse(v.pipe(v.string(), v.parseJson()), text);
  if (!value.success) return undefined;
  const cdx = v.safeParse(cyclonedx, value.output);
  if (cdx.success) {
    const { tools } = cdx.output.metadata;
    return ('components' in tools ? tools.components : tools).map(({ name }) => name);
  }
  const document = v.safeParse(spdx, value.output);
  if (!document.success) return undefined;
  return document.output.creationInfo.creators.flatMap((creator) => /^Tool:\s*(.+)$/.exec(creator)?.[1] ?? []);
}

/**
 * Judges a bill of materials by the database. One that another tool than Trivy made is a gap: Trivy looks packages of a
 * distribution up by the name of their source, which only its own say, and loses the others without a word.
 * @throws GuardError TRIVY_RUN or TRIVY_OUTPUT where that fails, or the file is none.
 */
export async function scanSbom(
  binary: TrivyBinary,
  path: string,
  options: { readonly cacheFolder: string; readonly timeoutSeconds: number },
  ports: RunPorts,
): Promise<ImageScan> {
  const text = await ports.files.readText(path, largest);
  const makers = text === undefined ? undefined : makersOf(text);
  if (makers === undefined)
    throw new GuardError('TRIVY_RUN', `${oneLine(path)} is no bill of materials in CycloneDX or SPDX as JSON.`);
  const gaps: Gap[] = [];
  if (!makers.some((maker) => /^trivy\b/i.test(maker))) {
    const by = makers.length === 0 ? 'a tool that it does not name' : oneLine(makers.join(', '), 80);
    gaps.push({
      artifact: path,
      reason: 'scanner',
      detail: `It was made by ${by}, and of bills of materials that are not its own Trivy can lose packages, half of them and more. Scan the image, or a bill of materials made by Trivy.`,
      blocking: false,
    });
  }
  return ports.files.within('sbom', async (folder) => {
    const run = {
      what: oneLine(path),
      command: 'sbom',
      args: ['--skip-db-update', '--skip-java-db-update', '--offline-scan', '--', resolve(path)],
      cacheFolder: resolve(options.cacheFolder),
      environment: configEnvironment(folder, ports.machine),
      timeoutSeconds: options.timeoutSeconds,
    } as const;
    const { report, text: written } = await runTrivy(binary, run, folder, ports);
    return { report, text: written, gaps };
  });
}
