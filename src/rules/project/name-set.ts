import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'project/name-set',
  title: 'A Compose project has no name',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'project',
  why: 'Two checkouts in folders of one name take over each other’s containers, and a renamed folder starts with empty volumes: without `name` a project is called after its folder.',
  remedy: 'Add `name:` at the top of the file.',
  references: ['https://docs.docker.com/compose/how-tos/project-name/'],
  equivalents: { dclint: ['require-project-name-field'] },

  *check({ project }) {
    const { entries } = project.document;
    const services = entries.get('services');
    if (!entries.has('name') && services !== undefined) yield { at: services.keyAt, message: 'The project has no name.' };
  },

  examples: [
    {
      name: 'none',
      bad: '«services»:\n  web:\n    image: example/web:1.4\n',
      good: 'name: shop\nservices:\n  web:\n    image: example/web:1.4\n',
    },
  ],
});
