import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';
import { commandSecrets } from './command-secret.ts';

export default defineRule({
  id: 'container/no-secret-in-command',
  title: 'A secret stands in the command of a container',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'container',
  needs: ['command', 'entrypoint', 'healthTest'],
  why: 'Every user of the machine reads the secret in the process list, and everybody with the repository or with `docker inspect` does, too.',
  remedy: 'Take the value out and change it; let the program read it from a Compose secret or from its configuration file.',
  references: ['https://docs.docker.com/compose/how-tos/use-secrets/', 'CIS Docker Benchmark 1.6.0, 4.10'],
  equivalents: { kics: ['a88baa34-e2ad-44ea-ad6f-8cac87bc7c71'], composeLint: ['CL-0020'], cis: ['4.10'] },

  *check({ container }) {
    for (const { at, what, name, replaceable } of commandSecrets(container)) {
      if (replaceable) continue;
      yield { at, key: `${what} ${name}`, message: `${called(container)} holds a secret in its ${what}, in ${name}.` };
    }
  },

  examples: [
    {
      name: 'an option for a password',
      bad: 'services:\n  cache:\n    image: redis:7.4\n    command: «redis-server --requirepass hunter2»\n',
      good: 'services:\n  cache:\n    image: redis:7.4\n    command: redis-server /run/secrets/redis.conf\n    secrets: [redis.conf]\nsecrets:\n  redis.conf: { file: ./redis.conf }\n',
    },
    {
      name: 'in a list, and in the health check',
      bad: 'services:\n  api:\n    image: example/api:1\n    command: [serve, «--admin-password=hunter2»]\n    healthcheck:\n      test: «mysqladmin ping -uroot -phunter2»\n',
    },
    {
      name: 'on the command line',
      path: 'run.sh',
      bad: 'docker run example/api:1 serve «--db-url=postgres://app:hunter2@db/app»\n',
    },
    {
      name: 'from outside',
      good: 'services:\n  cache:\n    image: redis:7.4\n    command: redis-server --requirepass ${REDIS_PASSWORD:?}\n    healthcheck:\n      test: [CMD, redis-cli, --pass, "${REDIS_PASSWORD}", ping]\n',
    },
    {
      name: 'a default beside a literal, and a default that another rule tells',
      bad: 'services:\n  cache:\n    image: redis:7.4\n    command: «redis-server --masterauth hunter2 --requirepass ${REDIS_PASSWORD:-hunter2}»\n  other:\n    image: redis:7.4\n    command: redis-server --requirepass ${REDIS_PASSWORD:-hunter2}\n',
    },
    {
      name: 'about a secret, not one',
      good: 'services:\n  api:\n    image: example/api:1\n    command: serve --password-file /run/secrets/x --token-ttl 3600 -p 8080\n',
    },
    {
      name: 'a program that makes one',
      good: 'services:\n  api:\n    image: example/api:1\n    entrypoint:\n      - sh\n      - -c\n      - |\n        eval "$$(node -e \'console.log("export JWT_SECRET="+made())\')" && exec serve\n',
    },
  ],
});
