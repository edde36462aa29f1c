import type { Port } from '../../model/container.ts';
import { defineRule, type RuleDefinition } from '../rule.ts';
import { called } from '../wording.ts';
import { isOnAllInterfaces, portInWords, publishedPorts } from '../../posture/published-port.ts';

type Texts = Pick<
  RuleDefinition<'container'>,
  'id' | 'title' | 'severity' | 'why' | 'remedy' | 'references' | 'equivalents' | 'examples'
>;

/** What listens behind a port that is not for everybody, by the port of the container. */
const inner: Readonly<Record<number, string>> = {
  1433: 'SQL Server',
  1521: 'Oracle',
  2375: 'the Docker engine without a password',
  2376: 'the Docker engine',
  2379: 'etcd',
  2380: 'etcd',
  3306: 'MySQL or MariaDB',
  4369: 'the Erlang port mapper',
  5432: 'PostgreSQL',
  5601: 'Kibana',
  5672: 'RabbitMQ',
  5984: 'CouchDB',
  6379: 'Redis',
  7000: 'Cassandra',
  7474: 'Neo4j',
  7687: 'Neo4j',
  8086: 'InfluxDB',
  9042: 'Cassandra',
  9092: 'Kafka',
  9200: 'Elasticsearch',
  9300: 'Elasticsearch',
  10250: 'the kubelet',
  11211: 'Memcached',
  15672: 'RabbitMQ’s administration',
  26379: 'Redis Sentinel',
  27017: 'MongoDB',
  27018: 'MongoDB',
  28015: 'RethinkDB',
};

/** What listens behind a port, where that is no business of the network. */
export function innerService({ container: [first, last] }: Port): string | undefined {
  if (last - first >= 100) return undefined;
  for (let port = first; port <= last; port += 1) if (inner[port] !== undefined) return inner[port];
  return undefined;
}

/** A rule against ports on every interface, of databases and their like or of everything else. */
export function openPortRule(texts: Texts, kind: 'inner' | 'other'): RuleDefinition<'container'> {
  return defineRule({
    ...texts,
    confidence: 'certain',
    profile: 'default',
    subject: 'container',
    needs: ['ports'],
    *check({ container }) {
      if (container.passing === 'job') return;
      for (const { port, at, guessed } of publishedPorts(container)) {
        const name = innerService(port);
        if (!isOnAllInterfaces(port) || (name !== undefined) !== (kind === 'inner')) continue;
        const chosen = port.hostIp !== undefined;
        const what = name === undefined ? '' : `, where ${name} usually listens,`;
        const [inside, outside] = [port.container, port.host ?? port.container].map(portInWords);
        yield {
          at,
          key: `${port.hostIp ?? ''} ${portInWords(port.container)}/${port.protocol}`,
          ...(guessed ? { confidence: 'possible' as const } : chosen ? { confidence: 'likely' as const } : {}),
          message: `${called(container)} publishes ${inside}${what}${outside === inside ? '' : ` as ${outside}`} on every network interface of the host, past its firewall.`,
        };
      }
    },
  });
}
