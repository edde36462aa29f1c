import { itemsOf, valueAt } from '../../parse/compose/fields.ts';
import type { MapValue } from '../../parse/compose/project.ts';
import { asText } from '../../parse/compose/scalar.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'project/secrets-used',
  title: 'A secret is declared and given to nobody',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'project',
  why: 'Either the service that needs it runs without it, or the secret is a leftover that somebody still keeps and rotates.',
  remedy: 'List it under `secrets` of the service that reads it, or remove it.',
  references: ['https://docs.docker.com/compose/how-tos/use-secrets/'],
  equivalents: {},

  *check({ project }) {
    const declared = valueAt(project.document, 'secrets');
    if (declared?.kind !== 'map') return;
    const used = new Set(project.services.flatMap(({ settings }) => secretsOf(settings)));
    for (const { key, keyAt } of declared.entries.values()) {
      if (!used.has(key)) yield { at: keyAt, key, message: `The secret \`${key}\` is given to no service and no build.` };
    }
  },

  examples: [
    {
      name: 'a leftover',
      bad: 'services:\n  db:\n    image: postgres:17\n    secrets: [db]\nsecrets:\n  db: { file: ./db.secret }\n  «old»: { file: ./old.secret }\n',
      good: 'services:\n  db:\n    image: postgres:17\n    secrets: [db]\n  web:\n    build:\n      context: .\n      secrets: [{ source: npm }]\nsecrets:\n  db: { file: ./db.secret }\n  npm: { environment: NPM_TOKEN }\n',
    },
  ],
});

/** The secrets that a service or its build is given. */
function secretsOf(service: MapValue): readonly string[] {
  const given = [valueAt(service, 'secrets'), valueAt(service, 'build', 'secrets')].flatMap(itemsOf);
  return given.flatMap((item) => asText(item.kind === 'map' ? valueAt(item, 'source') : item) ?? []);
}
