import { placeIn } from '../../parse/shell/mapping.ts';
import type { Script } from '../../parse/shell/script.ts';
import { isLiteralSecret } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';

const logins = /^(?:docker\/login-action|redhat-actions\/podman-login|azure\/docker-login|azure\/container-registry-login)$/;

export default defineRule({
  id: 'workflow/no-literal-password',
  title: 'The password of a registry stands in a workflow',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'workflow',
  why: 'Whoever can read the repository, now or in its history, can log in to the registry: pull what is private there, and often push an image that everybody then runs.',
  remedy: 'Change the password at the registry, keep it as a secret of the repository and write `${{ secrets.NAME }}` here.',
  references: ['https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets', 'CWE-798'],
  equivalents: {},

  *check({ workflow }) {
    for (const { steps, passwords } of workflow.jobs) {
      for (const { uses, input } of steps) {
        const password = uses !== undefined && logins.test(uses.name) ? input('password') : undefined;
        if (uses !== undefined && password !== undefined && isLiteral(password))
          yield {
            at: whole(password),
            key: uses.name,
            message: `\`${uses.written}\` is given a password that stands here for everybody to read.`,
          };
      }
      for (const password of passwords()) {
        if (isLiteral(password))
          yield {
            at: whole(password),
            key: 'credentials',
            message: 'The password for the registry of this image stands here for everybody to read.',
          };
      }
    }
  },

  examples: [
    {
      name: 'a login',
      bad: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/login-action@v3\n        with:\n          username: shop\n          password: «four-words-in-a-row»\n',
      good: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/login-action@v3\n        with:\n          username: shop\n          password: ${{ secrets.REGISTRY_PASSWORD }}\n',
    },
    {
      name: 'the registry of a job container',
      bad: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    container:\n      image: registry.example.com/ci:1.4\n      credentials:\n        username: shop\n        password: «four-words-in-a-row»\n    steps: []\n',
    },
  ],
});

function isLiteral({ text }: Script): boolean {
  return !text.includes('${{') && isLiteralSecret(text);
}

function whole(script: Script): ReturnType<typeof placeIn> {
  return placeIn(script, 0, script.text.length);
}
