import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'project/no-version-field',
  title: 'A Compose file names a version of its format',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'project',
  why: 'Every command prints a warning about it, and readers take the file for an old one: Compose no longer looks at `version`.',
  remedy: 'Remove the line.',
  references: ['https://docs.docker.com/reference/compose-file/version-and-name/'],
  equivalents: { dclint: ['no-version-field'] },

  *check({ project }) {
    const version = project.document.entries.get('version');
    if (version !== undefined) yield { at: version.keyAt, message: 'The field `version` means nothing any more.' };
  },

  examples: [
    {
      name: 'a version',
      bad: '«version»: "3.8"\nservices:\n  web:\n    image: example/web:1.4\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n',
    },
  ],
});
