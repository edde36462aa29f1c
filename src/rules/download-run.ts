import type { Place } from '../model/place.ts';
import type { SimpleCommand } from '../parse/shell/script.ts';

const downloaders = new Set(['curl', 'wget', 'fetch', 'aria2c', 'http']);
/** Programs that run what they are given on standard input. */
export const interpreters = new Set([
  'sh',
  'bash',
  'dash',
  'ash',
  'zsh',
  'ksh',
  'python',
  'python3',
  'perl',
  'ruby',
  'node',
  'php',
]);

/** The download that a pipe hands to an interpreter as its program; undefined for any other command. */
export function downloadRunBy(command: SimpleCommand): { readonly downloader: string; readonly at: Place } | undefined {
  if (!interpreters.has(command.name) || readsScriptFile(command)) return undefined;
  const index = downloadIn(command.pipeline);
  const source = index < command.position ? command.pipeline[index] : undefined;
  if (source === undefined) return undefined;
  const { file, span } = source.at;
  return { downloader: source.name, at: { file, span: { start: span.start, end: command.at.span.end } } };
}

const downloads = new WeakMap<SimpleCommand['pipeline'], number>();

/** Where the first command of a pipe stands that downloads something; -1 where none does. */
function downloadIn(pipeline: SimpleCommand['pipeline']): number {
  const found = downloads.get(pipeline) ?? pipeline.findIndex(({ name }) => downloaders.has(name));
  downloads.set(pipeline, found);
  return found;
}

/** Whether the interpreter runs a file or inline code and the pipe only feeds it. */
function readsScriptFile(command: SimpleCommand): boolean {
  const own = command.words.slice(1);
  if (own.some(({ raw }) => /^-[a-zA-Z]*[ce]$/.test(raw))) return true;
  const first = own.find(({ raw }) => !raw.startsWith('-'));
  return first !== undefined && !own.some(({ raw }) => raw === '-' || /^-[a-z]*s$/.test(raw));
}
