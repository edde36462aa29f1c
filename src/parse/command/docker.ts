import type { Place } from '../../model/place.ts';
import type { ParsedScript, ShellPiece, ShellWord, SimpleCommand } from '../shell/script.ts';
import { leadingText, maySplit, staticValue, wordPieces } from '../shell/word.ts';
import { commandFlags, composeFlags, globalFlags, groupFlags, stackFlags, type FlagTable, type Verb } from './flags.ts';

export type Engine = 'docker' | 'podman' | 'nerdctl';

/** A value of an option. `text` is absent where it depends on a variable or a substitution. */
export interface OptionValue {
  readonly text?: string;
  readonly raw: string;
  readonly pieces: readonly ShellPiece[];
  readonly at: Place;
}

export interface DockerOption {
  /** The long name without dashes: `user` for `-u`; an option we do not know keeps its own spelling. */
  readonly name: string;
  /** Absent for a switch without `=`. */
  readonly value?: OptionValue;
  /** False for an option that stands in no table. */
  readonly known: boolean;
  /** From the option to the end of its value. */
  readonly at: Place;
}

/** A command of docker, podman or nerdctl, read up to its operand. */
export interface DockerCommand {
  readonly engine: Engine;
  readonly verb: Verb;
  readonly command: SimpleCommand;
  /** From the program to the operand. */
  readonly at: Place;
  /** Options before the subcommand: `--context`, `--host`, `--file` of Compose. */
  readonly globals: readonly DockerOption[];
  readonly options: readonly DockerOption[];
  /** The image, container, context, service or registry; absent where there is none. */
  readonly operand?: ShellWord;
  /** What stands behind the operand: the command in the container. */
  readonly rest: readonly ShellWord[];
  /** Words among the options that may stand for any options: `$OPTS`, `"${ARGS[@]}"`; then the operand may be another word. */
  readonly opaque: readonly ShellWord[];
}

/** The container commands of a script. */
export function dockerCommands(parsed: ParsedScript): readonly DockerCommand[] {
  return parsed.commands.flatMap((command) => {
    const found = dockerCommand(command);
    return found === undefined ? [] : [found];
  });
}

const programs: ReadonlyMap<string, { engine: Engine; compose: boolean }> = new Map([
  ['docker', { engine: 'docker', compose: false }],
  ['podman', { engine: 'podman', compose: false }],
  ['nerdctl', { engine: 'nerdctl', compose: false }],
  ['docker.exe', { engine: 'docker', compose: false }],
  ['podman-remote', { engine: 'podman', compose: false }],
  ['docker-compose', { engine: 'docker', compose: true }],
  ['podman-compose', { engine: 'podman', compose: true }],
]);

const groups: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['container', new Set(['run', 'create', 'exec'])],
  ['image', new Set(['build', 'push', 'pull'])],
  ['buildx', new Set(['build', 'b'])],
  ['builder', new Set(['build'])],
]);

/** A call of Compose, whatever its subcommand. */
export interface ComposeCall {
  readonly command: SimpleCommand;
  /** `--file`, `--env-file`, `--project-directory` and the like. */
  readonly globals: readonly DockerOption[];
  /** `up`, `run`; empty where it is not known. */
  readonly verb: string;
  /** Words in front of the subcommand that may stand for any options. */
  readonly opaque: readonly ShellWord[];
  /** From the program to the subcommand. */
  readonly at: Place;
}

/** The call of Compose that a simple command is; undefined where it is another. */
export function composeCall(command: SimpleCommand): ComposeCall | undefined {
  const program = programs.get(command.name) ?? variableProgram(command);
  const first = command.words[0];
  if (program === undefined || first === undefined) return undefined;
  let from = 1;
  if (!program.compose) {
    const read = readOptions(command.words, 1, globalFlags[program.engine]);
    if (command.words[read.next]?.value !== 'compose') return undefined;
    from = read.next + 1;
  }
  const { options, opaque, next } = readOptions(command.words, from, composeFlags);
  const verb = command.words[next];
  return {
    command,
    globals: options,
    verb: verb?.value ?? '',
    opaque,
    at: spanning(first.at, (verb ?? command.words.at(-1) ?? first).at),
  };
}

/** The call of `docker stack deploy` that a simple command is; undefined where it is another. Its files are `compose-file`. */
export function stackCall(command: SimpleCommand): ComposeCall | undefined {
  const program = programs.get(command.name) ?? variableProgram(command);
  const first = command.words[0];
  if (program?.engine !== 'docker' || program.compose || first === undefined) return undefined;
  const { next } = readOptions(command.words, 1, globalFlags.docker);
  const verb = command.words[next + 1];
  if (command.words[next]?.value !== 'stack' || (verb?.value !== 'deploy' && verb?.value !== 'up')) return undefined;
  const { options, opaque } = readOptions(command.words, next + 2, stackFlags);
  return { command, globals: options, verb: 'stack deploy', opaque, at: spanning(first.at, verb.at) };
}

