import { textOf } from '../../parse/lines.ts';
import { isTestWord, tokenIn } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';
import { holdsSecret, holdsSecretAround } from './secret-entry.ts';

export default defineRule({
  id: 'container/no-secret-in-environment',
  title: 'A secret stands in the container’s environment',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'container',
  needs: ['environment'],
  why: 'Everybody who can read the repository has the secret, and so has everybody who sees `docker inspect`, a crash report or the environment of a child process. Changing the line later does not take it out of the history.',
  remedy:
    'Take the value out and change it; hand it over as a Compose secret (`secrets:` with a file that is not committed, read through `NAME_FILE`), or at least as `${NAME:?}` from outside.',
  references: [
    'https://docs.docker.com/compose/how-tos/use-secrets/',
    'CIS Docker Benchmark 1.6.0, 4.10',
    'OWASP Docker Security Cheat Sheet, rule 12',
  ],
  equivalents: { kics: ['a88baa34-e2ad-44ea-ad6f-8cac87bc7c71'], composeLint: ['CL-0020'], cis: ['4.10'] },

  *check({ container }) {
    for (const { value: entry, at } of container.environment.items) {
      if (entry.source === 'outside' && holdsSecretAround(entry, textOf(at))) {
        const message = `\`${entry.name}\` holds a secret of which a part stands in the file.`;
        yield { at, key: entry.name, confidence: 'possible', message };
      }
      if (entry.source !== 'literal' || !holdsSecret(entry)) continue;
      if (container.passing !== undefined && isTestWord(entry.value)) continue;
      const token = tokenIn(entry.value);
      const what = token === undefined ? 'a literal value' : token;
      yield {
        at,
        key: entry.name,
        secret: entry.value.trim(),
        confidence: token === undefined ? 'likely' : 'certain',
        message: `\`${entry.name}\` holds ${what}, for everybody to read.`,
      };
    }
  },

  examples: [
    {
      name: 'a literal password',
      bad: 'services:\n  db:\n    image: postgres:17\n    environment:\n      «POSTGRES_PASSWORD: hunter2»\n',
      good: 'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/db\n    secrets: [db]\nsecrets:\n  db: { file: ./db.secret }\n',
    },
    {
      name: 'a list of texts',
      bad: 'services:\n  api:\n    image: example/api:1\n    environment:\n      - «JWT_SECRET=letmein-2024»\n      - «ADMIN_PASSWORD2=letmein-2025»\n',
    },
    {
      name: 'on the command line',
      path: 'run.sh',
      bad: 'docker run -e «DB_PASSWORD=hunter2» example/api:1\n',
      good: 'docker run --env-file /etc/api.env example/api:1\n',
    },
    {
      name: 'a database that is gone with its job',
      path: '.github/workflows/test.yml',
      good: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: docker run -d -e POSTGRES_PASSWORD=postgres postgres:17\n',
    },
    {
      name: 'from outside',
      good: 'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:?set it in the environment}\n',
    },
    {
      name: 'text around a variable',
      bad: 'services:\n  api:\n    image: example/api:1\n    environment:\n      «ADMIN_PASSWORD: "hunter2${SUFFIX}"»\n      API_TOKEN: "Bearer ${API_TOKEN}"\n',
    },
    {
      name: 'services that share a value, told once',
      bad: 'x-env: &env\n  «JWT_SECRET: letmein-2024»\nservices:\n  api:\n    image: example/api:1\n    environment: *env\n  job:\n    image: example/api:1\n    environment: *env\n',
    },
    {
      name: 'the same value in several places, told at the first with the others beside it',
      bad: 'services:\n  db:\n    image: postgres:17\n    environment:\n      «POSTGRES_PASSWORD: hunter2»\n  api:\n    image: example/api:1\n    environment:\n      DB_PASSWORD: hunter2\n',
    },
    {
      name: 'values that say that they open nothing, and a way to log in',
      good: 'services:\n  api:\n    image: example/api:1\n    environment:\n      AWS_SECRET_ACCESS_KEY: FAKE_FOR_THE_TESTS\n      MTP_SECRET: "00000000000000000000000000000000"\n      SLACK_TOKEN: xoxb-xxxxxxxxxxx-xxxxxxxxxxxxxxxx\n      OPENAI_API_KEY: sk-xxx-xxx\n      SECRET_KEY: 00000000-0000-0000-0000-000000000000\n      REGISTRY_AUTH: htpasswd\n      REGISTRY_AUTH_HTPASSWD_REALM: The registry\n      JWT_SECRET_KEY: config/jwt/private.pem\n',
    },
    {
      name: 'a login by its form',
      bad: 'services:\n  graph:\n    image: neo4j:5.26\n    environment:\n      «NEO4J_AUTH: neo4j/hunter2»\n',
    },
    {
      name: 'about a secret, not one',
      good: 'services:\n  api:\n    image: example/api:1\n    environment:\n      TOKEN_TTL: "3600"\n      MAX_TOKENS: "4096"\n      PASSWORD_MIN_LENGTH: "12"\n      SECRET_FORCED_LANGUAGE: en\n      CREDENTIALS_USERNAME: admin\n      GPG_KEY: A035C8C19219BA821ECEA86B64E628F8D684696D\n',
    },
  ],
});
