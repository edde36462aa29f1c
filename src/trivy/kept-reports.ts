import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { gapReasons } from '../model/finding.ts';
import type { TrivyBinary } from './admission.ts';
import { decodeReport } from './decode.ts';
import type { ImageScan } from './image-scan.ts';
import type { TrivyPorts } from './ports.ts';

/** Reports of images that the same Trivy made with the same databases: they would come out the same again. */
export interface KeptReports {
  find(key: unknown): Promise<ImageScan | undefined>;
  keep(key: unknown, scan: ImageScan): Promise<void>;
}

const stored = v.object({
  gaps: v.array(v.object({ artifact: v.string(), reason: v.picklist(gapReasons), detail: v.string(), blocking: v.boolean() })),
  text: v.string(),
});

/** More than this is not kept: it is read again sooner than it is written. */
const largest = 32 << 20;

/**
 * The reports in a folder. They are kept for one Trivy with one state of its databases, by whose digests the folder below is
 * named; those for another state go.
 */
export async function keptReports(
  binary: TrivyBinary,
  folder: string,
  cacheFolder: string,
  { files }: Pick<TrivyPorts, 'files'>,
): Promise<KeptReports> {
  const facts = await Promise.all(
    ['db', 'java-db'].flatMap((name) => [
      files.readText(join(cacheFolder, name, 'metadata.json'), 1 << 16),
      files.size(join(cacheFolder, name, name === 'db' ? 'trivy.db' : 'trivy-java.db')),
    ]),
  );
  const [metadata] = facts;
  if (metadata === undefined || binary.sha256 === '')
    return { find: () => Promise.resolve(undefined), keep: () => Promise.resolve() };
  const state = digestOf([binary.sha256, facts.map((fact) => fact ?? null)]);
  for (const name of (await files.names(folder)) ?? []) if (name !== state) await files.remove(join(folder, name));
  const pathOf = (key: unknown): string => join(folder, state, `${digestOf(key)}.json`);
  return {
    async find(key) {
      const text = await files.readText(pathOf(key), largest);
      const read = v.safeParse(v.pipe(v.string(), v.parseJson(), stored), text);
      if (!read.success) return undefined;
      const { gaps, text: report } = read.output;
      try {
        return { gaps, text: report, report: decodeReport(report) };
      } catch {
        return undefined;
      }
    },
    async keep(key, { gaps, text }) {
      if (text === undefined || text.length > largest / 2) return;
      await files.makeFolder(join(folder, state));
      await files.writeText(pathOf(key), JSON.stringify({ gaps, text }));
    },
  };
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
