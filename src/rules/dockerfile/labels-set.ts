import { isLabelFormat } from '../../model/label-format.ts';
import { defineRule } from '../rule.ts';
import { resolved } from './instructions.ts';
import { isNot, labelsOf } from './label-value.ts';
import { unquoted } from './unquoted.ts';

const asked = { 'container-guard.yaml': 'labels:\n  - org.example.team\n  - org.example.version=version\n' };

export default defineRule({
  id: 'dockerfile/labels-set',
  title: 'A label that the team asks for is missing',
  severity: 'low',
  confidence: 'likely',
  profile: 'default',
  subject: 'stage',
  why: 'Labels tell whom an image belongs to and what it was built from, when it is found running somewhere. The team has said which ones it wants (the setting `labels`). Without the setting this rule asks nothing. Labels that the build adds (`--label`) are not seen here.',
  remedy: 'Add the label (`LABEL org.example.team=web`), with a value of the format that is asked for.',
  references: ['https://docs.docker.com/engine/manage-resources/labels/', 'https://docs.docker.com/reference/dockerfile/#label'],
  equivalents: { hadolint: ['DL3049', 'DL3051', 'DL3052', 'DL3053', 'DL3054', 'DL3055', 'DL3056', 'DL3058'], sonar: ['S7028'] },

  *check({ stage, dockerfile, demands }) {
    if (demands.labels.length === 0) return;
    const labels = stage.chain.flatMap((one) => labelsOf(one).toReversed());
    for (const demand of demands.labels) {
      const [key = '', format = 'text'] = demand.split('=', 2);
      const label = labels.find(({ pair }) => unquoted(pair.name.raw) === key);
      if (label === undefined) {
        yield { at: stage.stage.from.at, key, message: `The image has no label \`${key}\`.` };
        continue;
      }
      const { pair, instruction } = label;
      const value = pair.value === undefined ? '' : resolved(dockerfile, instruction, pair.value);
      const wanted = isLabelFormat(format) ? isNot(value, format) : undefined;
      if (wanted !== undefined) yield { at: pair.value?.at ?? pair.name.at, key, message: `\`${key}\` is to be ${wanted}.` };
    }
  },

  examples: [
    {
      name: 'one is missing',
      bad: '«FROM debian:12-slim»\nLABEL org.example.team=web\n',
      good: 'FROM debian:12-slim\nLABEL org.example.team=web org.example.version=1.4.0\n',
      files: asked,
    },
    {
      name: 'one is empty, one is of another kind',
      bad: 'FROM debian:12-slim\nLABEL org.example.team=«""» org.example.version=«new»\n',
      files: asked,
    },
    {
      name: 'inherited from a stage',
      good: 'FROM debian:12-slim AS base\nLABEL org.example.team=web\nFROM base\nARG VERSION\nLABEL org.example.version=$VERSION\n',
      files: asked,
    },
    { name: 'nothing is asked for', good: 'FROM debian:12-slim\n' },
  ],
});
