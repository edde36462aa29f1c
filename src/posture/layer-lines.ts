import type { ImageConfig } from '../model/image.ts';
import type { Place } from '../model/place.ts';
import type { Instruction, InstructionOf } from '../parse/dockerfile/ast.ts';
import type { StagePosture } from './stage.ts';

/** An instruction that makes a layer. */
type Maker = InstructionOf<'RUN'> | InstructionOf<'COPY'> | InstructionOf<'ADD'> | InstructionOf<'WORKDIR'>;

/** How many layers an image may have; containerd takes 127. */
const layerLimit = 500;

/**
 * The instruction that made each layer of an image which the repository builds, by the layer's DiffID. History and Dockerfile
 * are compared step by step: a layer whose step stands in no instruction, since it is the base image's or was made of another
 * state of the file, is left out. Nothing where the history does not tell which step made which layer.
 */
export function layerLines(
  { chain }: Pick<StagePosture, 'chain'>,
  { history, diffIds }: Pick<ImageConfig, 'history' | 'diffIds'>,
): ReadonlyMap<string, Place> {
  const steps = history.filter(({ empty }) => !empty).map(({ createdBy }) => stepOf(createdBy));
  const makers = chain.toReversed().flatMap(({ instructions }) => instructions.filter(makesLayer));
  if (steps.length !== diffIds.length || steps.length > layerLimit || makers.length > layerLimit) return new Map();
  const pairs = aligned(steps, makers);
  for (const [step, maker] of between(steps, makers, pairs)) pairs.set(step, maker);
  const lines = new Map<string, Place>();
  for (const [step, maker] of pairs) {
    const [diffId, instruction] = [diffIds[step], makers[maker]];
    if (diffId !== undefined && instruction !== undefined) lines.set(diffId, firstLineOf(instruction));
  }
  return lines;
}

function makesLayer(instruction: Instruction): instruction is Maker {
  return ['RUN', 'COPY', 'ADD', 'WORKDIR'].includes(instruction.keyword);
}

/** What made a layer, as builders write it. */
interface Step {
  readonly keyword: string;
  /** Without blanks, quotes and continuations. */
  readonly text: string;
  /** Build arguments stand before the command. */
  readonly hasArguments: boolean;
  /** The sources of a copy are told by a digest only. */
  readonly bySum: boolean;
}

