import type { Place } from '../../model/place.ts';
import type { ShellWord } from '../../parse/shell/script.ts';

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
  return word.pieces.map((piece) => ('text' in piece ? piece.text : piece.hole)).join('');
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
    if (!/^-[^\s]/.test(text)) {
      operands.push(word);
      if (grammar.stopsAtOperand !== true) continue;
      operands.push(...words.slice(index + 1));
      break;
    }
    const read = optionsOf(text, word.at, grammar);
    const last = read.at(-1);
    if (last !== undefined && last.value === undefined && grammar.valued?.has(last.name) === true) {
      const next = words[index + 1];
      index += 1;
      options.push(...read.slice(0, -1), next === undefined ? last : { ...last, value: said(next) });
    } else options.push(...read);
  }
  return { options, operands };
}

function optionsOf(text: string, at: Place, { valued, singleDash }: Grammar): readonly Option[] {
  if (text.startsWith('--') || singleDash === true) {
    const name = text.replace(/^--?/, '');
    const equals = name.indexOf('=');
    return equals < 0 ? [{ name, at }] : [{ name: name.slice(0, equals), value: name.slice(equals + 1), at }];
  }
  const options: Option[] = [];
  for (let letter = 1; letter < text.length; letter += 1) {
    const name = text.charAt(letter);
    const rest = text.slice(letter + 1);
    if (rest !== '' && (valued?.has(name) === true || rest.startsWith('='))) {
      options.push({ name, value: rest.replace(/^=/, ''), at });
      break;
    }
    options.push({ name, at });
  }
  return options;
}

/** Whether any of the options is there and not switched off. */
export function hasOption({ options }: Pick<CommandLine, 'options'>, ...names: readonly string[]): boolean {
  return options.some(({ name, value }) => names.includes(name) && !/^(?:false|no|0)$/i.test(value ?? ''));
}
