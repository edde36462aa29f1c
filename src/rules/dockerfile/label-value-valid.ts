import { defineRule } from '../rule.ts';
import { resolved } from './instructions.ts';
import { isNot, labelsOf, ociFormats } from './label-value.ts';
import { unquoted } from './unquoted.ts';

export default defineRule({
  id: 'dockerfile/label-value-valid',
  title: 'A label has a value of another kind than its name says',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'stage',
  needs: ['LABEL'],
  why: 'Registries, scanners and update bots read the labels that the OCI image specification defines: from `source` they find the repository, from `created` the age, from `licenses` the licence. A value of another kind is passed over without a word.',
  remedy: 'Write the value as the specification has it.',
  references: ['https://github.com/opencontainers/image-spec/blob/main/annotations.md'],
  equivalents: { hadolint: ['DL3051', 'DL3052', 'DL3053', 'DL3054'] },

  *check({ stage, dockerfile, demands }) {
    // What the team demands is told by a rule of its own.
    const demanded = new Set(demands.labels.map((demand) => demand.split('=')[0]));
    for (const { pair, instruction } of stage.chain.flatMap(labelsOf)) {
      const key = unquoted(pair.name.raw);
      const format = demanded.has(key) ? undefined : ociFormats.get(key);
      const text = pair.value === undefined ? '' : resolved(dockerfile, instruction, pair.value);
      const wanted = format === undefined ? undefined : isNot(text, format);
      if (wanted !== undefined) yield { at: pair.value?.at ?? pair.name.at, key, message: `\`${key}\` is to be ${wanted}.` };
    }
  },

  examples: [
    {
      name: 'a name where an address belongs',
      bad: 'FROM debian:12-slim\nLABEL org.opencontainers.image.source=«acme/app»\n',
      good: 'FROM debian:12-slim\nLABEL org.opencontainers.image.source=https://github.com/acme/app\n',
    },
    {
      name: 'a day without a time, and a licence in words',
      bad: 'FROM debian:12-slim\nLABEL org.opencontainers.image.created=«2026-01-31» org.opencontainers.image.licenses=«"MIT License"»\n',
      good: 'FROM debian:12-slim\nLABEL org.opencontainers.image.created=2026-01-31T08:00:00Z org.opencontainers.image.licenses="MIT OR Apache-2.0"\n',
    },
    { name: 'from outside', good: 'FROM debian:12-slim\nARG CREATED\nLABEL org.opencontainers.image.created=$CREATED\n' },
  ],
});
