import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { Dockerfile, Heredoc, Instruction, Problem } from '../../src/parse/dockerfile/ast.ts';
import { parseDockerfile } from '../../src/parse/dockerfile/parse.ts';
import { locate } from '../../src/parse/lines.ts';
import { buildKitArguments, buildKitFlags, isExec } from '../parse/dockerfile/buildkit-dump.ts';
import { ask } from './ask.ts';

const words = {
  keyword: v.string(),
  start: v.number(),
  end: v.number(),
  flags: v.array(v.string()),
  words: v.array(v.string()),
  exec: v.boolean(),
  heredocs: v.array(
    v.object({ name: v.string(), fd: v.number(), expand: v.boolean(), chomp: v.boolean(), content: v.string() }),
  ),
};
const tree = v.object({
  escape: v.string(),
  instructions: v.array(v.object({ ...words, trigger: v.optional(v.object(words)) })),
  refused: v.optional(v.object({ message: v.string(), line: v.number() })),
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
  for (const node of theirs.instructions) {
    const own = byLine.get(node.start);
    byLine.delete(node.start);
    const isWrong = wrong.some(({ startLine }) => startLine >= node.start && startLine <= node.end);
    if (own) found.push(...ofInstruction(own, node, isWrong));
    else if (!isWrong) found.push({ kind: 'missing', line: node.start, ours: undefined, theirs: node });
  }
  for (const [line, own] of byLine) found.push({ kind: 'extra', line, ours: own.keyword, theirs: undefined });
  return found;
}

function refusalOf({ problems }: Dockerfile, { refused }: Tree): readonly Difference[] {
  const [first] = problems;
  if (first === undefined && refused === undefined) return [];
  if (first === undefined) return [{ kind: 'we accept', line: refused?.line ?? 0, ours: undefined, theirs: refused?.message }];
  const at = lineOf(first);
  if (refused === undefined) return [{ kind: 'we refuse', line: at, ours: first.message, theirs: undefined }];
  // Errors of syntax anywhere in a file come before those of meaning.
  if (refused.line < 1 || problems.some((problem) => lineOf(problem) === refused.line)) return [];
  return [{ kind: 'another line is refused', line: at, ours: problems, theirs: refused }];
}

function lineOf({ at }: Problem): number {
  return locate(at).startLine;
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
          ['words', buildKitArguments(own), wordsOf(node)],
          ...(commands.has(own.keyword) ? ([['form', isExec(own), node.exec]] as const) : []),
          ['trigger', inner && triggerOf(inner), node.trigger && triggerIn(node.trigger)],
        ] as const)),
  ];
  return pairs.flatMap(([kind, ours, theirs]) =>
    isDeepStrictEqual(ours, theirs) ? [] : [{ kind: `${node.keyword} ${kind}`, line: startLine, ours, theirs }],
  );
}

function heredocOf({ name, fileDescriptor: fd, expand, chomp, content }: Heredoc): Node['heredocs'][number] {
  return { name, fd, expand, chomp, content };
}

function triggerOf(instruction: Instruction): unknown {
  return {
    keyword: instruction.keyword,
    flags: buildKitFlags(instruction),
    words: buildKitArguments(instruction),
    exec: isExec(instruction),
  };
}

function triggerIn({ keyword, flags, words, exec }: Omit<Node, 'trigger'>): unknown {
  return { keyword, flags, words: wordsOf({ keyword, words }), exec };
}

/** Without what BuildKit's tree holds for its own printing: the `=` of pairs, empty words, the spelling of AS. */
function wordsOf({ keyword, words }: Pick<Node, 'keyword' | 'words'>): readonly string[] {
  if (keyword === 'ENV' || keyword === 'LABEL') return words.filter((_, index) => index % 3 !== 2);
  if (keyword === 'FROM') return words.map((word, index) => (index === 1 ? word.toUpperCase() : word));
  return words.length === 1 && words[0] === '' ? [] : words;
}
