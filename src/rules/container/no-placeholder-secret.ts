import { isPlaceholderSecret } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';
import { isNamedSecret } from './secret-entry.ts';

export default defineRule({
  id: 'container/no-placeholder-secret',
  title: 'A placeholder stands in place of a secret',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'container',
  needs: ['environment'],
  why: 'Where nobody replaces it, the container starts with a secret that everybody can read in the repository, and nothing complains.',
  remedy: 'Write `${NAME:?}`, so that Compose refuses to start without a value, or use a Compose secret.',
  references: ['https://docs.docker.com/reference/compose-file/interpolation/', 'CIS Docker Benchmark 1.6.0, 4.10'],
  equivalents: { composeLint: ['CL-0020'], cis: ['4.10'] },

  *check({ container }) {
    for (const { value: entry, at } of container.environment.items) {
      if (entry.source !== 'literal' && entry.source !== 'fallback') continue;
      if (!isNamedSecret(entry) || !isPlaceholderSecret(entry.value)) continue;
      yield {
        at,
        key: entry.name,
        message: `\`${entry.name}\` holds a placeholder: unless somebody replaces it, everybody knows the secret.`,
      };
    }
  },

  examples: [
    {
      name: 'a value to be replaced',
      bad: 'services:\n  api:\n    image: example/api:1\n    environment:\n      «API_TOKEN: your-token-here»\n      «DB_PASSWORD: <password>»\n',
      good: 'services:\n  api:\n    image: example/api:1\n    environment:\n      API_TOKEN: ${API_TOKEN:?}\n      DB_PASSWORD: ${DB_PASSWORD:?}\n',
    },
  ],
});
