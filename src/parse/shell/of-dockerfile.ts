import type { Place } from '../../model/place.ts';
import type { CommandForm, Dockerfile, Heredoc, Instruction, InstructionOf, Stage, Word } from '../dockerfile/ast.ts';
import { ScriptBuilder } from './mapping.ts';
import { shells } from './inner.ts';
import type { Script } from './script.ts';

/** The shell that runs the shell forms of a stage. `why`: the reason its language is not read. */
export interface Shell {
  readonly name: string;
  readonly why?: string;
  /** Of the SHELL instruction; absent for the default shell. */
  readonly at?: Place;
  /** Its words. */
  readonly exec?: readonly Word[];
}

/** What an instruction hands to a shell, or why it is left alone. */
export type RunScript =
  | { readonly state: 'script'; readonly script: Script; readonly shell: Shell }
  | { readonly state: 'left'; readonly why: string; readonly at: Place };

/** An instruction that starts a command, ONBUILD looked through. */
export type Starter = InstructionOf<'RUN' | 'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK'>;

type ShellForm = Extract<CommandForm, { readonly form: 'shell' }>;

const defaultShell: Shell = { name: 'sh' };
const windowsShell: Shell = { name: 'cmd', why: 'the shell of a Windows image is cmd' };

/**
 * What a RUN, CMD, ENTRYPOINT or HEALTHCHECK runs, as BuildKit hands it over: the joined line of a shell form, the body
 * of a lone here-document, the line with its here-documents behind it. An exec form becomes a line of quoted words.
 * Undefined where nothing is run.
 */
export function scriptOfRun(dockerfile: Dockerfile, instruction: Instruction): RunScript | undefined {
  if (instruction.keyword === 'ONBUILD') return scriptOfRun(dockerfile, instruction.trigger);
  const form = formOf(instruction);
  if (form === undefined) return undefined;
  if (form.form === 'exec') return { state: 'script', script: scriptOfExec(dockerfile, form.exec), shell: { name: '' } };
  const shell = shellOf(dockerfile, instruction);
  const alone = loneHeredoc(form.command, instruction.heredocs);
  const interpreter = alone && /^#!\s*(\S+)(?:\s+(\S+))?/.exec(alone.content);
  if (alone !== undefined && interpreter) {
    const name = baseName((baseName(interpreter[1] ?? '') === 'env' ? interpreter[2] : interpreter[1]) ?? '');
    if (!shells.has(name))
      return { state: 'left', why: `the here-document is a script for ${name || 'an unknown program'}`, at: alone.at };
    return { state: 'script', script: scriptOfHeredoc(dockerfile, alone), shell: { name } };
  }
  if (shell.why !== undefined) return { state: 'left', why: shell.why, at: form.command.at };
  if (alone !== undefined) return { state: 'script', script: scriptOfHeredoc(dockerfile, alone), shell };
  const builder = new ScriptBuilder(dockerfile.file);
  addJoined(builder, form);
  addHeredocs(builder, dockerfile, instruction.heredocs);
  return { state: 'script', script: builder.build(), shell };
}

/** The scripts of a Dockerfile in the order of its instructions, and those left alone. */
export function scriptsOfDockerfile(
  dockerfile: Dockerfile,
): readonly { readonly instruction: Instruction; readonly run: RunScript }[] {
  const scripts: { readonly instruction: Instruction; readonly run: RunScript }[] = [];
  for (const instruction of dockerfile.instructions) {
    const run = scriptOfRun(dockerfile, instruction);
    if (run !== undefined) scripts.push({ instruction, run });
  }
  return scripts;
}

/** The shell in force at an instruction: the last SHELL before it in its stage or in the stage that one is built from. */
export function shellOf(dockerfile: Dockerfile, instruction: Instruction): Shell {
  const { sets, start } = shellsIn(dockerfile);
  const own = lastBefore(sets[instruction.stage] ?? [], instruction.at.span.start);
  return own === undefined ? (start[instruction.stage] ?? platformShell(dockerfile)) : namedShell(own.exec, own.at);
}

/** The last of some instructions, which are in order, that stands in front of an offset. */
function lastBefore<One extends Instruction>(all: readonly One[], offset: number): One | undefined {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.at.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return all[low - 1];
}

interface ShellsIn {
  /** The SHELL instructions of each stage. */
  readonly sets: readonly (readonly InstructionOf<'SHELL'>[])[];
  /** The shell each stage begins with. */
  readonly start: readonly Shell[];
}

const known = new WeakMap<Dockerfile, ShellsIn>();

function shellsIn(dockerfile: Dockerfile): ShellsIn {
  const found = known.get(dockerfile);
  if (found !== undefined) return found;
  const sets = dockerfile.stages.map(({ instructions }) => instructions.filter(isShell));
  const start: Shell[] = [];
  const ends = new Map<string, Shell>();
  for (const [index, stage] of dockerfile.stages.entries()) {
    const inherited = ends.get(stage.from.image.raw.toLowerCase());
    const first = isWindows(stage) ? windowsShell : (inherited ?? platformShell(dockerfile));
    const last = sets[index]?.at(-1);
    const end = last === undefined ? first : namedShell(last.exec, last.at);
    start.push(first);
    ends.set(String(index), end);
    if (stage.name !== undefined) ends.set(stage.name, end);
  }
  const shellsOfFile = { sets, start };
  known.set(dockerfile, shellsOfFile);
  return shellsOfFile;
}

