import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/security-options-set',
  title: 'Container sets no security options',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'container',
  why: 'Docker adds its own seccomp and AppArmor profiles where the machine has them, and nothing where it has not: a service that names no options runs unprotected there, and nobody notices. Some teams therefore want every service to say what it runs with.',
  remedy: 'List what the service runs with under `security_opt`, at least `no-new-privileges:true`.',
  references: [
    'https://docs.docker.com/reference/compose-file/services/#security_opt',
    'CIS Docker Benchmark 1.6.0, 5.2 and 5.3',
  ],
  equivalents: { kics: ['610e266e-6c12-4bca-9925-1ed0cd29742b'], cis: ['5.2', '5.3'] },

  *check({ container }) {
    const { items, unknown } = container.securityOptions;
    if (items.length > 0 || unknown.length > 0 || container.passing) return;
    yield { at: container.at, message: `${called(container)} sets no security options.` };
  },

  examples: [
    {
      name: 'none',
      bad: 'services:\n  «web»:\n    image: example/web:1.4\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    security_opt: ["no-new-privileges:true"]\n',
    },
  ],
});
