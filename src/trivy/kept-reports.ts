import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { gapReasons } from '../model/finding.ts';
import type { TrivyBinary } from './admission.ts';
import { decodeReport } from './decode.ts';
import type { ImageScan } from './image-scan.ts';
import type { TrivyPorts } from './ports.ts';
import type { Program } from './program.ts';

/** Reports of images that the same Trivy made with the same databases: they would come out the same again. */
export interface KeptReports {
  find(key: unknown): Promise<ImageScan | undefined>;
  /** Keeps a report, and by whom it was made. */
  keep(key: unknown, scan: ImageScan): Promise<void>;
  /** The Trivy that made them; undefined where there are none. */
  madeBy(): Promise<MadeBy | undefined>;
}

/** What is told of a Trivy that made a report. */
export type MadeBy = Pick<TrivyBinary, 'version' | 'sha256' | 'verified' | 'verifiedBy'>;

const stored = v.object({
  gaps: v.array(v.object({ artifact: v.string(), reason: v.picklist(gapReasons), detail: v.string(), blocking: v.boolean() })),
  text: v.string(),
});
const madeBy = v.object({
  version: v.string(),
  sha256: v.string(),
  verified: v.string(),
  verifiedBy: v.picklist(['digest', 'signature', 'digest+signature', 'version']),
});
const madeByName = 'trivy.json';

/** More than this is not kept: it is read again sooner than it is written. */
const largest = 32 << 20;

/**
 * The reports in a folder. They are kept for one Trivy with one state of its databases, by whose identities the folder below is
 * named; those for another state go.
 */
export async function keptReports(
  program: Program,
  folder: string,
  cacheFolder: string,
  { files }: Pick<TrivyPorts, 'files'>,
): Promise<KeptReports> {
  const state = await stateOf(program, cacheFolder, files);
  if (state === undefined)
    return {
      find: () => Promise.resolve(undefined),
      keep: () => Promise.resolve(),
      madeBy: () => Promise.resolve(undefined),
    };
  for (const name of (await files.names(folder)) ?? []) if (name !== state) await files.remove(join(folder, name));
  const pathOf = (key: unknown): string => join(folder, state, `${digestOf(key)}.json`);
  const made = async (): Promise<MadeBy | undefined> => {
    const text = await files.readText(join(folder, state, madeByName), 1 << 16);
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), madeBy), text);
    return read.success ? read.output : undefined;
  };
  return {
    madeBy: made,
    async find(key) {
      if ((await made()) === undefined) return undefined;
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
      const { version, sha256, verified, verifiedBy } = await program.binary();
      await files.makeFolder(join(folder, state));
      await files.writeText(join(folder, state, madeByName), JSON.stringify({ version, sha256, verified, verifiedBy }));
      await files.writeText(pathOf(key), JSON.stringify({ gaps, text }));
    },
  };
}

/** Whether there may be reports that need no Trivy to run: then it is not hurried to be ready. */
export async function mayHaveReports(
  program: Program,
  folder: string,
  cacheFolder: string,
  { files }: Pick<TrivyPorts, 'files'>,
): Promise<boolean> {
  const state = await stateOf(program, cacheFolder, files);
  return state !== undefined && (await files.size(join(folder, state, madeByName))) !== undefined;
}

async function stateOf(program: Program, cacheFolder: string, files: TrivyPorts['files']): Promise<string | undefined> {
  const facts = await Promise.all(
    ['db', 'java-db'].flatMap((name) => [
      files.readText(join(cacheFolder, name, 'metadata.json'), 1 << 16),
      files.size(join(cacheFolder, name, name === 'db' ? 'trivy.db' : 'trivy-java.db')),
    ]),
  );
  const [metadata] = facts;
  const identity = await program.identity();
  if (metadata === undefined || identity === undefined) return undefined;
  return digestOf([identity, facts.map((fact) => fact ?? null)]);
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
