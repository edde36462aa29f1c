import type { LabelFormat } from '../../model/label-format.ts';
import type { InstructionOf, Pair, Stage } from '../../parse/dockerfile/ast.ts';

const patterns: Readonly<Record<LabelFormat, RegExp>> = {
  text: /\S/,
  url: /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\S*$/i,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  // RFC 3339, section 5.6
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/,
  // Semantic Versioning 2.0.0
  version: /^v?(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[\w.-]+)?(?:\+[\w.-]+)?$/,
  commit: /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/i,
  // An SPDX expression
  licence: /^\(*[A-Za-z0-9.-]+\+?\)*(?:\s+(?:AND|OR|WITH)\s+\(*[A-Za-z0-9.-]+\+?\)*)*$/,
};

const words: Readonly<Record<LabelFormat, string>> = {
  text: 'a text',
  url: 'a URL',
  email: 'an e-mail address',
  date: 'a date and time as RFC 3339 has it',
  version: 'a semantic version',
  commit: 'the hash of a commit',
  licence: 'an SPDX expression',
};

/** What a value is not that it should be, in words; undefined where it is. A value with variables is taken to be right. */
export function isNot(value: string, format: LabelFormat): string | undefined {
  return value.includes('$') || patterns[format].test(value.trim()) ? undefined : words[format];
}

/** The formats that the OCI image specification gives the values of its annotations. */
export const ociFormats: ReadonlyMap<string, LabelFormat> = new Map([
  ['org.opencontainers.image.created', 'date'],
  ['org.opencontainers.image.url', 'url'],
  ['org.opencontainers.image.documentation', 'url'],
  ['org.opencontainers.image.source', 'url'],
  ['org.opencontainers.image.licenses', 'licence'],
]);

/** The labels of a stage as it sets them, with the instruction of each. */
export function labelsOf({
  instructions,
}: Stage): readonly { readonly instruction: InstructionOf<'LABEL'>; readonly pair: Pair }[] {
  return instructions.flatMap((instruction) =>
    instruction.keyword === 'LABEL' ? instruction.pairs.map((pair) => ({ instruction, pair })) : [],
  );
}
