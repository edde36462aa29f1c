import { join } from 'node:path';
import { updateJavaIndex } from './database.ts';
import type { TrivyPorts } from './ports.ts';
import type { Program } from './program.ts';

/** The index of Java archives, hundreds of megabytes that most runs do not need. */
export interface JavaIndex {
  /** Fetches it, once for all who ask; answers why it is not there, undefined where it is. */
  obtain(): Promise<string | undefined>;
}

export interface JavaIndexOptions {
  readonly cacheFolder: string;
  readonly timeoutSeconds: number;
  readonly offline: boolean;
  readonly javaRepositories?: readonly string[];
}

/** An index that is there already is brought up to date before anybody reads it. */
export async function javaIndex(
  program: Program,
  { cacheFolder, timeoutSeconds, offline, javaRepositories: repositories = [] }: JavaIndexOptions,
  ports: Pick<TrivyPorts, 'processes' | 'files' | 'machine' | 'clock' | 'console'>,
): Promise<JavaIndex> {
  const update = (): Promise<string | undefined> =>
    offline
      ? Promise.resolve('offline, nothing is fetched')
      : updateJavaIndex(program, { cacheFolder, timeoutSeconds, repositories }, ports);
  const present = (await ports.files.size(join(cacheFolder, 'java-db', 'metadata.json'))) !== undefined;
  if (present && !offline) {
    const failure = await update();
    if (failure !== undefined) ports.console.info(`The index of Java archives stays as it is: ${failure}`);
  }
  let asked: Promise<string | undefined> | undefined;
  return { obtain: () => (asked ??= update()) };
}
