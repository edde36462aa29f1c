import { orderRule } from './order-rule.ts';

/** From what a service is to how it is run; other keys come last. */
const order = [
  'image build container_name',
  'depends_on',
  'volumes volumes_from configs secrets',
  'environment env_file',
  'ports networks network_mode extra_hosts',
  'command entrypoint working_dir restart healthcheck',
  'logging labels',
  'user isolation',
].flatMap((group) => group.split(' '));

export default orderRule(
  {
    id: 'project/service-keys-ordered',
    title: 'The keys of a service are in an unusual order',
    why: 'Whoever opens many Compose files finds their way faster where every service begins with its image and ends with the details.',
    remedy: `Order the keys: ${order.map((key) => `\`${key}\``).join(', ')}, then the others.`,
    references: ['https://docs.docker.com/reference/compose-file/services/'],
    equivalents: { dclint: ['service-keys-order'] },
    examples: [
      {
        name: 'the image last',
        bad: 'services:\n  web:\n    ports: ["8080:80"]\n    «image»: example/web:1.4\n',
        good: 'services:\n  web:\n    image: example/web:1.4\n    ports: ["8080:80"]\n    cap_drop: [ALL]\n',
      },
    ],
  },
  function* (project) {
    for (const { name: service, settings } of project.services) {
      const items = [...settings.entries.values()].map(({ key, keyAt }, index) => {
        const known = order.indexOf(key);
        return { name: key, at: keyAt, rank: known < 0 ? order.length + index : known };
      });
      yield { service, items };
    }
  },
);
