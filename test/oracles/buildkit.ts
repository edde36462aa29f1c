import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { Place } from '../../src/model/place.ts';
import type { Dockerfile, Heredoc, Instruction } from '../../src/parse/dockerfile/ast.ts';
import { parseDockerfile } from '../../src/parse/dockerfile/parse.ts';
import { locate, textOf } from '../../src/parse/lines.ts';
import { buildKitArguments, buildKitFlags, isExec } from '../parse/dockerfile/buildkit-dump.ts';
import { ask } from './ask.ts';

const words = {
  keyword: v.string(),
  start: v.number(),
  end: v.number(),
  flags: v.array(v.string()),
  words: v.array(v.string()),
  exec: v.boolean(),
  heredocs: v.array(v.object({ name: v.string(), fd: v.number(), expand: v.boolean(), chomp: v.boolean(), content: v.string() })),
};
const tree = v.object({
  escape: v.string(),
  instructions: v.array(v.object({ ...words, trigger: v.optional(v.object(words)) })),
  refused: v.optional(v.object({ message: v.string(), first: v.number(), last: v.number() })),
});

/** What BuildKit makes of a Dockerfile. */
export type Tree = v.InferOutput<typeof tree>;
type Node = Tree['instructions'][number];

/** A way in which our tree and BuildKit's are not the same. */
export interface Difference {
  readonly kind: string;
  readonly line: number;
  readonly ours: unknown;
  readonly theirs: unknown;
}

export function treesOf(program: string, texts: readonly string[]): readonly Tree[] {
  return ask(program, texts, tree);
}

