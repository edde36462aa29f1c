import { defineRule } from '../rule.ts';
import { instructionsOf, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/user-numeric',
  title: 'The user is a name, not a number',
  severity: 'info',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['USER'],
  why: 'Kubernetes’ `runAsNonRoot` refuses an image whose user is a name, because it cannot see which number hides behind it. A number also means the same on a volume that two images share.',
  remedy: 'Create the user with a number and name the number: `useradd --uid 10001 app`, `USER 10001`.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#user',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'CIS Docker Benchmark 1.6.0, 4.1',
  ],
  equivalents: { hadolint: ['DL3066'] },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'USER')) {
      const user = resolved(dockerfile, instruction, instruction.argument).split(':')[0] ?? '';
      if (/^\d*$/.test(user) || user === 'root' || user.includes('$')) continue;
      yield { at: instruction.at, key: user, message: `Which number \`${user}\` has cannot be seen from outside of the image.` };
    }
  },

  examples: [
    {
      name: 'a name',
      bad: 'FROM debian:12-slim\nRUN useradd --uid 10001 app\n«USER app»\n',
      good: 'FROM debian:12-slim\nRUN useradd --uid 10001 app\nUSER 10001:10001\n',
    },
    { name: 'root is 0 everywhere', good: 'FROM debian:12-slim\nUSER root\n' },
    { name: 'a number in a variable', good: 'FROM debian:12-slim\nARG APP_UID=10001\nUSER $APP_UID\n' },
  ],
});
