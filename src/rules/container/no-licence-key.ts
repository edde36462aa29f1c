import { isLiteralSecret } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';
import { isLicenceKey } from './secret-entry.ts';

export default defineRule({
  id: 'container/no-licence-key',
  title: 'A licence key stands in the file',
  severity: 'low',
  confidence: 'likely',
  profile: 'default',
  subject: 'container',
  needs: ['environment'],
  why: 'A licence key opens no door, but whoever copies it uses what was paid for, and the seller may take it back.',
  remedy: 'Hand the key over as `${NAME:?}` from outside, or as a Compose secret.',
  references: ['https://docs.docker.com/compose/how-tos/use-secrets/', 'CIS Docker Benchmark 1.6.0, 4.10'],
  equivalents: { cis: ['4.10'] },

  *check({ container }) {
    for (const { value: entry, at } of container.environment.items) {
      if (entry.source !== 'literal' || !isLicenceKey(entry) || !isLiteralSecret(entry.value)) continue;
      yield { at, key: entry.name, message: `${called(container)} gets a licence key in \`${entry.name}\`.` };
    }
  },

  examples: [
    {
      name: 'a literal key',
      bad: 'services:\n  geo:\n    image: example/geo:5\n    environment:\n      «GEOIP_LICENSE_KEY: 7f3aKx02»\n',
      good: 'services:\n  geo:\n    image: example/geo:5\n    environment:\n      GEOIP_LICENSE_KEY: ${GEOIP_LICENSE_KEY:?}\n',
    },
  ],
});
