import type { Gap } from '../model/finding.ts';
import type { Dockerfile, Instruction } from '../parse/dockerfile/ast.ts';
import { withLastAnswer } from '../parse/last-answer.ts';
import { scriptsOfDockerfile } from '../parse/shell/of-dockerfile.ts';
import { parseScript, substitutionLimit, substitutionsIn } from '../parse/shell/parse.ts';
import { isElsewhere, type ScriptProblem, type SimpleCommand } from '../parse/shell/script.ts';
import { scriptLimits } from '../parse/shell/walk.ts';
import { gapsOfScripts } from './script-gaps.ts';

/** A simple command that a Dockerfile gives to a shell. */
export interface BuildCommand {
  readonly instruction: Instruction;
  readonly command: SimpleCommand;
}

interface Commands {
  readonly all: readonly BuildCommand[];
  readonly ofBuild: readonly BuildCommand[];
  readonly problems: readonly ScriptProblem[];
}

const commandsOf = withLastAnswer((dockerfile: Dockerfile): Commands => {
  const all: BuildCommand[] = [];
  const ofBuild: BuildCommand[] = [];
  const problems: ScriptProblem[] = [];
  let words = 0;
  let substitutions = 0;
  for (const { instruction, run } of scriptsOfDockerfile(dockerfile)) {
    if (run.state === 'left') continue;
    substitutions += substitutionsIn(run.script);
    if (all.length >= scriptLimits.commands || words >= scriptLimits.words || substitutions > substitutionLimit) {
      problems.push({ unread: true, message: 'the file has too many commands or substitutions to be read', at: instruction.at });
      break;
    }
    const parsed = parseScript(run.script);
    const isOfBuild = runs(instruction);
    for (const command of parsed.commands) {
      if (isElsewhere(command)) continue;
      const one = { instruction, command };
      all.push(one);
      if (isOfBuild) ofBuild.push(one);
      words += command.words.length;
    }
    for (const problem of parsed.problems) problems.push(problem);
  }
  return { all, ofBuild, problems };
});

/** The commands of all RUN lines of a Dockerfile, parsed once. A shell that is not read gives none. */
export function buildCommands(dockerfile: Dockerfile): readonly BuildCommand[] {
  return commandsOf(dockerfile).ofBuild;
}

/** The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK, parsed once. A shell that is not read gives none. */
export function imageCommands(dockerfile: Dockerfile): readonly BuildCommand[] {
  return commandsOf(dockerfile).all;
}

/** What could not be read of the scripts in a Dockerfile. */
export function scriptGaps(dockerfile: Dockerfile): readonly Gap[] {
  return gapsOfScripts(dockerfile.file.path, commandsOf(dockerfile).problems);
}

function runs(instruction: Instruction): boolean {
  return instruction.keyword === 'RUN' || (instruction.keyword === 'ONBUILD' && instruction.trigger.keyword === 'RUN');
}
