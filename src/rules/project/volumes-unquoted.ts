import { itemsOf, valueAt } from '../../parse/compose/fields.ts';
import { textOf } from '../../parse/lines.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'project/volumes-unquoted',
  title: 'A volume is written in quotes that it does not need',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'project',
  why: 'Quotes make no difference here. Written in one way, volumes are easier to compare and to search for.',
  remedy: 'Remove the quotes.',
  references: ['https://docs.docker.com/reference/compose-file/services/#volumes'],
  equivalents: { dclint: ['no-quotes-in-volumes'] },
  fixable: true,

  *check({ project }) {
    for (const service of project.services) {
      for (const item of itemsOf(valueAt(service.settings, 'volumes'))) {
        const bare = /^(['"])([\w./$][^\s#'"\\,[\]]*)\1$/.exec(textOf(item.at))?.[2];
        if (item.kind !== 'scalar' || !item.quoted || bare === undefined || bare.endsWith(':')) continue;
        yield {
          at: item.at,
          key: bare,
          subject: { service: service.name },
          message: `Service \`${service.name}\` writes a volume in quotes that it does not need.`,
          fix: { title: 'Remove the quotes', safety: 'safe', edits: [{ ...item.at, text: bare }] },
        };
      }
    }
  },

  examples: [
    {
      name: 'in quotes',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - «"./data:/data"»\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - ./data:/data\n',
    },
    {
      name: 'quotes that are needed',
      good: 'services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - "~:/home"\n      - "./a b:/data"\n      - "./data:"\n      - type: volume\n        source: "data"\n        target: /data\nvolumes: { data: {} }\n',
    },
  ],
});
