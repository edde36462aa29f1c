import type { OptionValue } from '../../parse/command/docker.ts';
import { isSecretName } from '../../parse/secret/name.ts';
import { hasUrlPassword, isLiteralSecret, tokenIn } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';
import { staticText } from './option-value.ts';

export default defineRule({
  id: 'command/no-secret-build-argument',
  title: 'A build command is given a secret as an argument',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'command',
  why: 'Everybody who can pull the image reads the secret with `docker history`: build arguments are written into the history of the image and into its provenance, wherever the value came from.',
  remedy: 'Hand it over with `--secret id=NAME,env=NAME` and read it with `RUN --mount=type=secret,id=NAME`.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'CIS Docker Benchmark 1.6.0, 4.10',
  ],
  equivalents: { cis: ['4.10'] },

  *check({ docker }) {
    if (docker?.verb !== 'build') return;
    for (const { name, value, at } of docker.options) {
      if (name !== 'build-arg' || value === undefined) continue;
      const secret = secretIn(value);
      if (secret !== undefined)
        yield {
          at,
          ...secret,
          message: `The build is given the secret \`${secret.key}\` as an argument, which stays in the image.`,
        };
    }
  },

  examples: [
    {
      name: 'a literal',
      bad: 'docker build «--build-arg NPM_TOKEN=four-words-in-a-row» -t example/web:1.4 .\n',
      good: 'docker build --secret id=npm,env=NPM_TOKEN -t example/web:1.4 .\n',
    },
    {
      name: 'a variable, and one that is passed on',
      bad: 'docker build «--build-arg DB_PASSWORD="$PW"» «--build-arg NPM_TOKEN» .\n',
    },
    {
      name: 'a secret of the pipeline under another name',
      path: '.github/workflows/ci.yml',
      bad: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker build «--build-arg FEED=${{ secrets.FEED_TOKEN }}» .\n',
    },
    {
      name: 'by its value',
      bad: 'docker build «--build-arg FEED=https://app:hunter2@example.com/feed» «--build-arg LOGIN=ghp_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8» .\n',
    },
    {
      name: 'a value of several lines',
      bad: 'docker build «--build-arg "NPM_TOKEN=four-words\nin-a-row"» .\n',
    },
    { name: 'a version', good: 'docker build --build-arg NODE_VERSION=22 --build-arg "NPM_TOKEN=" .\n' },
    {
      name: 'no argument of a build',
      good: 'docker run --env NPM_TOKEN=$NPM_TOKEN example/web:1.4\ndocker build --build-arg\ndocker build --build-arg "$NAME=$VALUE" --label NPM_TOKEN=$NPM_TOKEN .\ndocker ps\nls --build-arg NPM_TOKEN\n',
    },
  ],
});

function secretIn(value: OptionValue): { readonly key: string; readonly confidence?: 'certain' } | undefined {
  const [name = '', text] = staticText(value).split(/=([\s\S]*)/, 2);
  if (!/^\w+$/.test(name)) return undefined;
  if (text !== undefined && (tokenIn(text) !== undefined || hasUrlPassword(text))) return { key: name, confidence: 'certain' };
  const stored = /\bsecrets\.(\w+)/.exec(value.raw)?.[1];
  if (stored !== undefined) return isSecretName(name) || isSecretName(stored) ? { key: name } : undefined;
  if (!isSecretName(name)) return undefined;
  if (text === undefined || text.includes('$')) return { key: name };
  return isLiteralSecret(text) ? { key: name, confidence: 'certain' } : undefined;
}
