import {
  forEachChild,
  type Assignment,
  type Command,
  type CommandArgument,
  type CommandExpansionPart,
  type CommandNode,
  type ParsedScript as Tree,
  type Pipeline,
  type ProcessSubstitutionPart,
  type Redirection as RedirectionNode,
  type SyntaxNode,
  type Word,
} from 'unbash';
import { faultOf } from './fault.ts';
import { hereScripts, innerScripts, mayStartScripts, shellInput, shells } from './inner.ts';
import { placeIn } from './mapping.ts';
import type { Redirection, Script, ScriptProblem, ShellAssignment, ShellWord, SimpleCommand } from './script.ts';
import { backticked } from './unquote.ts';
import { piecesOf, shellWord, staticValue, wordOf } from './word.ts';
import { programName, unwrap } from './wrappers.ts';

/** What is found while walking, over all nested scripts. */
export interface Found {
  readonly commands: SimpleCommand[];
  /** How many words they have, wrappers and words that are scripts themselves counted anew at each reading. */
  words: number;
  readonly problems: ScriptProblem[];
  /** Whether there were more of them than are read. */
  isFull: boolean;
}

/** Where a command stands. */
export interface Scope {
  readonly wrappers: readonly string[];
  readonly inside?: SimpleCommand;
  /** How many substitutions it stands in. */
  readonly substitutions?: number;
  /** The pipeline that a simple command directly here joins. */
  readonly pipeline?: SimpleCommand[];
}

/** Reads a script that stands in another one. */
export type Nested = (script: Script, scope: Scope) => void;

/** How deep substitutions may stand in each other: reading each is a matter of its whole length. */
const maxSubstitutions = 24;

/** How many commands and words a script may have; the longest of 2,000 public Dockerfiles have 84 and 294 in all. */
export const scriptLimits = { commands: 20_000, words: 200_000 };

/** Nodes whose simple commands read and write the pipeline they stand in. */
const keepsPipeline: ReadonlySet<SyntaxNode['type']> = new Set([
  'Script',
  'Statement',
  'AndOr',
  'CompoundList',
  'Subshell',
  'BraceGroup',
  'Redirected',
] as const);

/** Collects the simple commands of a tree of `script`. */
export function walk(script: Script, tree: Tree, scope: Scope, found: Found, nested: Nested): void {
  visit(tree, scope);

  function visit(node: SyntaxNode, scope: Scope): void {
    if (node.type === 'Pipeline') return pipeline(node, scope);
    if (node.type === 'Command') return command(node, scope);
    if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') return substitution(node, alone(scope));
    if (node.type === 'Script') {
      for (const { message, pos } of node.errors ?? []) {
        found.problems.push({ ...faultOf(message), at: placeIn(script, pos, Math.min(pos + 1, script.text.length)) });
      }
    }
    if (node.type === 'Word' && !mayHoldCommands(script.text, node)) return;
    const within = keepsPipeline.has(node.type) ? scope : alone(scope);
    forEachChild(node, (child) => visit(child, within));
  }

  function substitution(node: CommandExpansionPart | ProcessSubstitutionPart, scope: Scope): void {
    const depth = (scope.substitutions ?? 0) + 1;
    const inner = { ...scope, substitutions: depth };
    if (depth > maxSubstitutions) {
      const message = 'substitutions are nested too deeply';
      found.problems.push({ unread: true, message, at: placeIn(script, node.pos, node.pos + 1) });
    } else if (node.script?.source === undefined) forEachChild(node, (child) => visit(child, inner));
    else nested(backticked(script, node.pos, node.end), inner);
  }

  function pipeline(node: Pipeline, scope: Scope): void {
    const members: SimpleCommand[] = [];
    const timed = node.prefixes.some((prefix) => prefix.type === 'Time');
    const within = timed ? { ...scope, wrappers: [...scope.wrappers, 'time'] } : scope;
    const inside = { ...within, pipeline: members };
    for (const [index, child] of node.commands.entries()) {
      const first = members.length;
      visit(child, inside);
      const reader = members[first];
      if (reader !== undefined) feed(node.commands[index - 1], child, reader);
    }
    if (scope.pipeline !== undefined) for (const member of members) scope.pipeline.push(member);
  }

  /** `cat <<EOF | sh`: the here-document is the shell's script. */
  function feed(writer: CommandNode | undefined, node: CommandNode, reader: SimpleCommand): void {
    if (writer?.type !== 'Command' || node.type !== 'Command' || writer.name?.value !== 'cat' || writer.args.length > 0) return;
    if (!shells.has(reader.name) || shellInput(reader.words).from !== 'stdin') return;
    for (const body of hereScripts(script, writer.redirects)) nested(body, below(reader));
  }

  function command(node: Command, scope: Scope): void {
    if (found.commands.length >= scriptLimits.commands || found.words >= scriptLimits.words) {
      if (found.isFull) return;
      found.isFull = true;
      found.problems.push({
        unread: true,
        message: 'the script has too many commands to be read',
        at: placeIn(script, node.pos, node.end),
      });
      return;
    }
    const nodes: readonly CommandArgument[] = node.name === undefined ? node.args : [node.name, ...node.args];
    const all = nodes.map((argument) => argumentWord(script, argument));
    const unwrapped = unwrap(all);
    const members = scope.pipeline ?? [];
    const own: SimpleCommand = {
      name: programName(unwrapped.words[0]),
      words: unwrapped.words,
      assignments: joined(
        node.prefix.length === 0 ? none : node.prefix.flatMap((entry) => assignment(script, entry)),
        unwrapped.assignments,
      ),
      redirections: node.redirects.length === 0 ? none : node.redirects.map((redirect) => redirection(script, redirect)),
      at: placeIn(script, node.pos, node.end),
      pipeline: members,
      position: members.length,
      wrappers: joined(scope.wrappers, unwrapped.wrappers),
      ...(scope.inside === undefined ? {} : { inside: scope.inside }),
    };
    members.push(own);
    found.commands.push(own);
    found.words += all.length;
    const within: Scope = { wrappers: own.wrappers, substitutions: scope.substitutions ?? 0, inside: own };
    forEachChild(node, (child) => visit(child, within));
    if (!mayStartScripts(own.name)) return;
    const words = { name: own.name, words: own.words, nodes: nodes.slice(all.length - own.words.length) };
    for (const text of innerScripts(script, words, node.redirects)) nested(text, below(own));
  }
}

