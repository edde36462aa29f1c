import { textOf } from '../../parse/lines.ts';
import { hasUrlPassword } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'container/no-secret-in-url',
  title: 'A connection string holds a password',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  needs: ['environment'],
  why: 'Everybody who can read the repository has the password, and so has whoever sees `docker inspect` or a log line that prints the URL, as many programs do when a connection fails.',
  remedy:
    'Keep the password out of the URL: hand it over as a Compose secret, or the whole URL as `${NAME:?}` from outside; and change it.',
  references: ['https://docs.docker.com/compose/how-tos/use-secrets/', 'CIS Docker Benchmark 1.6.0, 4.10'],
  equivalents: { kics: ['a88baa34-e2ad-44ea-ad6f-8cac87bc7c71'], composeLint: ['CL-0021'], cis: ['4.10'] },

  *check({ container }) {
    for (const { value: entry, at } of container.environment.items) {
      if (entry.source === 'fallback') continue;
      const found = entry.source === 'outside' ? hasUrlPasswordBesideVariables(textOf(at)) : hasUrlPassword(entry.value);
      if (!found) continue;
      const what = textOf(at).includes('://') ? 'URL' : 'connection string';
      yield { at, key: entry.name, message: `\`${entry.name}\` is a ${what} with a password, for everybody to read.` };
    }
  },

  examples: [
    {
      name: 'a database URL',
      bad: 'services:\n  api:\n    image: example/api:1\n    environment:\n      «DATABASE_URL: postgres://app:hunter2@db/app»\n',
      good: 'services:\n  api:\n    image: example/api:1\n    environment:\n      DATABASE_URL: ${DATABASE_URL:?}\n',
    },
    {
      name: 'fields, as .NET and JDBC have them',
      bad: 'services:\n  api:\n    image: example/api:1\n    environment:\n      «ConnectionStrings__Main: "Server=db;User Id=app;Password=hunter2"»\n      «JDBC_URL: jdbc:postgresql://db/app?user=app&password=hunter2»\n      READ_ONLY: "Server=db;User Id=app;Password=${DB_PASSWORD:?}"\n',
    },
    {
      name: 'a variable for the user alone',
      bad: 'services:\n  api:\n    image: example/api:1\n    environment:\n      «DATABASE_URL: "postgres://${DB_USER:?}:hunter2@db/app"»\n',
      good: 'services:\n  api:\n    image: example/api:1\n    environment:\n      DATABASE_URL: "postgres://${DB_USER:?}:${DB_PASSWORD:?}@db/app"\n',
    },
    {
      name: 'a default password, and a host from outside',
      bad: 'services:\n  api:\n    image: example/api:1\n    environment:\n      «DATABASE_URL: "postgres://app:${DB_PASSWORD:-hunter2}@${DB_HOST}/app"»\n',
    },
    {
      name: 'services that share a value, told once',
      bad: 'x-env: &env\n  «DATABASE_URL: postgres://app:hunter2@db/app»\nservices:\n  api:\n    image: example/api:1\n    environment: *env\n  job:\n    image: example/api:1\n    environment: *env\n',
    },
    {
      name: 'a default in the file is for another rule',
      good: 'services:\n  api:\n    image: example/api:1\n    environment:\n      AMQP_URL: ${AMQP_URL:-amqp://app:hunter2@mq/}\n',
    },
    {
      name: 'a URL without a password',
      good: 'services:\n  api:\n    image: example/api:1\n    environment:\n      REDIS_URL: redis://cache:6379/0\n',
    },
  ],
});

/** The same for a text as it is written, with its defaults: a password with a variable in it is none that could be read here. */
function hasUrlPasswordBesideVariables(written: string): boolean {
  const variable = /\$\$|\$\{\w+:?-(?<fallback>[^{}]*)\}|\$\{[^{}]*\}|\$\([^()]*\)|\$\w+/g;
  const mask = (text: string): string =>
    text.replaceAll(variable, (found, fallback: string | undefined) => fallback || (found === '$$' ? '.' : '\u0000'));
  const masked = mask(mask(written)).replaceAll(/:\/\/[^:@/]*\u0000[^:@/]*:/g, '://user:');
  return hasUrlPassword(masked.replaceAll('\u0000', '${}'));
}
