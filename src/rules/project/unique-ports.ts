import type { ContainerSettings, Port } from '../../model/container.ts';
import type { Place } from '../../model/place.ts';
import { isOnAllInterfaces, portInWords, publishedPorts } from '../../posture/published-port.ts';
import { defineRule } from '../rule.ts';
import { profilesMeet } from './profiles.ts';

interface Taken {
  readonly service: ContainerSettings;
  readonly port: Port;
  readonly host: readonly [number, number];
  readonly at: Place;
}

export default defineRule({
  id: 'project/unique-ports',
  title: 'Two services want the same port of the host',
  severity: 'medium',
  confidence: 'certain',
  profile: 'strict',
  subject: 'project',
  why: 'A port of the host belongs to one program. The service that comes second does not start, and which one that is changes from start to start.',
  remedy: 'Publish them on different ports, or let one reverse proxy stand in front of both.',
  references: ['https://docs.docker.com/reference/compose-file/services/#ports'],
  equivalents: { dclint: ['no-duplicate-exported-ports'] },

  *check({ containers, project }) {
    const taken: Taken[] = [];
    for (const { settings } of containers) {
      for (const { port, at, guessed } of publishedPorts(settings)) {
        if (port.host === undefined || guessed) continue;
        const wanted: Taken = { service: settings, port, host: port.host, at };
        const other = taken.find((one) => collide(one, wanted) && profilesMeet(project, one.service.name, settings.name));
        taken.push(wanted);
        if (other === undefined) continue;
        yield {
          at,
          key: `${portInWords(port.host)}/${port.protocol}`,
          subject: { service: settings.name },
          message: `Services \`${other.service.name}\` and \`${settings.name}\` both want ${portInWords(port.host)} of the host.`,
          related: [{ at: other.at, note: 'where it is taken' }],
        };
      }
    }
  },

  examples: [
    {
      name: 'the same port, and a range that holds it',
      bad: 'services:\n  one:\n    image: example/web:1.4\n    ports: ["8080:80"]\n  two:\n    image: example/web:1.4\n    ports: [«"127.0.0.1:8080:80"»]\n  three:\n    image: example/web:1.4\n    ports: [«"8000-8100:80"»]\n',
      good: 'services:\n  one:\n    image: example/web:1.4\n    ports: ["8080:80"]\n  two:\n    image: example/web:1.4\n    ports: ["8081:80"]\n',
    },
    {
      name: 'at one address',
      bad: 'services:\n  one:\n    image: example/web:1.4\n    ports: ["127.0.0.1:8080:80"]\n  two:\n    image: example/web:1.4\n    ports: [«"127.0.0.1:8080:80"»]\n',
    },
    {
      name: 'one service on one port with two protocols',
      good: 'services:\n  dns:\n    image: example/dns:1.4\n    ports: ["53:53", "53:53/udp"]\n  web:\n    image: example/web:1.4\n    ports: ["54:54/udp"]\n  other:\n    image: example/web:1.4\n    ports: ["52:52", "54:54"]\n',
    },
    {
      name: 'another protocol, another address, another profile',
      good: 'services:\n  one:\n    image: example/web:1.4\n    ports: ["127.0.0.1:53:53", "127.0.0.1:53:53/udp"]\n  two:\n    image: example/web:1.4\n    ports: ["127.0.0.2:53:53"]\n  dev:\n    image: example/web:1.4\n    ports: ["8080:80"]\n    profiles: [dev]\n  prod:\n    image: example/web:1.4\n    ports: ["8080:80"]\n    profiles: [prod]\n',
    },
  ],
});

/** Whether two services want one port at one address. A range counts as all of its ports. */
function collide(one: Taken, other: Taken): boolean {
  if (one.service === other.service || one.port.protocol !== other.port.protocol) return false;
  if (one.host[0] > other.host[1] || other.host[0] > one.host[1]) return false;
  return isOnAllInterfaces(one.port) || isOnAllInterfaces(other.port) || one.port.hostIp === other.port.hostIp;
}
