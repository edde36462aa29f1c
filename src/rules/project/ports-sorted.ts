import { itemsOf, valueAt } from '../../parse/compose/fields.ts';
import { parsePort } from '../../parse/compose/ports.ts';
import { orderRule } from './order-rule.ts';

export default orderRule(
  {
    id: 'project/ports-sorted',
    title: 'The ports of a service are not in order',
    why: 'The order means nothing to Compose. Sorted, it is seen at a glance which port is missing or there twice.',
    remedy: 'Sort the ports by the number on the host.',
    references: ['https://docs.docker.com/reference/compose-file/services/#ports'],
    equivalents: { dclint: ['service-ports-alphabetical-order'] },
    examples: [
      {
        name: 'out of order',
        bad: 'services:\n  web:\n    image: example/web:1.4\n    ports:\n      - "8443:443"\n      - «"8080:80"»\n',
        good: 'services:\n  web:\n    image: example/web:1.4\n    ports:\n      - "8080:80"\n      - "8443:443"\n',
      },
      {
        name: 'one number twice, in the order of the file',
        good: 'services:\n  dns:\n    image: example/dns:1.4\n    ports:\n      - "53:53/udp"\n      - "53:53"\n      - "127.0.0.1:54:53"\n',
      },
      {
        name: 'a variable may be any number',
        good: 'services:\n  web:\n    image: example/web:1.4\n    ports:\n      - "${PORT}:81"\n      - "8080:80"\n',
      },
    ],
  },
  function* (project) {
    for (const { name: service, settings } of project.services) {
      const items = itemsOf(valueAt(settings, 'ports')).flatMap((item) => {
        const port = item.kind === 'scalar' && item.unknown !== undefined ? undefined : parsePort(item);
        if (port === undefined) return [];
        const [first] = port.host ?? port.container;
        return [{ name: `${first}`, at: item.at, rank: first }];
      });
      yield { service, items: items.map((item, index) => ({ ...item, rank: item.rank + index / 1e6 })) };
    }
  },
);
