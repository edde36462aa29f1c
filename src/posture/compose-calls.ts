import type { Gap } from '../model/finding.ts';
import type { Place, SourceFile } from '../model/place.ts';
import { composeCall, stackCall, type ComposeCall } from '../parse/command/docker.ts';
import { folderOf } from '../parse/compose/paths.ts';
import { isElsewhere, type Script, type SimpleCommand } from '../parse/shell/script.ts';
import { variableAt } from '../parse/workflow/variables.ts';
import { limitGap, parsedScripts } from './file-scripts.ts';
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
const starting: ReadonlySet<string> = new Set([
  'stack deploy',
  'up',
  'run',
  'build',
  'create',
  'start',
  'watch',
  'publish',
  'bridge',
]);

/** What a file must hold to choose anything: one of the first, or `compose` and one of the second behind it. */
const choosing = [
  /COMPOSE_(?:FILE|ENV_FILES)|stack\s+(?:deploy|up)/i,
  /-f|--file|--env-file|--project-directory|--workdir/i,
] as const;

/** How many lines of a file that start a project are followed. */
const wishLimit = 100;

/**
 * The lines of a file that build or start a Compose project in a way of their own. A line with a word in it that nobody can
 * know chooses nothing. Where there are more than are followed, a blocking gap says so.
 */
export function composeWishes(file: SourceFile): { readonly wishes: readonly ComposeWish[]; readonly gaps: readonly Gap[] } {
  const wishes: ComposeWish[] = [];
  const gaps: Gap[] = [];
  if (!mayChoose(file.text)) return { wishes, gaps };
  const starts = scriptStarts(file);
  const inFile = variableAt(file, 'COMPOSE_FILE');
  for (const { script, parsed } of parsedScripts(file, gaps, ({ text }) => !/compose|stack/i.test(text))) {
    const { commands } = parsed;
    const exports = exportsIn(script, commands);
    const calls = commands.flatMap((command) => composeCall(command) ?? stackCall(command) ?? []);
    const [first] = calls;
    if (first === undefined) continue;
    const folders = commandFolders(script, { starts: starts(first.at.span.start), own: folderOf(file.path) });
    for (const call of calls) {
      if (!starting.has(call.verb) || isElsewhere(call.command)) continue;
      for (const set of exportedTo(call.command, exports, () => inFile(call.at.span.start))) {
        const choice = choiceOf(call, set);
        if (choice === undefined) continue;
        if (wishes.length === wishLimit) {
          const detail = `only the first ${wishLimit} lines of this file that start a Compose project their own way are followed`;
          return { wishes, gaps: [...gaps, limitGap(call.at, detail)] };
        }
        wishes.push({ ...choice, folders: folders.get(call.command) ?? [], at: call.at });
      }
    }
  }
  return { wishes, gaps };
}

function mayChoose(text: string): boolean {
  const [alone, option] = choosing;
  const from = text.search(/compose/i);
  return alone.test(text) || (from >= 0 && option.test(text.slice(from)));
}

/** What `COMPOSE_FILE` is set to where nothing is said in front of a command; `text` is absent where nobody can know it. */
type Exported = { readonly text?: string } | undefined;

/** How many places that set a variable are looked at for one command. */
const placesFollowed = 8;

/** Where a script sets `COMPOSE_FILE`, in order. */
function exportsIn(
  { text }: Script,
  commands: readonly SimpleCommand[],
): readonly { readonly start: number; readonly set: Exported }[] {
  if (!text.includes('COMPOSE_FILE')) return [];
  return commands.flatMap((command) => {
    const given = command.name === 'export' ? exportsOf(command) : command.words.length === 0 ? command.assignments : [];
    return given.flatMap(({ name, value }) =>
      name === 'COMPOSE_FILE' ? [{ start: command.at.span.start, set: value === undefined ? {} : { text: value } }] : [],
    );
  });
}

/**
 * The values that `COMPOSE_FILE` may have for a command: those that the script gives it last before, on one way or another,
 * else what the file around the script says.
 */
function exportedTo({ at }: SimpleCommand, exports: ReturnType<typeof exportsIn>, around: () => Exported): readonly Exported[] {
  const next = exports.findIndex(({ start }) => start >= at.span.start);
  const end = next < 0 ? exports.length : next;
  const before = exports.slice(Math.max(0, end - placesFollowed), end);
  if (before.length === 0) return [around()];
  return [...new Map(before.map(({ set }) => [set?.text, set])).values()];
}

function exportsOf({ words, assignments }: SimpleCommand): readonly { readonly name: string; readonly value?: string }[] {
  const named = words.flatMap(({ raw, value }) => {
    const name = /^(\w+)=/.exec(raw)?.[1];
    return name === undefined ? [] : [{ name, ...(value === undefined ? {} : { value: value.slice(name.length + 1) }) }];
  });
  return [...assignments, ...named];
}

function choiceOf(
  { command, globals, opaque, verb }: ComposeCall,
  exported: Exported,
): Omit<ComposeWish, 'folders' | 'at'> | undefined {
  if (opaque.length > 0) return undefined;
  const given = (...names: readonly string[]): readonly (string | undefined)[] =>
    globals.filter(({ name }) => names.includes(name)).map(({ value }) => value?.text);
  const variable = (name: string): readonly (string | undefined)[] => {
    const assigned = command.assignments.findLast((assignment) => assignment.name === name);
    if (assigned !== undefined) return assigned.value?.split(name === 'COMPOSE_FILE' ? ':' : ',') ?? [undefined];
    return name !== 'COMPOSE_FILE' || exported === undefined ? [] : (exported.text?.split(':') ?? [undefined]);
  };
  const isStack = verb === 'stack deploy';
  const own = given(isStack ? 'compose-file' : 'file');
  if (isStack && own.length === 0) return undefined;
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
