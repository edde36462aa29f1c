import type { Place } from '../../../src/model/place.ts';
import { textOf } from '../../../src/parse/lines.ts';
import { scriptOfRange } from '../../../src/parse/shell/mapping.ts';
import { parseScript } from '../../../src/parse/shell/parse.ts';
import type { ParsedScript, SimpleCommand } from '../../../src/parse/shell/script.ts';

/** A text of its own as a parsed script. */
export function parsed(text: string): ParsedScript {
  return parseScript(scriptOfRange({ path: 'build.sh', text }));
}

/** The values of a command's words, `?` for one without. */
export function values(command: SimpleCommand | undefined): readonly string[] {
  return command?.words.map((word) => word.value ?? '?') ?? [];
}

/** The values of all commands of a text. */
export function lines(text: string): readonly string[] {
  return parsed(text).commands.map((command) => values(command).join(' '));
}

/** What the file says at the places of a command's words. */
export function written(command: SimpleCommand | undefined): readonly string[] {
  return command?.words.map((word) => textOf(word.at)) ?? [];
}

/** The first command with a name. */
export function named(script: ParsedScript, name: string): SimpleCommand | undefined {
  return script.commands.find((command) => command.name === name);
}

/** What the file says at a place; empty without one. */
export function slice(place: Place | undefined): string {
  return place === undefined ? '' : textOf(place);
}
