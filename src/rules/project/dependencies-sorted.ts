import { itemsOf, valueAt } from '../../parse/compose/fields.ts';
import { asText } from '../../parse/compose/scalar.ts';
import { orderRule } from './order-rule.ts';

export default orderRule(
  {
    id: 'project/dependencies-sorted',
    title: 'The dependencies of a service are not in alphabetical order',
    why: 'The order means nothing to Compose. Sorted, a list of dependencies is compared at a glance.',
    remedy: 'Sort `depends_on` by name.',
    references: ['https://docs.docker.com/reference/compose-file/services/#depends_on'],
    equivalents: { dclint: ['service-dependencies-alphabetical-order'] },
    examples: [
      {
        name: 'out of order',
        bad: 'services:\n  cache:\n    image: redis:7.4\n  db:\n    image: postgres:17\n  web:\n    image: example/web:1.4\n    depends_on:\n      - db\n      - «cache»\n',
        good: 'services:\n  cache:\n    image: redis:7.4\n  db:\n    image: postgres:17\n  web:\n    image: example/web:1.4\n    depends_on:\n      - cache\n      - db\n',
      },
      {
        name: 'with conditions',
        bad: 'services:\n  cache:\n    image: redis:7.4\n  db:\n    image: postgres:17\n  web:\n    image: example/web:1.4\n    depends_on:\n      db:\n        condition: service_started\n      «cache»:\n        condition: service_started\n',
      },
    ],
  },
  function* (project) {
    for (const { name: service, settings } of project.services) {
      const value = valueAt(settings, 'depends_on');
      const items =
        value?.kind === 'map'
          ? [...value.entries.values()].map(({ key, keyAt }) => ({ name: key, at: keyAt, rank: 0 }))
          : itemsOf(value).map((item) => ({ name: asText(item) ?? '', at: item.at, rank: 0 }));
      yield { service, items };
    }
  },
);