/** BuildKit writes `RUN |1 A=b /bin/sh -c make # buildkit`, the older builder `|1 A=b /bin/sh -c make` and `/bin/sh -c #(nop) COPY …`. */
function stepOf(createdBy: string): Step {
  const bare = createdBy.replace(/\s*# buildkit\s*$/, '');
  const old = /^\S+(?: -\w+)* -\w*c #\(nop\)\s*([A-Z]+)\s/.exec(bare);
  const keyword = old?.[1] ?? /^([A-Z]+)\s/.exec(bare)?.[1] ?? 'RUN';
  const rest = old === null ? bare.replace(/^[A-Z]+\s/, '') : bare.slice(old[0].length);
  const command = rest.replace(/^\/bin\/\S*sh (?:-\S+ )*-\w*c /, '');
  const sum = /^(?:(?:file|dir|multi):[0-9a-f]+ in) /.exec(rest);
  return {
    keyword,
    text: squeezed(keyword === 'RUN' ? command : rest.slice(sum?.[0].length ?? 0)),
    hasArguments: /^\|\d+ /.test(rest),
    bySum: sum !== null,
  };
}

function squeezed(text: string): string {
  return text.replaceAll(/[\s\\`"']+/g, '');
}

/** Asks of steps whether an instruction may have made them. A variable in it stands for anything. */
function fitting(maker: Maker): (step: Step) => boolean {
  switch (maker.keyword) {
    case 'RUN': {
      const command = commandOf(maker);
      if (command === '') return () => false;
      return ({ keyword, text, hasArguments }) =>
        keyword === 'RUN' && text.endsWith(command) && (text === command || hasArguments || isShell(text, command));
    }
    case 'WORKDIR': {
      const path = partsOf(maker.argument.raw);
      return ({ keyword, text }) => keyword === 'WORKDIR' && isLike(text, path, true);
    }
    case 'COPY':
    case 'ADD': {
      const words = partsOf([...maker.sources, maker.destination].map(({ raw }) => raw).join(' '));
      const destination = partsOf(maker.destination.raw);
      const loose = maker.flags.length > 0 || maker.heredocs.length > 0;
      return ({ keyword, text, bySum }) =>
        keyword === maker.keyword && (bySum ? isLike(text, destination, true) : isLike(text, words, loose));
    }
  }
}

/** What `SHELL` names stands before the command: `/bin/bash -o pipefail -c make`. */
function isShell(text: string, command: string): boolean {
  const before = text.slice(0, text.length - command.length);
  return before.length < 100 && /sh(?:-\w+)*-\w*c$/.test(before);
}

function commandOf(run: InstructionOf<'RUN'>): string {
  if (run.form === 'exec') return squeezed(run.exec.map(({ raw }) => raw).join(' '));
  const [heredoc] = run.heredocs;
  const direct = heredoc !== undefined && squeezed(run.command.raw) === squeezed(heredoc.marker.raw);
  return squeezed(direct ? heredoc.content : [run.command.raw, ...run.heredocs.map(({ content }) => content)].join(' '));
}

/** A text between its variables. */
function partsOf(written: string): readonly string[] {
  return squeezed(written).split(/\$\{[^{}]*\}|\$\w+/);
}

/** @param atEnd only the end of the text has to be like it: flags, or the folder that a path counts from, stand before it */
function isLike(text: string, parts: readonly string[], atEnd: boolean): boolean {
  const last = parts.at(-1) ?? '';
  if (parts.join('') === '' || !text.endsWith(last)) return false;
  if (parts.length === 1) return atEnd || text === last;
  if (!atEnd && !text.startsWith(parts[0] ?? '')) return false;
  let from = 0;
  for (const part of parts.slice(0, -1)) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= text.length - last.length;
}

/** The longest common sequence of steps and instructions, the last ones first where there is a choice. */
function aligned(steps: readonly Step[], makers: readonly Maker[]): Map<number, number> {
  const width = makers.length + 1;
  const best = new Uint16Array((steps.length + 1) * width);
  const at = (step: number, maker: number): number => best[step * width + maker] ?? 0;
  const asked = makers.map(fitting);
  const fit = steps.map((step) => asked.map((fits) => fits(step)));
  for (let step = 1; step <= steps.length; step += 1)
    for (let maker = 1; maker <= makers.length; maker += 1)
      best[step * width + maker] = Math.max(
        at(step - 1, maker),
        at(step, maker - 1),
        fit[step - 1]?.[maker - 1] === true ? at(step - 1, maker - 1) + 1 : 0,
      );
  const pairs = new Map<number, number>();
  for (let step = steps.length, maker = makers.length; step > 0 && maker > 0;) {
    if (fit[step - 1]?.[maker - 1] === true && at(step, maker) === at(step - 1, maker - 1) + 1) {
      step -= 1;
      maker -= 1;
      pairs.set(step, maker);
    } else if (at(step, maker) === at(step, maker - 1)) maker -= 1;
    else step -= 1;
  }
  return pairs;
}

/** Steps above the first one that is known, which lie between two of these with one instruction of their kind left between. */
function between(
  steps: readonly Step[],
  makers: readonly Maker[],
  pairs: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const known = [...pairs.keys()].toSorted((one, other) => one - other);
  const found = new Map<number, number>();
  for (const [index, first] of known.entries()) {
    const last = known[index + 1] ?? steps.length;
    const free = { from: (pairs.get(first) ?? 0) + 1, to: pairs.get(last) ?? makers.length };
    for (const keyword of ['RUN', 'COPY', 'ADD', 'WORKDIR']) {
      const unknown = indexesOf(steps, keyword, first + 1, last);
      const left = indexesOf(makers, keyword, free.from, free.to);
      const [step, maker] = [unknown[0], left[0]];
      if (unknown.length === 1 && left.length === 1 && step !== undefined && maker !== undefined) found.set(step, maker);
    }
  }
  return found;
}

function indexesOf(
  things: readonly { readonly keyword: string }[],
  keyword: string,
  from: number,
  to: number,
): readonly number[] {
  const found: number[] = [];
  for (let index = from; index < to; index += 1) if (things[index]?.keyword === keyword) found.push(index);
  return found;
}

/** A long command is shown by its first line, as a base image is by its FROM. */
function firstLineOf({ at: { file, span } }: Maker): Place {
  const end = file.text.indexOf('\n', span.start);
  const line = end < 0 ? span.end : Math.min(span.end, end);
  return { file, span: { start: span.start, end: file.text[line - 1] === '\r' ? line - 1 : line } };
}
