import { hasUrlPassword } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';
import { holdsSecret } from './secret-entry.ts';

export default defineRule({
  id: 'container/no-secret-in-label',
  title: 'A secret stands in a label',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'container',
  needs: ['labels'],
  why: 'Labels are the least hidden thing about a container: everybody who may list containers sees them, and so does every monitoring tool.',
  remedy: 'Take the value out and change it; let the tool that reads the label read a Compose secret or a variable from outside.',
  references: ['https://docs.docker.com/engine/manage-resources/labels/', 'CIS Docker Benchmark 1.6.0, 4.10'],
  equivalents: { kics: ['a88baa34-e2ad-44ea-ad6f-8cac87bc7c71'], cis: ['4.10'] },

  *check({ container }) {
    for (const { value: entry, at } of container.labels.items) {
      if (entry.source !== 'literal' && entry.source !== 'fallback') continue;
      if (holdsSecret(entry) || hasUrlPassword(entry.value))
        yield { at, key: entry.name, message: `${called(container)} carries a secret in its label \`${entry.name}\`.` };
    }
  },

  examples: [
    {
      name: 'a password for a plug-in',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    labels:\n      «com.example.backup.password: hunter2»\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    labels:\n      com.example.backup.password-file: /run/secrets/backup\n',
    },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run --label «backup.password=hunter2» example/web:1.4\n' },
  ],
});
