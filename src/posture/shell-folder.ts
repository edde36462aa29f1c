import { pathFrom } from '../parse/compose/paths.ts';
import { spanIn } from '../parse/shell/mapping.ts';
import { parseScript } from '../parse/shell/parse.ts';
import type { Script, ShellWord, SimpleCommand } from '../parse/shell/script.ts';
import { wordPieces } from '../parse/shell/word.ts';

/** What is known about where a script is run. Folders are relative to the scanned root. */
export interface Standpoint {
  /** Where it may be started, likeliest first. */
  readonly starts: readonly string[];
  /** The folder of its file. */
  readonly own: string;
}

/** Where a shell stands for one start: undefined behind a folder that nobody can know. */
interface Standing {
  readonly folder: string | undefined;
  readonly left: readonly (string | undefined)[];
}

/**
 * The folders each command may run in, likeliest first: what `cd`, `pushd` and `popd` before it in its script and subshell
 * make of every start, then the starts themselves.
 */
export function commandFolders(script: Script, { starts, own }: Standpoint): ReadonlyMap<SimpleCommand, readonly string[]> {
  const found = new Map<SimpleCommand, readonly string[]>();
  const standings = new Map<SimpleCommand | undefined, readonly Standing[] | undefined>();
  const outer: (readonly Standing[] | undefined)[] = [];
  let at = spanIn(script, 0, 0).start;
  for (const command of parseScript(script).commands) {
    const { file, span } = command.at;
    for (; at < span.start; at += 1) {
      if (file.text[at] === '(') outer.push(standings.get(undefined));
      else if (file.text[at] === ')' && outer.length > 0) standings.set(undefined, outer.pop());
    }
    const here = standingOf(command, standings) ?? starts.map((folder) => ({ folder, left: [] }));
    if (moves.has(command.name))
      standings.set(
        command.inside,
        here.map((standing) => moved(standing, command, own)),
      );
    else found.set(command, [...new Set([...here.flatMap(({ folder }) => folder ?? []), ...starts])]);
  }
  return found;
}

const moves: ReadonlySet<string> = new Set(['cd', 'pushd', 'popd']);

function standingOf(
  command: SimpleCommand,
  standings: ReadonlyMap<SimpleCommand | undefined, readonly Standing[] | undefined>,
): readonly Standing[] | undefined {
  for (let outer = command.inside; outer !== undefined; outer = outer.inside) {
    const known = standings.get(outer);
    if (known !== undefined) return known;
  }
  return standings.get(undefined);
}

function moved({ folder, left }: Standing, { name, words }: SimpleCommand, own: string): Standing {
  const word = words.slice(1).find(({ raw }) => !/^--?\w*$/.test(raw) || raw === '-');
  if (name === 'popd') return { folder: left.at(-1), left: left.slice(0, -1) };
  if (word?.value === '-') return { folder: left.at(-1), left: [...left.slice(0, -1), folder] };
  return { folder: word === undefined ? undefined : reached(folder, word, own), left: [...left.slice(-20), folder] };
}

/** The top of the repository, and the folder of the script, as scripts ask for them. */
const top = /^\$(?:\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|WORKSPACE)\}?|\(\s*git rev-parse --show-toplevel\b.*\))$/;
const ownFolder = /^(?:\$\(|`)\s*(?:cd\s.*)?dirname\b.*(?:\$\{?0|BASH_SOURCE)|^\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}$/s;

function reached(folder: string | undefined, word: ShellWord, own: string): string | undefined {
  const [first, ...others] = wordPieces(word);
  if (first === undefined) return undefined;
  const from = 'text' in first ? folder : top.test(first.hole) ? '.' : ownFolder.test(first.hole) ? own : undefined;
  const pieces = 'text' in first ? [first, ...others] : others;
  let path = '';
  for (const piece of pieces) {
    if (!('text' in piece)) return undefined;
    path += piece.text;
  }
  if (from === undefined) return undefined;
  const to = pathFrom(from, 'text' in first ? path : `.${path}`);
  return to !== undefined && to.length > longestFolder ? undefined : to;
}

/** Longer paths count as not known: a hostile script goes down with each line. */
const longestFolder = 500;
