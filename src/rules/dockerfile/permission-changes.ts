import type { Place } from '../../model/place.ts';
import type { Dockerfile } from '../../parse/dockerfile/ast.ts';
import { withLastAnswer } from '../../parse/last-answer.ts';
import { buildCommands } from '../../posture/build-commands.ts';
import { commandLine, said } from './command-line.ts';
import { flagValue, instructionsOf } from './instructions.ts';
import { permissionBits, type PermissionBits } from './permission-bits.ts';

/** A place that sets permissions: a `chmod`, `install -m` or `mkdir -m` in a RUN, or the `--chmod` of a COPY or ADD. */
export interface PermissionChange {
  readonly at: Place;
  readonly mode: string;
  readonly bits: PermissionBits;
  readonly files: readonly string[];
}

const valued = new Set(['m', 'mode', 'o', 'owner', 'g', 'group', 't', 'target-directory']);

/** Every place of a Dockerfile that sets permissions, with modes that can be read. */
export const permissionChanges = withLastAnswer((dockerfile: Dockerfile): readonly PermissionChange[] => [
  ...changesIn(dockerfile),
]);

function* changesIn(dockerfile: Dockerfile): Iterable<PermissionChange> {
  for (const instruction of instructionsOf(dockerfile, 'COPY', 'ADD')) {
    const mode = flagValue(dockerfile, instruction, 'chmod');
    const at = instruction.flags.find(({ name }) => name === 'chmod')?.at;
    const bits = mode === undefined ? undefined : permissionBits(mode);
    if (mode !== undefined && at !== undefined && bits !== undefined)
      yield { at, mode, bits, files: [instruction.destination.raw] };
  }
  for (const { command } of buildCommands(dockerfile)) {
    if (command.name !== 'chmod' && command.name !== 'install' && command.name !== 'mkdir') continue;
    const words = command.words.slice(1);
    if (command.name === 'chmod') {
      // `-x` and `-w` are modes, no options.
      const index = words.findIndex((word) => !/^--?[a-zA-Z-]+$/.test(said(word)) || /^-[rwxst]+$/.test(said(word)));
      const mode = words[index];
      const bits = mode === undefined ? undefined : permissionBits(said(mode));
      if (mode !== undefined && bits !== undefined)
        yield {
          at: command.at,
          mode: said(mode),
          bits,
          files: words
            .slice(index + 1)
            .map(said)
            .filter((word) => !word.startsWith('-')),
        };
    } else {
      const line = commandLine(words, { valued });
      const mode = line.options.find(({ name }) => name === 'm' || name === 'mode')?.value;
      const bits = mode === undefined ? undefined : permissionBits(mode);
      if (mode !== undefined && bits !== undefined) yield { at: command.at, mode, bits, files: line.operands.map(said) };
    }
  }
}
