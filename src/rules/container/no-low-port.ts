import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';
import { portInWords, publishedPorts } from '../../posture/published-port.ts';

export default defineRule({
  id: 'container/no-low-port',
  title: 'A port below 1024 is mapped',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'container',
  needs: ['ports'],
  why: 'Linux keeps ports below 1024 for root. An engine that runs without root cannot publish one, and a program that is not root may be unable to listen on it: the container does not start, and the quick way out is to run it as root.',
  remedy: 'Listen on a port above 1024 and map one above 1024 to it, with a reverse proxy or load balancer in front.',
  references: ['https://docs.docker.com/reference/compose-file/services/#ports', 'CIS Docker Benchmark 1.6.0, 5.8'],
  equivalents: { kics: ['bc2908f3-f73c-40a9-8793-c1b7d5544f79'], cis: ['5.8'] },

  *check({ container }) {
    for (const { port, at, guessed } of publishedPorts(container)) {
      const low = [port.host, port.container].find((range) => range !== undefined && range[0] < 1024 && range[0] > 0);
      if (low === undefined) continue;
      const side = low === port.host ? 'of the host' : 'in the container';
      yield {
        at,
        key: `${portInWords(port.container)}/${port.protocol}`,
        ...(guessed ? { confidence: 'possible' as const } : {}),
        message: `${called(container)} maps ${portInWords(low)} ${side}, which is kept for root.`,
      };
    }
  },

  examples: [
    {
      name: 'on the host, and in the container',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    ports: [«"80:8080"», «"127.0.0.1:8443:443"»]\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    ports: ["8080:8080", "127.0.0.1:8443:8443"]\n',
    },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run -p «80:8080» example/web:1.4\n' },
  ],
});
