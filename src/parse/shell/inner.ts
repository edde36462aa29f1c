import type { CommandArgument, Redirection } from 'unbash';
import { copyRange, ScriptBuilder } from './mapping.ts';
import type { Script, ShellWord } from './script.ts';
import { bodyOf, unquoted } from './unquote.ts';

/** The shells whose language is near enough to be read as one. */
export const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'mksh', 'zsh']);

/** Where a shell finds its script: a word after `-c`, standard input, or a file. */
export type ShellInput = { readonly from: 'word'; readonly index: number } | { readonly from: 'stdin' | 'file' };

/** Where `sh …` finds its script, given its words with the name first. */
export function shellInput(words: readonly ShellWord[]): ShellInput {
  let command = false;
  let stdin = false;
  for (let index = 1; index < words.length; index += 1) {
    const text = words[index]?.value ?? words[index]?.raw ?? '';
    if (command && !/^[-+]./.test(text)) return { from: 'word', index };
    if (text === '--') continue;
    if (!/^[-+]/.test(text)) return { from: stdin ? 'stdin' : 'file' };
    if (text.startsWith('--')) {
      if (text === '--rcfile' || text === '--init-file') index += 1;
      continue;
    }
    if (text.startsWith('-') && text.includes('c')) command = true;
    if (text === '-' || text.includes('s')) stdin = true;
    if (/[oO]$/.test(text)) index += 1;
  }
  return { from: 'stdin' };
}

/** The words of a command, and the nodes they were made from, in step. */
export interface InnerWords {
  readonly name: string;
  readonly words: readonly ShellWord[];
  readonly nodes: readonly CommandArgument[];
}

const starters: ReadonlySet<string> = new Set([
  ...shells,
  'eval',
  'find',
  'trap',
  'su',
  'runuser',
  'script',
  'flock',
  'ssh',
  'sshpass',
]);

/** Whether a program of this name takes a script, so that `innerScripts` has something to look for. */
export function mayStartScripts(name: string): boolean {
  return starters.has(name);
}

/** The scripts a command starts: the text after `-c`, the words of `eval`, a here-document. */
export function innerScripts(
  script: Script,
  { name, words, nodes }: InnerWords,
  redirects: readonly Redirection[],
): readonly Script[] {
  if (shells.has(name)) {
    const input = shellInput(words);
    if (input.from === 'word') return scriptOfWords(script, nodes.slice(input.index, input.index + 1));
    return input.from === 'stdin' ? hereScripts(script, redirects) : [];
  }
  if (name === 'eval') return scriptOfWords(script, nodes.slice(1));
  if (name === 'find') return executed(words).flatMap(([from, to]) => asWritten(script, nodes.slice(from, to)));
  if (name === 'ssh') return remoteScripts(script, { name, words, nodes }, redirects);
  // Not looked through as other wrappers are: the password is a word of its own.
  if (name === 'sshpass') {
    const at = words.findIndex(({ value }) => value === 'ssh');
    return at < 0 ? [] : remoteScripts(script, { name, words: words.slice(at), nodes: nodes.slice(at) }, redirects);
  }
  if (name === 'trap') return words.length > 2 ? scriptOfWords(script, nodes.slice(1, 2)) : [];
  if (name === 'su' || name === 'runuser' || name === 'script' || name === 'flock') {
    const at = words.findIndex((word) => word.value === '-c' || word.value === '--command');
    return at > 0 ? scriptOfWords(script, nodes.slice(at + 1, at + 2)) : [];
  }
  return [];
}

/** Options of `ssh` that take a value. */
const sshValued = /[BbcDEeFIiJLlmOoPpQRSWw]/;

/** What a shell on another machine gets: the words behind its name, joined, else the standard input. */
function remoteScripts(script: Script, { words, nodes }: InnerWords, redirects: readonly Redirection[]): readonly Script[] {
  let host = false;
  for (let at = 1; at < words.length; at += 1) {
    const text = words[at]?.value ?? words[at]?.raw ?? '';
    if (/^-./.test(text) && text !== '--') {
      if (text.search(sshValued) === text.length - 1) at += 1;
    } else if (text !== '--') {
      if (host) return scriptOfWords(script, nodes.slice(at));
      host = true;
    }
  }
  return host ? hereScripts(script, redirects) : [];
}

/** From where to where the words of `find` are commands: behind `-exec`, up to `;` or `+`. */
function executed(words: readonly ShellWord[]): readonly (readonly [from: number, to: number])[] {
  const commands: [number, number][] = [];
  for (let at = 1; at < words.length; at += 1) {
    if (!/^-(?:exec|ok)(?:dir)?$/.test(words[at]?.value ?? '')) continue;
    const from = at + 1;
    while (at < words.length && words[at]?.value !== ';' && words[at]?.value !== '+') at += 1;
    if (at > from) commands.push([from, at]);
  }
  return commands;
}

/** The here-documents and here-strings among redirections, as scripts. */
export function hereScripts(script: Script, redirects: readonly Redirection[]): readonly Script[] {
  return redirects.flatMap((redirect) => {
    if (redirect.type === 'HereDoc') return [bodyOf(script, redirect.body, redirect.delimiter?.quoted ?? false)];
    return redirect.type === 'HereString' && redirect.target !== undefined ? [unquoted(script, [redirect.target])] : [];
  });
}

function scriptOfWords(script: Script, nodes: readonly CommandArgument[]): readonly Script[] {
  const words = nodes.filter((node) => node.type === 'Word');
  return words.length === 0 ? [] : [unquoted(script, words)];
}

/** Words that are a command, and no script, with the quotes they have. */
function asWritten(script: Script, nodes: readonly CommandArgument[]): readonly Script[] {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first === undefined || last === undefined) return [];
  const builder = new ScriptBuilder(script.file);
  copyRange(builder, script, first.pos, last.end);
  return [builder.build()];
}