function isShell(instruction: Instruction): instruction is InstructionOf<'SHELL'> {
  return instruction.keyword === 'SHELL';
}

function platformShell(dockerfile: Dockerfile): Shell {
  return dockerfile.escape === '`' ? windowsShell : defaultShell;
}

function isWindows({ from }: Stage): boolean {
  const platform = from.flags.find((flag) => flag.name === 'platform')?.value?.raw ?? '';
  return /^windows\b/i.test(platform) || /windows|nanoserver/i.test(from.image.raw);
}

function namedShell(exec: readonly Word[], at: Place): Shell {
  const program = exec[0]?.raw ?? '';
  const name = baseName(program)
    .replace(/\.exe$/i, '')
    .toLowerCase();
  if (shells.has(name)) return { name, at, exec };
  if (name === 'env' || name === 'busybox') {
    const inner = exec
      .slice(1)
      .map((word) => baseName(word.raw))
      .find((word) => shells.has(word));
    if (inner !== undefined) return { name: inner, at, exec };
  }
  if (name === 'powershell' || name === 'pwsh') return { name, why: 'the shell is PowerShell', at, exec };
  if (name === 'cmd') return { name, why: 'the shell is cmd', at, exec };
  return { name, why: `the shell ${name || 'of SHELL'} is not known`, at, exec };
}

function formOf(instruction: Instruction): CommandForm | undefined {
  if (instruction.keyword === 'HEALTHCHECK') return instruction.test;
  const { keyword } = instruction;
  return keyword === 'RUN' || keyword === 'CMD' || keyword === 'ENTRYPOINT' ? instruction : undefined;
}

function loneHeredoc(command: Word, heredocs: readonly Heredoc[]): Heredoc | undefined {
  const first = heredocs[0];
  if (first === undefined) return undefined;
  return /^\d*<<-?\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)$/.test(command.raw.trim()) ? first : undefined;
}

function scriptOfHeredoc(dockerfile: Dockerfile, heredoc: Heredoc): Script {
  const builder = new ScriptBuilder(dockerfile.file);
  addBody(builder, dockerfile, heredoc);
  return builder.build();
}

function addHeredocs(builder: ScriptBuilder, dockerfile: Dockerfile, heredocs: readonly Heredoc[]): void {
  for (const heredoc of heredocs) {
    builder.decoded('\n', { start: heredoc.at.span.start, end: heredoc.at.span.start });
    addBody(builder, dockerfile, heredoc);
    const { end } = heredoc.at.span;
    builder.decoded(heredoc.name, { start: end, end });
  }
}

function addBody(builder: ScriptBuilder, dockerfile: Dockerfile, heredoc: Heredoc): void {
  const start = dockerfile.file.text.indexOf(heredoc.content, heredoc.at.span.start);
  if (start >= 0) builder.copy(heredoc.content, start);
  else builder.decoded(heredoc.content, heredoc.at.span);
  if (heredoc.content !== '' && !heredoc.content.endsWith('\n')) {
    builder.decoded('\n', { start: heredoc.at.span.end, end: heredoc.at.span.end });
  }
}

/** The command as one line, its line continuations and the comments in them left out. */
function addJoined(builder: ScriptBuilder, { command, segments }: ShellForm): void {
  for (const [index, { from, to }] of segments.entries()) builder.copy(command.raw.slice(from, segments[index + 1]?.from), to);
}

function scriptOfExec(dockerfile: Dockerfile, exec: readonly Word[]): Script {
  const builder = new ScriptBuilder(dockerfile.file);
  for (const [index, word] of exec.entries()) {
    const { start, end } = word.at.span;
    const around = { start, end: start };
    if (index > 0) builder.decoded(' ', around);
    builder.decoded("'", around);
    addJsonText(builder, dockerfile.file.text.slice(start, end), word, start);
    builder.decoded("'", { start: end, end });
  }
  return builder.build();
}

/** The text of a JSON string, each escape mapped to what it is written as. */
function addJsonText(builder: ScriptBuilder, source: string, word: Word, start: number): void {
  const inner = source.startsWith('"') && source.endsWith('"') && source.length > 1 ? 1 : 0;
  const written = source.slice(inner, source.length - inner);
  if (written === word.raw && !/[\\']/.test(written)) return builder.copy(written, start + inner);
  const units = [...written.matchAll(/\\u[0-9a-fA-F]{4}|\\[\s\S]|[^\\]/g)].map((match) => ({
    text: match[0].length > 1 ? unescaped(match[0]) : match[0],
    span: { start: start + inner + match.index, end: start + inner + match.index + match[0].length },
  }));
  if (units.map((unit) => unit.text).join('') !== word.raw) {
    builder.decoded(word.raw.replaceAll("'", "'\\''"), word.at.span);
    return;
  }
  for (const { text, span } of units) {
    if (text === "'") builder.decoded("'\\''", span);
    else if (span.end - span.start === text.length) builder.copy(text, span.start);
    else builder.decoded(text, span);
  }
}

const jsonEscapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
]);

function unescaped(escape: string): string {
  if (escape.startsWith('\\u')) return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  return jsonEscapes.get(escape.charAt(1)) ?? escape.charAt(1);
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