/** Whether a range of a script may hold a substitution of any kind: `$(…)`, backticks, `<(…)`, `${ …; }`. */
function mayHoldCommands(text: string, { pos, end }: Word): boolean {
  for (let at = pos; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === openParenthesis || unit === backtick || unit === openBrace) return true;
  }
  return false;
}

const openParenthesis = 40;
const backtick = 96;
const openBrace = 123;

function alone({ wrappers, inside, substitutions = 0 }: Scope): Scope {
  return { wrappers, substitutions, ...(inside === undefined ? {} : { inside }) };
}

function below(command: SimpleCommand): Scope {
  return { wrappers: [...command.wrappers, command.name], inside: command };
}

const none: readonly never[] = [];

function joined<Item>(some: readonly Item[], others: readonly Item[]): readonly Item[] {
  if (others.length === 0) return some;
  return some.length === 0 ? others : [...some, ...others];
}

function argumentWord(script: Script, argument: CommandArgument): ShellWord {
  if (argument.type === 'Word') return shellWord(script, argument);
  const value = argument.value;
  const head = { text: script.text.slice(argument.pos, value.pos) };
  const pieces =
    value.type === 'Word'
      ? [head, ...piecesOf(script, value)]
      : [head, { hole: script.text.slice(value.pos, value.end), splits: false }];
  return wordOf(script, argument.pos, argument.end, pieces);
}

function assignment(script: Script, entry: Assignment | RedirectionNode): readonly ShellAssignment[] {
  if (entry.type !== 'Assignment') return [];
  const value = entry.value.type === 'Word' && entry.append !== true ? staticValue(piecesOf(script, entry.value)) : undefined;
  return [{ name: entry.name, ...(value === undefined ? {} : { value }), at: placeIn(script, entry.pos, entry.end) }];
}

function redirection(script: Script, redirect: RedirectionNode): Redirection {
  const { operator, descriptor } = redirect;
  return {
    operator,
    ...(descriptor?.type === 'FileDescriptor' ? { descriptor: descriptor.value } : {}),
    ...(redirect.type === 'HereDoc' || redirect.target === undefined ? {} : { target: shellWord(script, redirect.target) }),
  };
}
