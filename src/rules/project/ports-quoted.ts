import { itemsOf, valueAt } from '../../parse/compose/fields.ts';
import { textOf } from '../../parse/lines.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'project/ports-quoted',
  title: 'A port is written without quotes',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'project',
  why: 'Older YAML readers take `22:22` for a number to the base of 60, and publish port 1342. Compose does so no longer; other tools that read the file may.',
  remedy: 'Put the port in quotes.',
  references: ['https://docs.docker.com/reference/compose-file/services/#ports'],
  equivalents: { dclint: ['require-quotes-in-ports'] },
  fixable: true,

  *check({ project }) {
    for (const service of project.services) {
      for (const key of ['ports', 'expose']) {
        for (const item of itemsOf(valueAt(service.settings, key))) {
          const written = textOf(item.at);
          if (item.kind !== 'scalar' || item.quoted || !/^[\w$][^\s'"]*$/.test(written)) continue;
          yield {
            at: item.at,
            key: `${key} ${written}`,
            subject: { service: service.name },
            message: `Service \`${service.name}\` writes the port ${written} without quotes.`,
            fix: { title: 'Put it in quotes', safety: 'safe', edits: [{ ...item.at, text: `"${written}"` }] },
          };
        }
      }
    }
  },

  examples: [
    {
      name: 'published and exposed',
      bad: 'services:\n  ssh:\n    image: example/ssh:9\n    ports:\n      - «2222:22»\n    expose:\n      - «22»\n',
      good: 'services:\n  ssh:\n    image: example/ssh:9\n    ports:\n      - "2222:22"\n    expose:\n      - "22"\n',
    },
    {
      name: 'in single quotes, and in parts',
      good: "services:\n  ssh:\n    image: example/ssh:9\n    ports:\n      - '2222:22'\n      - target: 80\n        published: 8080\n",
    },
  ],
});
