import { isSecretPair } from '../../parse/secret/pair.ts';
import { isSecretName } from '../../parse/secret/name.ts';
import { hasUrlPassword, tokenIn } from '../../parse/secret/value.ts';
import { placeIn } from '../../parse/shell/mapping.ts';
import { defineRule } from '../rule.ts';

const builders = /^(?:docker\/build-push-action|redhat-actions\/buildah-build)$/;

export default defineRule({
  id: 'workflow/no-secret-build-argument',
  title: 'A workflow hands a secret to a build as an argument',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'workflow',
  why: 'Everybody who can pull the image reads the secret with `docker history`, and a public repository publishes it with the provenance: build arguments are written into both, wherever the value came from.',
  remedy: 'Hand it over with the input `secrets` (or `secret-envs`) and read it with `RUN --mount=type=secret`.',
  references: [
    'https://docs.docker.com/build/ci/github-actions/secrets/',
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'CIS Docker Benchmark 1.6.0, 4.10',
  ],
  equivalents: { cis: ['4.10'] },

  *check({ workflow }) {
    for (const { uses, input } of workflow.jobs.flatMap(({ steps }) => steps)) {
      if (uses === undefined || !builders.test(uses.name)) continue;
      const script = input('build-args');
      for (const { index, 0: line } of script?.text.matchAll(/\S[^\n]*/g) ?? []) {
        const [name = '', value] = line.split(/=([\s\S]*)/, 2);
        if (script === undefined || value === undefined || !isSecret(name.trim(), value)) continue;
        yield {
          at: placeIn(script, index, index + line.trimEnd().length),
          key: name.trim(),
          message: `The build is given the secret \`${name.trim()}\` as an argument, which stays in the image.`,
        };
      }
    }
  },

  examples: [
    {
      name: 'a secret of the repository',
      bad: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            NODE_VERSION=22\n            «NPM_TOKEN=${{ secrets.NPM_TOKEN }}»\n',
      good: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: NODE_VERSION=22\n          secrets: npm=${{ secrets.NPM_TOKEN }}\n',
    },
    {
      name: 'the token of the run, and a literal',
      bad: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            «FEED=${{ github.token }}»\n            «DB_PASSWORD=four-words-in-a-row»\n',
    },
    {
      name: 'by its value, and among spaces',
      bad: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            «FEED=https://app:hunter2@example.com/feed»\n            «LOGIN=ghp_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8»\n            «CACHE=${{ secrets.CACHE_TOKEN }}»\n            «NPM_TOKEN = ${{ secrets.ONE }}»   \n            «KEY=${{github.token}}»\n            NPM_TOKEN\n            REVISION=${{ github.sha }}\n      - uses: example/other-action@v1\n        with:\n          build-args: NPM_TOKEN=${{ secrets.NPM_TOKEN }}\n      - run: make\n      - uses: docker/build-push-action@v6\n',
    },
    {
      name: 'what is kept as a secret and is none',
      good: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            NEXT_PUBLIC_API_KEY=${{ secrets.NEXT_PUBLIC_API_KEY }}\n            REVISION=${{ github.sha }}\n            API_URL=${{ secrets.API_URL }}\n',
    },
  ],
});

function isSecret(name: string, value: string): boolean {
  if (tokenIn(value) !== undefined || hasUrlPassword(value)) return true;
  if (/\$\{\{\s*github\.token\s*\}\}/.test(value)) return true;
  const stored = /\bsecrets\.(\w+)/.exec(value)?.[1];
  if (stored !== undefined) return !/PUBLIC/i.test(name) && (isSecretName(name) || isSecretName(stored));
  return !value.includes('${{') && isSecretPair(name, value);
}