/** The command of docker, podman or nerdctl that a simple command is; undefined where it is another. */
export function dockerCommand(command: SimpleCommand): DockerCommand | undefined {
  const program = programs.get(command.name) ?? variableProgram(command);
  const first = command.words[0];
  if (program === undefined || first === undefined) return undefined;
  const globals: DockerOption[] = [];
  let at = 1;
  const subcommand = (table: FlagTable): string => {
    const read = readOptions(command.words, at, table);
    globals.push(...read.options);
    at = read.next + 1;
    return command.words[read.next]?.value ?? '';
  };
  let verb = subcommand(program.compose ? composeFlags : globalFlags[program.engine]);
  if (program.compose || verb === 'compose') verb = `compose ${program.compose ? verb : subcommand(composeFlags)}`;
  else if (groups.has(verb)) {
    const group = groups.get(verb);
    const inner = subcommand(groupFlags);
    verb = group?.has(inner) === true ? (inner === 'b' ? 'build' : inner) : '';
  }
  if (!isVerb(verb)) return undefined;
  const read = readOptions(command.words, at, commandFlags[verb]);
  const operand = command.words[read.next];
  const last = operand ?? command.words.at(-1) ?? first;
  return {
    engine: program.engine,
    verb,
    command,
    at: spanning(first.at, last.at),
    globals,
    options: read.options,
    ...(operand === undefined ? {} : { operand }),
    rest: read.operands ?? command.words.slice(read.next + 1),
    opaque: read.opaque,
  };
}

/** The last of the options with a name: the one that counts where it may be given once. */
export function lastOption(command: DockerCommand, ...names: readonly string[]): DockerOption | undefined {
  return command.options.findLast((option) => names.includes(option.name));
}

