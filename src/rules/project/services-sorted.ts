import { orderRule } from './order-rule.ts';

export default orderRule(
  {
    id: 'project/services-sorted',
    title: 'The services are not in alphabetical order',
    why: 'In a long file a service is found faster where the names are sorted, and two people who add one do not meet at the end of the file.',
    remedy: 'Sort the services by name.',
    references: ['https://docs.docker.com/reference/compose-file/services/'],
    equivalents: { dclint: ['services-alphabetical-order'] },
    examples: [
      {
        name: 'out of order',
        bad: 'services:\n  web:\n    image: example/web:1.4\n  «db»:\n    image: postgres:17\n',
        good: 'services:\n  db:\n    image: postgres:17\n  web:\n    image: example/web:1.4\n',
      },
    ],
  },
  function* (project) {
    yield { items: project.services.map(({ name, at }) => ({ name, at, rank: 0 })) };
  },
);
