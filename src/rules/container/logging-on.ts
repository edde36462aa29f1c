import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/logging-on',
  title: 'Container keeps no log',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'container',
  needs: ['loggingDriver'],
  why: 'With the driver `none` everything the program prints is thrown away. After an incident there is nothing to read, and `docker logs` shows nothing.',
  remedy: 'Remove `driver: none`; to save space limit `json-file` with `max-size` and `max-file`.',
  references: ['https://docs.docker.com/engine/logging/configure/', 'CIS Docker Benchmark 1.6.0, 2.13'],
  equivalents: { composeLint: ['CL-0014'], cis: ['2.13'] },

  *check({ container }) {
    const { loggingDriver } = container;
    if (loggingDriver.state === 'known' && loggingDriver.value.trim().toLowerCase() === 'none')
      yield { at: loggingDriver.at, message: `${called(container)} throws its log away.` };
  },

  examples: [
    {
      name: 'thrown away',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    logging:\n      driver: «none»\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    logging:\n      driver: json-file\n      options: { max-size: 10m, max-file: "3" }\n',
    },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run --log-driver «none» example/web:1.4\n' },
  ],
});