/** Our tree of a text against BuildKit's. Where BuildKit refuses a file, it says why and no more than that is compared. */
export function differences(text: string, theirs: Tree): readonly Difference[] {
  const ours = parseDockerfile({ path: 'Dockerfile', text });
  const refused = refusalOf(ours, theirs);
  // After an error of syntax BuildKit has no tree.
  if (theirs.instructions.length === 0) return refused;
  const found: Difference[] = [...refused];
  if (ours.escape !== theirs.escape) found.push({ kind: 'escape', line: 1, ours: ours.escape, theirs: theirs.escape });
  const byLine = new Map(ours.instructions.map((instruction) => [locate(instruction.at).startLine, instruction]));
  const wrong = ours.problems.map(({ at }) => locate(at));
  const lines = text.split('\n');
  for (const node of theirs.instructions) {
    // Lines that hold nothing but the sign of their continuation: BuildKit counts them in, our places begin with a word.
    let first = node.start;
    while (first < node.end && /^\s*(?:[\\`]?\s*|#.*\r?)$/.test(lines[first - 1] ?? '')) first += 1;
    const own = byLine.get(first);
    byLine.delete(first);
    const isWrong = wrong.some(({ startLine, endLine }) => startLine <= node.end && endLine >= node.start);
    if (own) found.push(...ofInstruction(own, node, isWrong));
    else if (!isWrong) found.push({ kind: 'missing', line: node.start, ours: undefined, theirs: node });
  }
  for (const [line, own] of byLine) found.push({ kind: 'extra', line, ours: own.keyword, theirs: undefined });
  return found;
}

function refusalOf({ problems }: Dockerfile, theirs: Tree): readonly Difference[] {
  const { refused } = theirs;
  const [first] = problems;
  if (first === undefined && refused === undefined) return [];
  if (first === undefined) return [{ kind: 'we accept', line: refused?.first ?? 0, ours: undefined, theirs: refused?.message }];
  if (refused === undefined) {
    return problems.map(({ message, at }) => ({
      kind: excessOf(at, theirs),
      line: locate(at).startLine,
      ours: message,
      theirs: undefined,
    }));
  }
  // What is wrong with the whole of a file is on no line of its own.
  if (refused.first < 1 || refused.message === 'file with no instructions') return [];
  // Of a directive BuildKit names the line above.
  const shift = /directive|escape token/.test(refused.message) ? 1 : 0;
  const isThere = problems.some(({ at }) => {
    const { startLine, endLine } = locate(at);
    return startLine <= refused.last + shift && endLine >= refused.first + shift;
  });
  return isThere ? [] : [{ kind: 'another line is refused', line: locate(first.at).startLine, ours: problems, theirs: refused }];
}

/** Why we refuse something that BuildKit takes. */
function excessOf(at: Place, { instructions }: Tree): string {
  const { startLine, endLine } = locate(at);
  const node = instructions.find(({ start, end }) => start <= endLine && end >= startLine);
  // BuildKit keeps the trigger as a text and refuses it when somebody builds on the image.
  if (node?.keyword === 'ONBUILD') return 'a trigger that a later build refuses';
  return node?.flags.some((flag) => beyondAscii.test(flag)) === true ? wideFlag : 'we refuse';
}

/** The instructions whose form changes what they do; elsewhere an array is a way to write a list. */
const commands: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'HEALTHCHECK']);

/** Of an instruction that is refused, the parts that cannot be told are not compared. */
function ofInstruction(own: Instruction, node: Node, isWrong: boolean): readonly Difference[] {
  const { startLine, endLine } = locate(own.at);
  const inner = own.keyword === 'ONBUILD' ? own.trigger : undefined;
  const pairs: readonly (readonly [kind: string, ours: unknown, theirs: unknown])[] = [
    ['keyword', own.keyword, node.keyword],
    ['end line', endLine, node.end],
    ['flags', buildKitFlags(own), node.flags],
    ['heredocs', (inner ?? own).heredocs.map(heredocOf), node.heredocs],
    ...(isWrong
      ? []
      : ([
          ['words', argumentsOf(own), wordsOf(node)],
          ...(commands.has(own.keyword) ? ([['form', isExec(own), node.exec]] as const) : []),
          ['trigger', inner && triggerOf(inner), node.trigger && triggerIn(node.trigger)],
        ] as const)),
  ];
  const found = pairs.filter(([, ours, theirs]) => !isDeepStrictEqual(ours, theirs));
  if (found.length > 0 && hasWideFlag(own)) return [{ kind: wideFlag, line: startLine, ours: own.flags, theirs: node.flags }];
  return found.map(([kind, ours, theirs]) => ({ kind: `${node.keyword} ${kind}`, line: startLine, ours, theirs }));
}

/** BuildKit reads flags byte by byte, so that it takes an `\u00e0` or a no-break space apart; we read characters. */
const wideFlag = 'characters beyond ASCII in a flag';
const beyondAscii = /[^\x00-\x7f]/;

function hasWideFlag({ flags }: Instruction): boolean {
  return flags.some(({ at }) => beyondAscii.test(textOf(at)));
}

function heredocOf({ name, fileDescriptor: fd, expand, chomp, content }: Heredoc): Node['heredocs'][number] {
  return { name, fd, expand, chomp, content };
}

function triggerOf(instruction: Instruction): unknown {
  return {
    keyword: instruction.keyword,
    flags: buildKitFlags(instruction),
    words: argumentsOf(instruction),
    exec: commands.has(instruction.keyword) && isExec(instruction),
  };
}

function argumentsOf(instruction: Instruction): readonly string[] {
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return buildKitArguments(instruction);
  return [...instruction.sources, instruction.destination].map(({ raw }) => raw);
}

function triggerIn({ keyword, flags, words, exec }: Omit<Node, 'trigger'>): unknown {
  return { keyword, flags, words: wordsOf({ keyword, words }), exec: commands.has(keyword) && exec };
}

/** Without what BuildKit's tree holds for its own printing: the `=` of pairs, empty words, the spelling of AS and NONE. */
function wordsOf({ keyword, words }: Pick<Node, 'keyword' | 'words'>): readonly string[] {
  if (keyword === 'ENV' || keyword === 'LABEL') return words.filter((_, index) => index % 3 !== 2);
  if (keyword === 'HEALTHCHECK') return words.map((word, index) => (index === 0 ? word.toUpperCase() : word));
  if (keyword === 'FROM') return words.map((word, index) => (index === 1 ? word.toUpperCase() : word));
  return words.length === 1 && words[0] === '' ? [] : words;
}
