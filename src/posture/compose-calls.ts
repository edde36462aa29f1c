import type { Place, SourceFile } from '../model/place.ts';
import { composeCall, type ComposeCall } from '../parse/command/docker.ts';
import { folderOf } from '../parse/compose/paths.ts';
import { parseScript } from '../parse/shell/parse.ts';
import { fencedScripts, isMarkdown } from '../parse/workflow/fences.ts';
import { scriptsOf } from '../parse/workflow/scripts.ts';
import { scriptStarts } from './script-starts.ts';
import { commandFolders } from './shell-folder.ts';

/** A line that starts a project with files, env files or a folder of its choice. Paths are as they are written. */
export interface ComposeWish {
  /** That it may run in, likeliest first. */
  readonly folders: readonly string[];
  /** Empty where Compose looks for its own. */
  readonly files: readonly string[];
  readonly directory?: string;
  readonly envFiles: readonly string[];
  readonly at: Place;
}

/** The subcommands for which a project is built or started. */
const starting: ReadonlySet<string> = new Set(['up', 'run', 'build', 'create', 'start', 'watch', 'publish', 'bridge']);

/** What a line must hold to choose anything. */
const choosing = /compose[\s\S]*(?:-f|--file|--env-file|--project-directory|--workdir)|COMPOSE_(?:FILE|ENV_FILES)/i;

/**
 * The lines of a file that build or start a Compose project in a way of their own. A line with a word in it that nobody can
 * know chooses nothing.
 */
export function composeWishes(file: SourceFile): readonly ComposeWish[] {
  if (!choosing.test(file.text)) return [];
  const wishes: ComposeWish[] = [];
  const starts = scriptStarts(file);
  for (const script of isMarkdown(file.path) ? fencedScripts(file) : scriptsOf(file)) {
    if (!/compose/i.test(script.text)) continue;
    const calls = parseScript(script).commands.flatMap((command) => composeCall(command) ?? []);
    const [first] = calls;
    if (first === undefined) continue;
    const folders = commandFolders(script, { starts: starts(first.at.span.start), own: folderOf(file.path) });
    for (const call of calls) {
      const choice = starting.has(call.verb) ? choiceOf(call) : undefined;
      if (choice !== undefined) wishes.push({ ...choice, folders: folders.get(call.command) ?? [], at: call.at });
    }
  }
  return wishes;
}

function choiceOf({ command, globals, opaque }: ComposeCall): Omit<ComposeWish, 'folders' | 'at'> | undefined {
  if (opaque.length > 0) return undefined;
  const given = (...names: readonly string[]): readonly (string | undefined)[] =>
    globals.filter(({ name }) => names.includes(name)).map(({ value }) => value?.text);
  const variable = (name: string): readonly (string | undefined)[] => {
    const assigned = command.assignments.findLast((assignment) => assignment.name === name);
    return assigned === undefined ? [] : (assigned.value?.split(name === 'COMPOSE_FILE' ? ':' : ',') ?? [undefined]);
  };
  const own = given('file');
  const files = own.length > 0 ? own : variable('COMPOSE_FILE');
  const ownEnv = given('env-file');
  const envFiles = ownEnv.length > 0 ? ownEnv : variable('COMPOSE_ENV_FILES');
  const directories = given('project-directory', 'workdir');
  const all = [...files, ...envFiles, ...directories];
  if (all.length === 0 || !all.every((text): text is string => text !== undefined && isPath(text))) return undefined;
  const directory = directories.at(-1);
  return {
    files: files.filter((text) => text !== undefined),
    envFiles: envFiles.filter((text) => text !== undefined),
    ...(directory === undefined ? {} : { directory }),
  };
}

/** The standard input and other machines are no files of the repository. */
function isPath(text: string): boolean {
  return text !== '' && text !== '-' && !/^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}
