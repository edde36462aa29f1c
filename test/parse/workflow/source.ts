import type { SourceFile } from '../../../src/model/place.ts';
import { textOf } from '../../../src/parse/lines.ts';
import { parseScript } from '../../../src/parse/shell/parse.ts';
import { scriptsOf } from '../../../src/parse/workflow/scripts.ts';

/** The commands of the scripts in a file, with `?` for a word without a value. */
export function commandsOf(path: string, text: string): readonly string[] {
  return wordsOf({ path, text }).map((words) => words.map(({ value }) => value ?? '?').join(' '));
}

/** What the file says at the places of the commands' words. */
export function writtenIn(path: string, text: string): readonly string[] {
  return wordsOf({ path, text }).map((words) => words.map(({ at }) => textOf(at)).join(' '));
}

function wordsOf(file: SourceFile) {
  return scriptsOf(file).flatMap((script) => parseScript(script).commands.map((command) => command.words));
}
