import type { ContainerSettings } from '../../model/container.ts';
import { publishedPorts } from '../../posture/published-port.ts';
import { powerOf } from '../container/host-power.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'project/no-path-to-host',
  title: 'A service that faces the network sits beside one that controls the host',
  severity: 'medium',
  confidence: 'possible',
  profile: 'strict',
  subject: 'project',
  why: 'Whoever breaks into the service that is published reaches every service on its networks. If one of these is privileged or holds the engine’s socket, the way to the host is one more step.',
  remedy: 'Put the service with power on a network of its own, shared only with those that must talk to it.',
  references: [
    'https://docs.docker.com/compose/how-tos/networking/',
    'CIS Docker Benchmark 1.6.0, 5.30',
    'OWASP Docker Security Cheat Sheet, rule 5',
  ],
  equivalents: { cis: ['5.5', '5.32'] },

  *check({ containers }) {
    const settings = containers.map((posture) => posture.settings).filter(({ networkMode }) => networkMode.state === 'unset');
    const reached = new Map<string, ContainerSettings[]>();
    for (const one of settings) {
      if (publishedPorts(one).length === 0) continue;
      for (const network of networksOf(one))
        reached.set(network, [...(reached.get(network) ?? []), one].slice(0, shownNeighbours));
    }
    for (const strong of settings) {
      const power = powerOf(strong);
      if (power === undefined || publishedPorts(strong).length > 0) continue;
      const neighbours = [...new Set(networksOf(strong).flatMap((network) => reached.get(network) ?? []))].slice(
        0,
        shownNeighbours,
      );
      if (neighbours.length === 0) continue;
      yield {
        at: strong.at,
        subject: { service: strong.name },
        message: `${called(strong)} ${power}, and shares a network with ${neighbours.map(({ name }) => `\`${name}\``).join(', ')}, which the network outside reaches.`,
        related: neighbours.map(({ name, at }) => ({ at, note: `${name} is published` })),
      };
    }
  },

  examples: [
    {
      name: 'on one network',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    ports: ["8080:80"]\n  «agent»:\n    image: example/agent:2\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock"]\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    ports: ["8080:80"]\n    networks: [front]\n  agent:\n    image: example/agent:2\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock"]\n    networks: [back]\nnetworks: { front: {}, back: {} }\n',
    },
    {
      name: 'on a network with a name',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    ports: ["8080:80"]\n    networks: [front, back]\n  api:\n    image: example/api:1\n    ports: ["9090:90"]\n    networks: [back]\n  «agent»:\n    image: example/agent:2\n    privileged: true\n    networks: [back]\nnetworks: { front: {}, back: {} }\n',
    },
    {
      name: 'on the network of the host, or published itself',
      good: 'services:\n  web:\n    image: example/web:1.4\n    ports: ["8080:80"]\n  agent:\n    image: example/agent:2\n    privileged: true\n    network_mode: host\n  console:\n    image: example/console:2\n    privileged: true\n    ports: ["9090:90"]\n',
    },
    {
      name: 'a proxy that answers a few requests only',
      good: 'services:\n  web:\n    image: example/web:1.4\n    ports: ["8080:80"]\n  socket-proxy:\n    image: tecnativa/docker-socket-proxy:0.3\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]\n',
    },
  ],
});

/** How many published neighbours a finding names; one is enough to act. */
const shownNeighbours = 5;

/** The networks of a service; the one of the project where it names none. */
function networksOf({ networks }: ContainerSettings): readonly string[] {
  return networks.items.length === 0 ? ['default'] : networks.items.map(({ value }) => value);
}
