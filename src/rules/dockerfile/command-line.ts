import type { Place } from '../../model/place.ts';
import type { ShellAssignment, ShellWord, SimpleCommand } from '../../parse/shell/script.ts';

/** An option without its dashes. A cluster (`-qy`) is one option per letter. */
export interface Option {
  readonly name: string;
  readonly value?: string;
  readonly at: Place;
}

export interface CommandLine {
  readonly options: readonly Option[];
  /** What is neither an option nor the value of one, in order. */
  readonly operands: readonly ShellWord[];
}

/** How a program reads its words. */
export interface Grammar {
  /** Options, without dashes, whose value is the next word unless it is joined on. */
  readonly valued?: ReadonlySet<string>;
  /** Whether a single dash begins a long name, as Go's programs have it. */
  readonly singleDash?: boolean;
  /** Whether the first operand ends the options. */
  readonly stopsAtOperand?: boolean;
}

/** The word as far as it is known, with variables as they are written and without quotes. */
export function said(word: ShellWord): string {
  if (word.pieces === undefined) return word.value ?? '';
  let text = '';
  for (const piece of word.pieces) text += 'text' in piece ? piece.text : piece.hole;
  return text;
}

/** The assignments in front of a command, and those among its words where it is one of some programs: `export A=b`. */
export function assignedBy(command: SimpleCommand, ...programs: readonly string[]): readonly ShellAssignment[] {
  const { name: program, assignments, words } = command;
  if (!programs.includes(program)) return assignments;
  const exported = words.slice(1).map((word) => {
    const [name = '', value = ''] = said(word).split(/=([\s\S]*)/, 2);
    return { name, value, at: word.at };
  });
  return [...assignments, ...exported];
}

/** Reads the words behind a program's name into options and operands. `--` ends the options. */
export function commandLine(words: readonly ShellWord[], grammar: Grammar = {}): CommandLine {
  const options: Option[] = [];
  const operands: ShellWord[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const text = said(word);
    if (text === '--') {
      operands.push(...words.slice(index + 1));
      break;
    }
    if (!isOption(text)) {
      operands.push(word);
      if (grammar.stopsAtOperand !== true) continue;
      operands.push(...words.slice(index + 1));
      break;
    }
    addOptions(options, text, word.at, grammar);
    const last = options.at(-1);
    if (last !== undefined && last.value === undefined && grammar.valued?.has(last.name) === true) {
      const next = words[index + 1];
      index += 1;
      if (next !== undefined) options[options.length - 1] = { ...last, value: said(next) };
    }
  }
  return { options, operands };
}

function isOption(text: string): boolean {
  return text.startsWith('-') && /^-[^\s]/.test(text);
}

function addOptions(options: Option[], text: string, at: Place, { valued, singleDash }: Grammar): void {
  if (text.startsWith('--') || singleDash === true) {
    const name = text.replace(/^--?/, '');
    const equals = name.indexOf('=');
    options.push(equals < 0 ? { name, at } : { name: name.slice(0, equals), value: name.slice(equals + 1), at });
    return;
  }
  for (let letter = 1; letter < text.length; letter += 1) {
    const name = text.charAt(letter);
    const next = text.charAt(letter + 1);
    if (next !== '' && (next === '=' || valued?.has(name) === true)) {
      options.push({ name, value: text.slice(letter + (next === '=' ? 2 : 1)), at });
      break;
    }
    options.push({ name, at });
  }
}

/** Whether any of the options is there and not switched off. */
export function hasOption({ options }: Pick<CommandLine, 'options'>, ...names: readonly string[]): boolean {
  return options.some(({ name, value }) => names.includes(name) && !/^(?:false|no|0)$/i.test(value ?? ''));
}
