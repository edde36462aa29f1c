import type { Dockerfile, Instruction, InstructionOf } from '../../parse/dockerfile/ast.ts';
import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import { withLastAnswer } from '../../parse/last-answer.ts';
import type { SimpleCommand } from '../../parse/shell/script.ts';
import { buildCommands } from '../../posture/build-commands.ts';
import { commandLine, said } from './command-line.ts';
import { plain } from './instructions.ts';

/** A RUN with the simple commands of its script, in order. */
export interface Run {
  readonly instruction: Instruction;
  readonly run: InstructionOf<'RUN'>;
  readonly commands: readonly SimpleCommand[];
}

/** The RUN instructions of a Dockerfile whose script is read, those of ONBUILD too. */
export const runsOf = withLastAnswer((dockerfile: Dockerfile): readonly Run[] => {
  const runs = new Map<Instruction, { run: InstructionOf<'RUN'>; commands: SimpleCommand[] }>();
  for (const { instruction, command } of buildCommands(dockerfile)) {
    const run = plain(instruction);
    if (run.keyword !== 'RUN') continue;
    const known = runs.get(instruction);
    if (known === undefined) runs.set(instruction, { run, commands: [command] });
    else known.commands.push(command);
  }
  return [...runs].map(([instruction, rest]) => ({ instruction, ...rest }));
});

/** Whether a RUN has a folder, or one above it, on a cache or tmpfs mount, so that what is written there stays out of the image. */
export function keepsOut({ run }: Run, ...folders: readonly string[]): boolean {
  return mountsOf(run).some(({ type, options }) => {
    const target = options.get('target')?.value?.replace(/\/$/, '');
    if ((type !== 'cache' && type !== 'tmpfs') || target === undefined) return false;
    return folders.some((folder) => `${folder}/`.startsWith(`${target}/`) || `${target}/`.startsWith(`${folder}/`));
  });
}

/** Whether a command deletes what is in a folder: `rm -rf /var/lib/apt/lists/*`, or the folder above it. */
export function removes(command: SimpleCommand, ...folders: readonly string[]): boolean {
  if (command.name === 'find') return command.words.some((word) => folders.includes(said(word).replace(/\/$/, '')));
  if (command.name !== 'rm') return false;
  return commandLine(command.words.slice(1)).operands.some((word) => {
    const path = said(word)
      .replace(/\/?(?:\*|\{[^{}]*\})?$/, '')
      .replace(/^\$\{?HOME\}?|^~/, '/root');
    return folders.some((folder) => folder === path || folder.startsWith(`${path}/`) || said(word).startsWith(`${folder}/`));
  });
}
