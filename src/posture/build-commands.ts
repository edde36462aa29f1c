import type { Dockerfile, Instruction } from '../parse/dockerfile/ast.ts';
import { withLastAnswer } from '../parse/last-answer.ts';
import { scriptsOfDockerfile } from '../parse/shell/of-dockerfile.ts';
import { parseScript } from '../parse/shell/parse.ts';
import type { SimpleCommand } from '../parse/shell/script.ts';

/** A simple command that a Dockerfile gives to a shell. */
export interface BuildCommand {
  readonly instruction: Instruction;
  readonly command: SimpleCommand;
}

interface Commands {
  readonly all: readonly BuildCommand[];
  readonly ofBuild: readonly BuildCommand[];
}

const commandsOf = withLastAnswer((dockerfile: Dockerfile): Commands => {
  const all = scriptsOfDockerfile(dockerfile).flatMap(({ instruction, run }) =>
    run.state === 'script' ? parseScript(run.script).commands.map((command) => ({ instruction, command })) : [],
  );
  return { all, ofBuild: all.filter(({ instruction }) => runs(instruction)) };
});

/** The commands of all RUN lines of a Dockerfile, parsed once. A shell that is not read gives none. */
export function buildCommands(dockerfile: Dockerfile): readonly BuildCommand[] {
  return commandsOf(dockerfile).ofBuild;
}

/** The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK, parsed once. A shell that is not read gives none. */
export function imageCommands(dockerfile: Dockerfile): readonly BuildCommand[] {
  return commandsOf(dockerfile).all;
}

function runs(instruction: Instruction): boolean {
  return instruction.keyword === 'RUN' || (instruction.keyword === 'ONBUILD' && instruction.trigger.keyword === 'RUN');
}
