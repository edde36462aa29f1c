import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';
import { holdsSecret } from './secret-entry.ts';

export default defineRule({
  id: 'container/no-secret-in-build-argument',
  title: 'A secret stands in a build argument',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'container',
  needs: ['buildArguments'],
  why: 'Everybody who can read the repository or pull the image has the secret: build arguments are written into the history of the image and into its provenance.',
  remedy: 'Take the value out and change it; hand it to the build with `build.secrets` and `RUN --mount=type=secret`.',
  references: ['https://docs.docker.com/build/building/secrets/', 'CIS Docker Benchmark 1.6.0, 4.10'],
  equivalents: { kics: ['a88baa34-e2ad-44ea-ad6f-8cac87bc7c71'], cis: ['4.10'] },

  *check({ container }) {
    for (const { value: entry, at } of container.buildArguments.items) {
      if ((entry.source === 'literal' || entry.source === 'fallback') && holdsSecret(entry))
        yield { at, key: entry.name, message: `${called(container)} is built with a secret in the argument \`${entry.name}\`.` };
    }
  },

  examples: [
    {
      name: 'a token for a registry',
      bad: 'services:\n  web:\n    build:\n      context: .\n      args:\n        «NPM_TOKEN: letmein-2024»\n',
      good: 'services:\n  web:\n    build:\n      context: .\n      secrets: [npm]\nsecrets:\n  npm: { environment: NPM_TOKEN }\n',
    },
  ],
});
