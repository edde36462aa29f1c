import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/no-default-bridge',
  title: 'Container is put on Docker’s default network',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'container',
  needs: ['networkMode'],
  why: 'Every other container of the machine that is on the default bridge reaches this one, whatever project it is from. A network of one’s own holds only those that belong together, and they find each other by name.',
  remedy: 'Remove `network_mode: bridge` and let Compose make a network of its own, or name one.',
  references: ['https://docs.docker.com/engine/network/drivers/bridge/', 'CIS Docker Benchmark 1.6.0, 5.30'],
  equivalents: { cis: ['5.30'] },

  *check({ container }) {
    const { networkMode } = container;
    if (networkMode.state !== 'known' || !/^(?:bridge|default)$/i.test(networkMode.value.trim())) return;
    if (networkMode.value.trim() === 'default' && container.kind === 'service') return;
    yield { at: networkMode.at, message: `${called(container)} is on the default bridge, with every other container there.` };
  },

  examples: [
    {
      name: 'asked for',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    network_mode: «bridge»\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    networks: [front]\nnetworks: { front: {} }\n',
    },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run --network «bridge» example/web:1.4\n' },
  ],
});
