import type { CommandForm, Instruction, Word } from '../../../src/parse/dockerfile/ast.ts';

/** The arguments of an instruction as BuildKit's syntax tree has them. */
export function buildKitArguments(instruction: Instruction): readonly string[] {
  switch (instruction.keyword) {
    case 'FROM':
      return instruction.alias ? [instruction.image.raw, 'AS', instruction.alias.raw] : [instruction.image.raw];
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      return formArguments(instruction);
    case 'ENV':
    case 'LABEL':
      return instruction.pairs.flatMap(({ name, value }) => [name.raw, value?.raw ?? '']);
    case 'ARG':
      return instruction.pairs.map(({ name, value }) => (value ? `${name.raw}=${value.raw}` : name.raw));
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      return [instruction.argument.raw];
    case 'EXPOSE':
    case 'VOLUME':
      return raws(instruction.values);
    case 'COPY':
    case 'ADD':
      return [
        ...raws(inOrder([...instruction.sources, ...instruction.heredocs.map(({ marker }) => marker)])),
        instruction.destination.raw,
      ];
    case 'HEALTHCHECK':
      return instruction.none ? ['NONE'] : ['CMD', ...(instruction.test ? formArguments(instruction.test) : [])];
    case 'ONBUILD':
    default:
      return [];
  }
}

/** The flags as BuildKit's syntax tree has them. */
export function buildKitFlags({ flags }: Instruction): readonly string[] {
  return flags.map(({ name, value }) => (value ? `--${name}=${value.raw}` : `--${name}`));
}

export function isExec(instruction: Instruction): boolean {
  return ('form' in instruction && instruction.form === 'exec') || ('test' in instruction && instruction.test?.form === 'exec');
}

function formArguments(form: CommandForm): readonly string[] {
  if (form.form === 'exec') return raws(form.exec);
  return form.command.raw === '' ? [] : [form.command.raw];
}

function raws(words: readonly Word[]): readonly string[] {
  return words.map(({ raw }) => raw);
}

function inOrder(words: readonly Word[]): readonly Word[] {
  return words.toSorted((a, b) => a.at.span.start - b.at.span.start);
}