/** `$DOCKER run`, `$(CONTAINER_ENGINE) run`: a variable that is named for the program. */
function variableProgram(command: SimpleCommand): { engine: Engine; compose: boolean } | undefined {
  const pieces = command.words[0]?.pieces;
  const only = pieces?.length === 1 ? pieces[0] : undefined;
  if (only === undefined || !('hole' in only)) return undefined;
  const fallback = only.fallback === undefined ? undefined : programs.get(only.fallback);
  if (fallback !== undefined) return fallback;
  const name = /^\$[({]?(\w+)/.exec(only.hole)?.[1]?.toLowerCase() ?? '';
  if (/^(\w*_)?docker(_?(bin|cmd|command|exe|cli))?$/.test(name)) return { engine: 'docker', compose: false };
  if (/^(\w*_)?podman(_?(bin|cmd|command|exe|cli))?$/.test(name)) return { engine: 'podman', compose: false };
  if (/^(container|oci)_?(engine|runtime|cli|tool|cmd|bin)$/.test(name)) return { engine: 'docker', compose: false };
  if (/^(\w*_)?docker_?compose(_?(bin|cmd|command))?$/.test(name)) return { engine: 'docker', compose: true };
  return undefined;
}

function isVerb(text: string): text is Verb {
  return Object.hasOwn(commandFlags, text);
}

interface OptionsRead {
  readonly options: readonly DockerOption[];
  readonly opaque: readonly ShellWord[];
  /** The index of the first operand. */
  readonly next: number;
  /** The operands behind the first, where options may stand between them. */
  readonly operands?: readonly ShellWord[];
}

function readOptions(words: readonly ShellWord[], from: number, table: FlagTable): OptionsRead {
  const options: DockerOption[] = [];
  const opaque: ShellWord[] = [];
  const operands: number[] = [];
  let at = from;
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const text = leadingText(word);
    if (word.value === '--') {
      for (let rest = at + 1; rest < words.length; rest += 1) operands.push(rest);
      break;
    }
    if (text.length > 1 && text.startsWith('-')) at = readOption(words, at, table, options);
    else if (word.value === undefined && text === '' && isOpaque(words, at, table)) opaque.push(word);
    else {
      operands.push(at);
      if (!table.interspersed) break;
    }
  }
  const next = operands[0] ?? words.length;
  if (!table.interspersed) return { options, opaque, next };
  return { options, opaque, next, operands: operands.slice(1).flatMap((index) => words[index] ?? []) };
}

/** Reads one word of options and the value behind it; the answer is the index of the last word it took. */
function readOption(words: readonly ShellWord[], at: number, table: FlagTable, options: DockerOption[]): number {
  const word = words[at];
  if (word === undefined) return at;
  const text = leadingText(word);
  const push = (name: string, known: boolean, value: OptionValue | undefined): void => {
    const place = value === undefined ? word.at : spanning(word.at, value.at);
    options.push({ name, known, at: place, ...(value === undefined ? {} : { value }) });
  };
  const following = (name: string): number => {
    const next = words[at + 1];
    push(name, true, next && valueOf(next, 0));
    return next === undefined ? at : at + 1;
  };
  if (text.startsWith('--')) {
    const equals = text.indexOf('=');
    const name = text.slice(2, equals < 0 ? undefined : equals);
    const whole = equals >= 0 || word.value !== undefined;
    const known = whole && (table.valued.has(name) || table.switches.has(name));
    if (equals >= 0) push(name, known, valueOf(word, equals + 1));
    else if (known && table.valued.has(name)) return following(name);
    else push(name, known, undefined);
    return at;
  }
  for (let letter = 1; letter < text.length; letter += 1) {
    const name = table.short.get(text.charAt(letter));
    const tail = letter + 1;
    const ends = tail >= text.length && word.value !== undefined;
    const assigned = text.charAt(tail) === '=';
    if (name === undefined) {
      push(text.charAt(letter), false, undefined);
      return at;
    }
    if (table.valued.has(name)) {
      if (ends) return following(name);
      push(name, true, valueOf(word, assigned ? tail + 1 : tail));
      return at;
    }
    push(name, true, assigned ? valueOf(word, tail + 1) : undefined);
    if (assigned) return at;
  }
  return at;
}

/** The value of a word behind its first `skip` characters. */
function valueOf(word: ShellWord, skip: number): OptionValue {
  const [first, ...others] = wordPieces(word);
  const pieces = first !== undefined && 'text' in first ? [{ text: first.text.slice(skip) }, ...others] : wordPieces(word);
  const text = staticValue(pieces);
  const { span, file } = word.at;
  const plain = skip > 0 && span.end - span.start === word.raw.length && word.raw.startsWith(leadingText(word).slice(0, skip));
  return {
    ...(text === undefined ? {} : { text }),
    raw: plain ? word.raw.slice(skip) : word.raw,
    pieces: pieces.filter((piece) => !('text' in piece) || piece.text !== ''),
    at: plain ? { file, span: { start: span.start + skip, end: span.end } } : word.at,
  };
}

const optionName =
  /(?:^|[_.-])(?:extra|envs?|env_?vars?|vols?|volumes?|mounts?|ports?|labels?|networks?|tty|it)$|(?:opt|option|arg|argument|flag|param)s?$/i;

/**
 * A word without any static beginning that is named like options, stands for some (`${X:+-e X}`), is an array or the
 * script's own arguments, or stands in front of an option of the same command without being named like an image.
 */
function isOpaque(words: readonly ShellWord[], at: number, table: FlagTable): boolean {
  const word = words[at];
  if (word === undefined) return false;
  const hole = wordPieces(word).find((piece) => 'hole' in piece)?.hole ?? '';
  if (/^\$\{?[@*]|\[[@*]\]/.test(hole)) return true;
  if (!maySplit(word)) return false;
  const name = /^\$[({]*\s*(?:[\w-]+\.)*([\w-]+)/.exec(hole)?.[1] ?? '';
  if (optionName.test(name) || /^\$\{\w+:?\+\s*-/.test(hole)) return true;
  if (!isOneHole(word) || /ima?ge?|tag|repo|registry|container|name|target/i.test(hole)) return false;
  return isOptionOf(
    words.slice(at + 1).find((next) => !isOneHole(next)),
    table,
  );
}

/** A variable without quotes, and nothing else. */
function isOneHole(word: ShellWord): boolean {
  return word.pieces?.length === 1 && maySplit(word);
}

/** `--name`, `-e`, `-it`: an option that programs in a container seldom have. */
function isOptionOf(word: ShellWord | undefined, table: FlagTable): boolean {
  const text = word === undefined ? '' : leadingText(word);
  if (!text.startsWith('--')) return /^-(?:[depuvw]|[dit]{1,3})$/.test(text);
  const name = text.slice(2).replace(/=.*$/s, '');
  return name !== 'help' && name !== 'version' && (table.valued.has(name) || table.switches.has(name));
}

function spanning(first: Place, last: Place): Place {
  return { file: first.file, span: { start: first.span.start, end: Math.max(first.span.end, last.span.end) } };
}
