import type { Sources } from '../model/artifact.ts';
import type { Gap } from '../model/finding.ts';
import type { SourceFile } from '../model/place.ts';
import type { Profile } from '../model/severity.ts';
import { isBakeFile } from '../parse/bake/targets.ts';
import { composeProjects, isComposeName, standsAlone, variantFiles } from '../parse/compose/discover.ts';
import { likenessOf, type Likeness } from '../parse/compose/first-format.ts';
import { isMarkdown } from '../parse/workflow/fences.ts';
import { isScriptHost } from '../parse/workflow/scripts.ts';
import { isShellFile } from '../parse/workflow/shell-file.ts';
import { composeWishes } from '../posture/compose-calls.ts';
import type { Files, ReadResult } from '../ports.ts';
import {
  baseName,
  isDockerfile,
  isEnvFile,
  isTemplate,
  looksLikeCompose,
  mayBeComposeFile,
  readsAsDockerfile,
} from './classify.ts';
import { waysOf } from './ways.ts';

/** How many files are read at a time. */
const readersAtOnce = 32;

type Unread = Extract<ReadResult, { ok: false }>;

/**
 * Finds and reads what this run is about: Dockerfiles, Compose files and whatever may hold `docker run` lines. What cannot
 * be read is a gap; the rest goes on.
 * @param paths folders and files, relative to the scanned root
 * @param profile commands that a Markdown text shows are looked at in `strict` and `all`
 */
export async function collect(paths: readonly string[], files: Files, profile: Profile = 'default'): Promise<Sources> {
  const listed = await Promise.all(
    paths.map((path) => files.exists(path).then((isFile) => (isFile ? [path] : files.list(path)))),
  );
  const all = [...new Set(listed.flat())].toSorted();
  const named = new Set(listed.flatMap((found, at) => (found.length === 1 && found[0] === paths[at] ? found : [])));
  const mayHoldCommands = (path: string): boolean => isScriptHost(path) || (profile !== 'default' && isMarkdown(path));
  const wanted = all.filter(
    (path) =>
      isDockerfile(path) ||
      mayBeComposeFile(path) ||
      mayHoldCommands(path) ||
      isBakeFile(path) ||
      isEnvFile(path) ||
      named.has(path),
  );
  const texts = new Map<string, SourceFile>();
  const gaps: Gap[] = [];
  for (let at = 0; at < wanted.length; at += readersAtOnce) {
    const batch = wanted.slice(at, at + readersAtOnce);
    const results = await Promise.all(batch.map((path) => files.read(path)));
    for (const [index, path] of batch.entries()) {
      const result = results[index];
      if (result?.ok === true) texts.set(path, { path, text: result.text });
      else if (result !== undefined && !isOften(result, path, named)) gaps.push(unreadable(path, result, named));
    }
  }
  const read = [...texts.values()];
  const composePaths = composeFilesOf(read, gaps);
  const dockerfiles = read.filter(
    ({ path, text }) =>
      !composePaths.has(path) &&
      ((isDockerfile(path) && readsAsDockerfile(path, text)) ||
        (named.has(path) && /^\s*FROM\s/im.test(text) && !isScriptHost(path))),
  );
  const dockerfilePaths = new Set(dockerfiles.map(({ path }) => path));
  for (const path of all) {
    if (path.endsWith('/')) gaps.push(closedFolder(path, paths));
    if (isTemplate(path))
      gaps.push({
        artifact: path,
        reason: 'unsupported',
        detail: 'is a template of a Dockerfile; scan what is made from it',
        blocking: false,
      });
  }
  const projects = composeProjects([...composePaths], (path) => {
    const file = texts.get(path);
    return file === undefined || standsAlone(file);
  });
  const scripts = read.filter(({ path }) => mayHoldCommands(path) && !composePaths.has(path) && !dockerfilePaths.has(path));
  const wished = scripts.map(composeWishes);
  const started = await waysOf(
    projects,
    (path) => files.read(path),
    wished.flatMap(({ wishes }) => wishes),
  );
  return {
    dockerfiles,
    composeProjects: started.ways,
    bakeFiles: read.filter(({ path }) => isBakeFile(path)),
    scripts,
    texts,
    gaps: [...gaps, ...wished.flatMap((one) => one.gaps), ...started.gaps],
  };
}

/** The paths of Compose files, by their names or else by what they hold; one that only nearly reads like it is a gap. */
function composeFilesOf(read: readonly SourceFile[], gaps: Gap[]): ReadonlySet<string> {
  const found = new Set<string>();
  const parts: string[] = [];
  for (const file of read) {
    const { path, text } = file;
    if (!mayBeComposeFile(path)) continue;
    if (isComposeName(path) || looksLikeCompose(text)) found.add(path);
    else if (!isScriptHost(path)) {
      const likeness = likenessOf(file);
      if (likeness?.kind === 'first') found.add(path);
      if (likeness?.kind === 'part') parts.push(path);
      if (likeness?.kind === 'nearly') gaps.push(unlike(path, likeness));
    }
  }
  const variants = new Set(variantFiles([...found, ...parts]));
  for (const path of parts) {
    if (variants.has(path)) found.add(path);
    else {
      const detail = 'has services without an image or a build, and there is no Compose file beside or above to lay it on';
      gaps.push({ artifact: path, reason: 'unsupported', detail, blocking: false });
    }
  }
  return found;
}

function unlike(path: string, { service, key }: Extract<Likeness, { kind: 'nearly' }>): Gap {
  const detail = `reads like a Compose file of the first format, which knows no ${key} as ${service} has it; it is not looked at`;
  return { artifact: path, reason: 'unsupported', detail, blocking: false };
}

/** Whether a file is one that containers are started or built with by its name. */
function isSure(path: string, named: ReadonlySet<string>): boolean {
  return isDockerfile(path) || isComposeName(path) || isBakeFile(path) || named.has(path);
}

/** What is nobody's loss: a link to what another machine has, and programs among scripts without an ending. */
function isOften(result: Unread, path: string, named: ReadonlySet<string>): boolean {
  if (isSure(path, named)) return false;
  const mayBeProgram = isShellFile(path) && !baseName(path).includes('.');
  return result.reason === 'missing' || (mayBeProgram && result.reason !== 'denied');
}

/** What cannot be read leaves the verdict open where it is surely about containers, and a script too that lies there. */
function unreadable(path: string, result: Unread, named: ReadonlySet<string>): Gap {
  const blocking = isSure(path, named) || (isScriptHost(path) && result.reason !== 'outside');
  return { artifact: path, reason: 'unreadable', detail: result.detail, blocking };
}

/** A folder that nobody named may be anything, such as the data of a database that another user owns. */
function closedFolder(path: string, named: readonly string[]): Gap {
  const folder = path.replace(/\/$/, '');
  const detail = 'the folder cannot be opened, and what is in it is not looked at';
  return { artifact: folder, reason: 'unreadable', detail, blocking: named.includes(folder) };
}
