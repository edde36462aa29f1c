import type { Instruction, Word } from '../../parse/dockerfile/ast.ts';

/** A word in which the builder puts variables in. */
export interface WordOf {
  readonly word: Word;
  /** The variable whose value the word is. */
  readonly own?: string;
  /** The variable that is there for the words behind. */
  readonly defines?: string;
}

/** The words of an instruction in which the builder puts variables in, and the name each defines for the next ones. */
export function expandedWords(instruction: Instruction): readonly WordOf[] {
  const { keyword } = instruction;
  if (keyword === 'COPY' || keyword === 'ADD') return [...instruction.sources, instruction.destination].map((word) => ({ word }));
  if (keyword === 'ENV' || keyword === 'LABEL') {
    // What is added to a variable of the base image is no mistake: `ENV PATH=/opt/bin:$PATH`.
    return instruction.pairs.flatMap(({ name, value }) => (value === undefined ? [] : [{ word: value, own: name.raw }]));
  }
  if (keyword === 'ARG') return instruction.pairs.map(({ name, value }) => ({ word: value ?? name, defines: name.raw }));
  if (keyword === 'WORKDIR' || keyword === 'USER' || keyword === 'STOPSIGNAL') return [{ word: instruction.argument }];
  return keyword === 'EXPOSE' || keyword === 'VOLUME' ? instruction.values.map((word) => ({ word })) : [];
}
