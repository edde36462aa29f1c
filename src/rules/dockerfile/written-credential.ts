import type { Dockerfile } from '../../parse/dockerfile/ast.ts';
import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import { credentialsIn } from '../../parse/secret/credential-file.ts';
import { isSecretName } from '../../parse/secret/name.ts';
import type { ShellWord, SimpleCommand } from '../../parse/shell/script.ts';
import { pathInFull } from '../../posture/handed-on.ts';
import { commandLine, said } from './command-line.ts';
import { keepsOut, removes, runsOf, type Run } from './runs.ts';

/** A secret that a RUN takes from outside and writes to a file of its stage. */
export interface WrittenCredential {
  readonly run: Run;
  readonly command: SimpleCommand;
  /** As it is written. */
  readonly shown: string;
  /** Counted from the root; absent where the working directory is not known. */
  readonly path?: string;
  /** Whether a later RUN of the stage deletes it, which takes it out of what is copied, and not out of the layer. */
  readonly goneLater: boolean;
}

/** Of how many such files it is looked at whether they are deleted; the rest of a hostile file are taken to stay. */
const tracedLimit = 100;

/** The files with secrets that RUN lines leave behind: those that the same RUN deletes, or that lie on a mount, are none. */
export function* writtenCredentials(dockerfile: Dockerfile): Iterable<WrittenCredential> {
  const runs = runsOf(dockerfile);
  let written = 0;
  for (const [index, run] of runs.entries()) {
    for (const [at, command] of run.commands.entries()) {
      const shown = fileWritten(command);
      if (shown === undefined) continue;
      written += 1;
      if (written > tracedLimit) {
        yield { run, command, shown, goneLater: false };
        continue;
      }
      const path = pathInFull(dockerfile, run.instruction, atHome(shown));
      const names = [atHome(shown), ...(path === undefined ? [] : [path])].map((name) => name.replace(/(?<=.)\/$/, ''));
      if (run.commands.slice(at + 1).some((later) => removes(later, ...names)) || isOnMount(run, names)) continue;
      const goneLater = runs
        .slice(index + 1)
        .some(
          ({ instruction, commands }) =>
            instruction.stage === run.instruction.stage && commands.some((later) => removes(later, ...names)),
        );
      yield { run, command, shown, ...(path === undefined ? {} : { path }), goneLater };
    }
  }
}

/** The file in which a command puts a secret that it got from outside. */
function fileWritten(command: SimpleCommand): string | undefined {
  const { name, words, redirections } = command;
  if (name === 'cp' || name === 'mv' || name === 'install') {
    const { operands } = commandLine(words.slice(1));
    const [source, destination] = [operands.at(-2), operands.at(-1)];
    if (source === undefined || destination === undefined || !said(source).startsWith('/run/secrets/')) return undefined;
    return said(destination).startsWith('/dev/') ? undefined : said(destination);
  }
  if (name === 'npm' || name === 'pnpm') return isTokenSet(words) && words.some(isFromOutside) ? '~/.npmrc' : undefined;
  const target =
    name === 'tee' && command.position > 0
      ? words.slice(1).find((word) => !said(word).startsWith('-'))
      : redirections.find(({ operator, descriptor }) => /^>>?\|?$/.test(operator) && (descriptor ?? 1) === 1)?.target;
  if (target === undefined || credentialsIn(said(target)) === undefined) return undefined;
  return takesFromOutside(command.pipeline) ? said(target) : undefined;
}

const fromOutside = new WeakMap<SimpleCommand['pipeline'], boolean>();

function takesFromOutside(pipeline: SimpleCommand['pipeline']): boolean {
  const found = fromOutside.get(pipeline) ?? pipeline.some(({ words }) => words.some(isFromOutside));
  fromOutside.set(pipeline, found);
  return found;
}

function isTokenSet(words: readonly ShellWord[]): boolean {
  const texts = words.map(said);
  return texts.includes('config') && texts.includes('set') && texts.some((text) => /:?_(?:authToken|auth|password)\b/.test(text));
}

/** Whether a word holds a secret once the shell has put it in: a variable of such a name, or the file of a secret mount. */
function isFromOutside(word: ShellWord): boolean {
  if (word.value?.startsWith('/run/secrets/') === true) return true;
  return (word.pieces ?? []).some((piece) => {
    if (!('hole' in piece)) return false;
    if (piece.hole.includes('/run/secrets/')) return true;
    const name = /^\$\{?(\w+)\}?$/.exec(piece.hole)?.[1];
    return name !== undefined && isSecretName(name);
  });
}

function isOnMount(run: Run, paths: readonly string[]): boolean {
  return (
    mountsOf(run.run).some(({ type, options }) => type === 'secret' && paths.includes(options.get('target')?.value ?? '')) ||
    keepsOut(run, ...paths)
  );
}

/** The home of root, who builds unless a USER says otherwise. */
function atHome(path: string): string {
  return path.replace(/^(?:~|\$\{?HOME\}?)(?=\/)/, '/root');
}
