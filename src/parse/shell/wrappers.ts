import type { ShellAssignment, ShellPiece, ShellWord } from './script.ts';
import { leadingText, wordPieces } from './word.ts';

interface Wrapper {
  /** Short options that take a value. */
  readonly short?: string;
  /** Long options that take a value as the next word. */
  readonly long?: readonly string[];
  /** Words between the options and the command: the duration of `timeout`. */
  readonly operands?: number;
  readonly assignments?: boolean;
  /** Options that make it something else than a wrapper: `command -v`. */
  readonly unless?: string;
}

const sudoLong = [
  '--user',
  '--group',
  '--host',
  '--prompt',
  '--chdir',
  '--chroot',
  '--close-from',
  '--role',
  '--type',
  '--other-user',
];

const wrapperOf: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['sudo', { short: 'ughpCrtTUDR', long: sudoLong, assignments: true, unless: 'lvVKk' }],
  ['doas', { short: 'uC', unless: 'L' }],
  ['env', { short: 'uC', long: ['--unset', '--chdir'], assignments: true, unless: 'S' }],
  ['exec', { short: 'a' }],
  ['time', { short: 'fo', long: ['--format', '--output'] }],
  ['nohup', {}],
  ['nice', { short: 'n', long: ['--adjustment'] }],
  ['ionice', { short: 'cnp', long: ['--class', '--classdata'] }],
  ['chrt', { operands: 1 }],
  ['timeout', { short: 'sk', long: ['--signal', '--kill-after'], operands: 1 }],
  ['stdbuf', { short: 'ioe', long: ['--input', '--output', '--error'] }],
  ['setsid', {}],
  ['command', { unless: 'vV' }],
  ['builtin', {}],
  [
    'xargs',
    { short: 'IEnPLdasR', long: ['--max-args', '--max-procs', '--max-lines', '--delimiter', '--arg-file', '--max-chars'] },
  ],
  ['fakeroot', {}],
  ['eatmydata', {}],
  ['gosu', { operands: 1 }],
  ['su-exec', { operands: 1 }],
  ['tini', { short: 'pew' }],
  ['dumb-init', {}],
  ['busybox', {}],
  ['flock', { short: 'wE', long: ['--wait', '--timeout', '--conflict-exit-code'], operands: 1, unless: 'c' }],
  ['chroot', { operands: 1 }],
  ['winpty', {}],
  ['chronic', {}],
  ['watch', { short: 'nq', long: ['--interval', '--equexit'] }],
]);

/** A command below its wrappers. */
export interface Unwrapped {
  readonly words: readonly ShellWord[];
  readonly wrappers: readonly string[];
  readonly assignments: readonly ShellAssignment[];
}

/**
 * The command that `sudo`, `env`, `exec`, `xargs` and the like start. What cannot be looked through stays as it is, and
 * the placeholder of `xargs -I` makes a word unknown.
 */
export function unwrap(words: readonly ShellWord[]): Unwrapped {
  const [program] = words;
  if (program === undefined || wrapperNamed(program) === undefined) return { words, wrappers: none, assignments: none };
  const wrappers: string[] = [];
  const assignments: ShellAssignment[] = [];
  let rest = words;
  for (let first = rest[0]; first !== undefined && wrappers.length < 16; first = rest[0]) {
    const name = wrapperNamed(first);
    const wrapper = name === undefined ? undefined : wrapperOf.get(name);
    const inner = wrapper && below(rest, wrapper);
    if (name === undefined || inner === undefined || inner.words.length === 0) break;
    wrappers.push(name);
    assignments.push(...inner.assignments);
    rest = name === 'xargs' ? withoutPlaceholder(rest, inner.words) : inner.words;
  }
  return { words: rest, wrappers, assignments };
}

const none: readonly never[] = [];

/** The wrapper that a word calls, undefined where it calls something else. */
function wrapperNamed(word: ShellWord): string | undefined {
  const name = programName(word) || (isSudoVariable(word) ? 'sudo' : '');
  return wrapperOf.has(name) ? name : undefined;
}

/** The program of a command, without its folder; empty where it is not known. */
export function programName(word: ShellWord | undefined): string {
  if (word === undefined) return '';
  const text = word.value ?? lastText(word);
  if (text === undefined) return '';
  const slash = text.lastIndexOf('/');
  return slash >= 0 ? text.slice(slash + 1) : word.value === undefined ? '' : text;
}

function lastText(word: ShellWord): string | undefined {
  const last = wordPieces(word).at(-1);
  return last !== undefined && 'text' in last ? last.text : undefined;
}

function isSudoVariable(word: ShellWord): boolean {
  const only = word.pieces?.length === 1 ? word.pieces[0] : undefined;
  return only !== undefined && 'hole' in only && /^\$[({]?\w*sudo\w*(:?-[^}]*)?[)}]?$/i.test(only.hole);
}

function below(words: readonly ShellWord[], wrapper: Wrapper): Omit<Unwrapped, 'wrappers'> | undefined {
  const assignments: ShellAssignment[] = [];
  let at = 1;
  for (; at < words.length; at += 1) {
    const word = words[at];
    const text = word?.value ?? (word && leadingText(word)) ?? '';
    if (text === '--') {
      at += 1;
      break;
    }
    if (/^-./.test(text)) {
      const letters = text.startsWith('--') ? '' : text.slice(1);
      if (letters !== '' && wrapper.unless !== undefined && wrapper.unless.includes(letters.charAt(0))) return undefined;
      if (takesNext(text, wrapper)) at += 1;
    } else if (wrapper.assignments === true && word !== undefined && /^[A-Za-z_]\w*=/.test(text)) {
      assignments.push(assignmentOf(word, text));
    } else if (text !== '-') break;
  }
  return { words: words.slice(at + (wrapper.operands ?? 0)), assignments };
}

function takesNext(option: string, wrapper: Wrapper): boolean {
  if (option.startsWith('--')) return wrapper.long?.includes(option) ?? false;
  for (let at = 1; at < option.length; at += 1) {
    if (wrapper.short?.includes(option.charAt(at)) === true) return at === option.length - 1;
  }
  return false;
}

function assignmentOf(word: ShellWord, text: string): ShellAssignment {
  const name = text.slice(0, text.indexOf('='));
  return { name, ...(word.value === undefined ? {} : { value: word.value.slice(name.length + 1) }), at: word.at };
}

/** The words below `xargs`, those with its `-I` text made unknown. */
function withoutPlaceholder(all: readonly ShellWord[], words: readonly ShellWord[]): readonly ShellWord[] {
  const options = all.slice(1, all.length - words.length);
  const at = options.findIndex((word) => /^-(I|i|-replace)/.test(word.value ?? ''));
  const option = options[at]?.value;
  if (option === undefined) return words;
  const placeholder = /^(?:-I|-i|--replace=)(.+)$/.exec(option)?.[1] ?? (option === '-I' ? options[at + 1]?.value : '{}');
  if (placeholder === undefined || placeholder === '') return words;
  return words.map((word) => (word.value?.includes(placeholder) === true ? punched(word, word.value, placeholder) : word));
}

function punched(word: ShellWord, value: string, placeholder: string): ShellWord {
  const pieces: ShellPiece[] = [];
  for (const [index, text] of value.split(placeholder).entries()) {
    if (index > 0) pieces.push({ hole: placeholder, splits: false });
    if (text !== '') pieces.push({ text });
  }
  return { raw: word.raw, pieces, at: word.at };
}
