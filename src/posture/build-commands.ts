import type { Dockerfile, Instruction } from '../parse/dockerfile/ast.ts';
import { scriptsOfDockerfile } from '../parse/shell/of-dockerfile.ts';
import { parseScript } from '../parse/shell/parse.ts';
import type { SimpleCommand } from '../parse/shell/script.ts';

/** A simple command that the build of an image runs. */
export interface BuildCommand {
  readonly instruction: Instruction;
  readonly command: SimpleCommand;
}

const known = new WeakMap<Dockerfile, readonly BuildCommand[]>();

/** The commands of all RUN lines of a Dockerfile, parsed once. A shell that is not read gives none. */
export function buildCommands(dockerfile: Dockerfile): readonly BuildCommand[] {
  const found = known.get(dockerfile);
  if (found !== undefined) return found;
  const commands = scriptsOfDockerfile(dockerfile).flatMap(({ instruction, run }) =>
    run.state === 'script' && runs(instruction)
      ? parseScript(run.script).commands.map((command) => ({ instruction, command }))
      : [],
  );
  known.set(dockerfile, commands);
  return commands;
}

function runs(instruction: Instruction): boolean {
  return instruction.keyword === 'RUN' || (instruction.keyword === 'ONBUILD' && instruction.trigger.keyword === 'RUN');
}
