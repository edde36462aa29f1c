import type { SimpleCommand } from '../parse/shell/script.ts';
import { buildCommands } from './build-commands.ts';
import type { StagePosture } from './stage.ts';

/** The first command of a stage, or of one that it is made from, that gives capabilities to a file. */
export function setcapOf({ chain, dockerfile }: StagePosture): SimpleCommand | undefined {
  const own = new Set(chain.flatMap(({ instructions }) => instructions));
  return buildCommands(dockerfile).find(({ instruction, command }) => own.has(instruction) && command.name === 'setcap')?.command;
}
