import { hasUrlPassword } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';
import { commandSecrets } from './command-secret.ts';
import { holdsSecret } from './secret-entry.ts';

export default defineRule({
  id: 'container/no-secret-fallback',
  title: 'A secret has a default value in the file',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'container',
  needs: ['environment', 'command', 'entrypoint', 'healthTest'],
  why: 'With `${PASSWORD:-something}` the container starts without complaint where nobody set the variable, with a password that stands in the repository.',
  remedy: 'Write `${NAME:?}` so that Compose refuses to start without a value, or use a Compose secret.',
  references: ['https://docs.docker.com/reference/compose-file/interpolation/', 'CIS Docker Benchmark 1.6.0, 4.10'],
  equivalents: { composeLint: ['CL-0020'], cis: ['4.10'] },

  *check({ container }) {
    for (const { value: entry, at } of container.environment.items) {
      if (entry.source !== 'fallback' || hasUrlPassword(entry.value) || !holdsSecret(entry)) continue;
      yield { at, key: entry.name, message: `\`${entry.name}\` falls back to a value that stands in the file.` };
    }
    for (const { at, what, name, replaceable } of commandSecrets(container)) {
      if (!replaceable) continue;
      yield { at, key: `${what} ${name}`, message: `${called(container)} falls back to a secret in its ${what}, in ${name}.` };
    }
  },

  examples: [
    {
      name: 'a default password',
      bad: 'services:\n  db:\n    image: postgres:17\n    environment:\n      «POSTGRES_PASSWORD: ${DB_PASSWORD:-postgres}»\n',
      good: 'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:?}\n',
    },
    {
      name: 'in the command and in the health check',
      bad: 'services:\n  cache:\n    image: redis:7.4\n    command: [redis-server, «--requirepass», "${REDIS_PASSWORD:-hunter2}"]\n    healthcheck:\n      test: «redis-cli --pass ${REDIS_PASSWORD:-hunter2} ping»\n',
      good: 'services:\n  cache:\n    image: redis:7.4\n    command: [redis-server, --requirepass, "${REDIS_PASSWORD:?}"]\n    healthcheck:\n      test: redis-cli --pass ${REDIS_PASSWORD:?} ping\n',
    },
    {
      name: 'an empty default',
      good: 'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:-}\n',
    },
  ],
});
