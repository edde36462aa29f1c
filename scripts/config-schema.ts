import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { severities } from '../src/model/severity.ts';
import type { Definition } from '../src/settings/schema.ts';
import { definitionOf, settingsAt } from '../src/settings/values.ts';

/** Writes schema/container-guard.schema.json, the JSON Schema of the config file, from the settings. */
export function writeConfigSchema(): void {
  const text = { type: 'string', minLength: 1 };
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'container-guard.yaml',
    description: 'The config file of container-guard.',
    type: 'object',
    additionalProperties: false,
    properties: {
      ...Object.fromEntries(
        settingsAt('config').map((name) => [
          name,
          { description: definitionOf(name).description, ...shapeOf(definitionOf(name)) },
        ]),
      ),
      waivers: {
        description: 'Findings that somebody accepts, each with the reason and, best, a last day.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['rule', 'reason'],
          properties: {
            rule: { ...text, description: 'The id of the rule, or image/CVE-… for an advisory.' },
            path: { ...text, description: 'A file, a folder, or a pattern with * and **; everywhere without it.' },
            subject: { ...text, description: 'A service, stage, image, package or advisory; any without it.' },
            reason: { ...text, description: 'Why it is accepted.' },
            owner: { ...text, description: 'Who accepted it.' },
            until: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'The last day on which it counts.' },
          },
        },
      },
      severity: {
        description: 'Severities of the team’s own, by rule.',
        type: 'object',
        additionalProperties: { enum: [...severities] },
      },
    },
  };
  const folder = join(import.meta.dirname, '../schema');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'container-guard.schema.json'), `${JSON.stringify(schema, null, 2)}\n`);
}

function shapeOf(definition: Definition): object {
  switch (definition.kind) {
    case 'choice':
      return { enum: definition.choices, default: definition.default };
    case 'flag':
      return { type: 'boolean', default: definition.default };
    case 'seconds':
      return {
        anyOf: [
          { type: 'integer', minimum: 1 },
          { type: 'string', pattern: '^\\d+[sm]?$' },
        ],
        default: definition.default,
      };
    case 'list':
      return {
        anyOf: [
          { type: 'string', minLength: 1 },
          { type: 'array', items: { type: 'string', minLength: 1 } },
        ],
        default: definition.default,
      };
    case 'text':
      return { type: 'string', minLength: 1, ...(definition.default === undefined ? {} : { default: definition.default }) };
  }
}
