import type { Gap } from '../model/finding.ts';
import type { SourceFile } from '../model/place.ts';
import { parseDotenv } from '../parse/compose/dotenv.ts';
import type { ProjectFiles } from '../parse/compose/discover.ts';
import { folderOf, pathFrom } from '../parse/compose/paths.ts';
import { lineAtNumber, locate } from '../parse/lines.ts';
import type { ReadResult } from '../ports.ts';

/** The ways in which projects are started, each the files that are merged. */
export interface Ways {
  readonly ways: readonly (readonly string[])[];
  readonly gaps: readonly Gap[];
}

/**
 * A project is started with its base file alone, and with each file that is laid on it; where `COMPOSE_FILE` in the `.env`
 * beside it names files, with these, and alone no more. Files that it names and that are not there are gaps.
 */
export async function waysOf(projects: readonly ProjectFiles[], read: (path: string) => Promise<ReadResult>): Promise<Ways> {
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
  const ways = new Map<string, readonly string[]>();
  const add = (files: readonly string[]): void => void ways.set(files.join('\n'), files);
  for (const { files } of projects) {
    const [base = ''] = files;
    const own = chosen.get(folderOf(base));
    if (own !== undefined) add(own);
    if (files.every((file) => listed.has(file))) continue;
    if (files.length > 1 && own === undefined) add([base]);
    add(files);
  }
  return { ways: [...ways.values()], gaps };
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
