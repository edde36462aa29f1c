import { hasUrlPassword } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'container/no-url-fallback',
  title: 'A URL with a password is the default value of a variable',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'container',
  needs: ['environment'],
  why: 'With `${DATABASE_URL:-postgres://app:something@db/}` the container starts without complaint where nobody set the variable, with a password that stands in the repository.',
  remedy: 'Write `${NAME:?}` so that Compose refuses to start without a value, or use a Compose secret.',
  references: ['https://docs.docker.com/reference/compose-file/interpolation/', 'CIS Docker Benchmark 1.6.0, 4.10'],
  equivalents: { composeLint: ['CL-0021'], cis: ['4.10'] },

  *check({ container }) {
    for (const { value: entry, at } of container.environment.items) {
      if (entry.source !== 'fallback' || !hasUrlPassword(entry.value)) continue;
      yield { at, key: entry.name, message: `\`${entry.name}\` falls back to a URL with a password that stands in the file.` };
    }
  },

  examples: [
    {
      name: 'a URL with a password as default',
      bad: 'services:\n  api:\n    image: example/api:1\n    environment:\n      «AMQP_URL: ${AMQP_URL:-amqp://app:hunter2@mq/}»\n',
      good: 'services:\n  api:\n    image: example/api:1\n    environment:\n      AMQP_URL: ${AMQP_URL:?}\n',
    },
    {
      name: 'a URL without one',
      good: 'services:\n  api:\n    image: example/api:1\n    environment:\n      AMQP_URL: ${AMQP_URL:-amqp://mq/}\n',
    },
  ],
});
