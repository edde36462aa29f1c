import type { ComposeWay } from '../model/artifact.ts';
import type { Gap } from '../model/finding.ts';
import type { SourceFile } from '../model/place.ts';
import { parseDotenv } from '../parse/compose/dotenv.ts';
import { isAutomatic, type ProjectFiles } from '../parse/compose/discover.ts';
import { folderOf, pathFrom } from '../parse/compose/paths.ts';
import { lineAtNumber, locate } from '../parse/lines.ts';
import type { ComposeWish } from '../posture/compose-calls.ts';
import type { ReadResult } from '../ports.ts';

/** The ways in which projects are started. */
export interface Ways {
  readonly ways: readonly ComposeWay[];
  readonly gaps: readonly Gap[];
}

/**
 * A project is started with its base file alone, and with each file that is laid on it; where `COMPOSE_FILE` in the `.env`
 * beside it names files, with these, and alone no more; and as lines of scripts start it, whose files are laid on nothing
 * else. Files that are named and not there are gaps.
 */
export async function waysOf(
  projects: readonly ProjectFiles[],
  read: (path: string) => Promise<ReadResult>,
  wishes: readonly ComposeWish[] = [],
): Promise<Ways> {
  const gaps: Gap[] = [];
  const chosen = new Map<string, readonly string[]>();
  for (const folder of new Set(projects.map(({ files }) => folderOf(files[0] ?? '.')))) {
    const path = pathFrom(folder, '.env');
    const result = path === undefined ? undefined : await read(path);
    if (path === undefined || result?.ok !== true || !result.text.includes('COMPOSE_FILE')) continue;
    const files = await filesNamed({ path, text: result.text }, folder, read, gaps);
    if (files.length > 0) chosen.set(folder, files);
  }
  const listed = new Set([...chosen.values()].flat());
  const started = await waysOfWishes(wishes, projects, read, gaps);
  const laid = new Set(started.flatMap(({ files }) => files));
  const ways = new Map<string, ComposeWay>();
  const add = (files: readonly string[]): void => void ways.set(files.join('\n'), { files });
  for (const { files } of projects) {
    const [base = ''] = files;
    const own = chosen.get(folderOf(base));
    if (own !== undefined) add(own);
    if (files.every((file) => listed.has(file))) continue;
    if (files.length > 1 && own === undefined) add([base]);
    const last = files.at(-1) ?? '';
    if (isAutomatic(files) || !laid.has(last)) add(files);
  }
  for (const way of started) {
    const key = [...way.files, ...(way.directory === undefined ? [] : [`in ${way.directory}`]), ...(way.envFiles ?? [])].join(
      '\n',
    );
    if (!ways.has(key)) ways.set(key, way);
  }
  return { ways: [...ways.values()], gaps };
}

/** What lines of scripts choose, in the first of their folders that has the files. */
async function waysOfWishes(
  wishes: readonly ComposeWish[],
  projects: readonly ProjectFiles[],
  read: (path: string) => Promise<ReadResult>,
  gaps: Gap[],
): Promise<readonly ComposeWay[]> {
  const found: ComposeWay[] = [];
  for (const wish of wishes) {
    const place = await placeOf(wish, projects, read);
    if ('files' in place) found.push(place);
    else {
      const detail = `the project of this line is not looked at: ${place.missing} ${place.why}`;
      gaps.push({ artifact: wish.at.file.path, reason: 'unresolved', detail, location: locate(wish.at), blocking: false });
    }
  }
  return found;
}

interface Missing {
  readonly missing: string;
  readonly why: string;
}

async function placeOf(
  { folders, files, directory, envFiles, at }: ComposeWish,
  projects: readonly ProjectFiles[],
  read: (path: string) => Promise<ReadResult>,
): Promise<ComposeWay | Missing> {
  let first: Missing | undefined;
  for (const folder of folders) {
    const own = directory === undefined ? undefined : pathFrom(folder, directory);
    const named = files.length > 0 ? files.map((file) => pathFrom(folder, file)) : automatic(own ?? folder, projects);
    const missing = await missingOf(named, files, read);
    if (missing !== undefined) {
      first ??= missing;
      continue;
    }
    const paths = named.flatMap((path) => path ?? []);
    const environment = envFiles.flatMap((file) => pathFrom(folder, file) ?? []);
    return {
      files: paths,
      ...(own === undefined || own === folderOf(paths[0] ?? '.') ? {} : { directory: own }),
      ...(envFiles.length === 0 ? {} : { envFiles: environment }),
      by: at,
    };
  }
  return first ?? { missing: files[0] ?? 'its folder', why: 'is not known' };
}

async function missingOf(
  paths: readonly (string | undefined)[],
  written: readonly string[],
  read: (path: string) => Promise<ReadResult>,
): Promise<Missing | undefined> {
  if (paths.length === 0) return { missing: 'a Compose file', why: 'is not there' };
  for (const [index, path] of paths.entries()) {
    const missing = written[index] ?? path ?? '';
    if (path === undefined) return { missing, why: 'is outside of what is scanned' };
    const result = await read(path);
    if (!result.ok) return { missing, why: result.detail };
  }
  return undefined;
}

/** The files that Compose finds by itself in a folder or above it. */
function automatic(folder: string, projects: readonly ProjectFiles[]): readonly string[] {
  for (let above = folder; ; above = folderOf(above)) {
    const found = projects.find(({ files }) => isAutomatic(files) && folderOf(files[0] ?? '') === above);
    if (found !== undefined || above === folderOf(above)) return found?.files ?? [];
  }
}

async function filesNamed(
  file: SourceFile,
  folder: string,
  read: (path: string) => Promise<ReadResult>,
  gaps: Gap[],
): Promise<readonly string[]> {
  const { variables } = parseDotenv(file.text, () => undefined);
  const separator = variables.get('COMPOSE_PATH_SEPARATOR') ?? ':';
  const line = file.text.slice(0, Math.max(0, file.text.search(/^[ \t]*(?:export[ \t]+)?COMPOSE_FILE\b/m))).split('\n').length;
  const found: string[] = [];
  for (const name of (variables.get('COMPOSE_FILE') ?? '').split(separator === '' ? ':' : separator)) {
    if (name.trim() === '') continue;
    const path = pathFrom(folder, name.trim());
    const result = path === undefined ? undefined : await read(path);
    if (path !== undefined && result?.ok === true) found.push(path);
    else {
      const why = result?.ok === false ? result.detail : 'is outside of what is scanned';
      gaps.push({
        artifact: file.path,
        reason: 'unresolved',
        detail: `COMPOSE_FILE names ${name.trim()}, which ${why}`,
        location: locate(lineAtNumber(file, line)),
        blocking: false,
      });
    }
  }
  return found;
}
