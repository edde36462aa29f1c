import { orderRule } from './order-rule.ts';

const order = ['version', 'name', 'include', 'services', 'networks', 'volumes', 'secrets', 'configs'];

export default orderRule(
  {
    id: 'project/top-level-ordered',
    title: 'The sections of a Compose file are in an unusual order',
    why: 'Whoever opens many Compose files finds their way faster where all begin the same way.',
    remedy: 'Order the sections: `x-…` by name, `name`, `include`, `services`, `networks`, `volumes`, `secrets`, `configs`.',
    references: ['https://docs.docker.com/reference/compose-file/'],
    equivalents: { dclint: ['top-level-properties-order'] },
    examples: [
      {
        name: 'networks before services',
        bad: 'networks: { front: {} }\n«services»:\n  web:\n    image: example/web:1.4\n',
        good: 'x-common: {}\nname: shop\nservices:\n  web:\n    image: example/web:1.4\nnetworks: { front: {} }\n',
      },
      {
        name: 'a section of your own behind',
        bad: 'services:\n  web:\n    image: example/web:1.4\n«x-common»: {}\n',
        good: 'x-common: {}\nservices:\n  web:\n    image: example/web:1.4\n',
      },
    ],
  },
  function* (project) {
    const items = [...project.document.entries.values()].map(({ key, keyAt }) => ({
      name: key,
      at: keyAt,
      rank: key.startsWith('x-') ? 0 : order.indexOf(key) + 1,
    }));
    yield { items: items.filter(({ name, rank }) => rank > 0 || name.startsWith('x-')) };
  },
);
