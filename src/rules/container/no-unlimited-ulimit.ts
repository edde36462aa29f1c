import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

/** Limits whose absence lets one container use the machine up. Locked memory is not among them: databases need it. */
const counted = new Set(['nofile', 'nproc', 'core', 'fsize', 'data', 'as', 'cpu']);

export default defineRule({
  id: 'container/no-unlimited-ulimit',
  title: 'A limit of the container’s processes is lifted',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'container',
  needs: ['ulimits'],
  why: 'One process may open files or start processes until the machine has none left; these limits are there to stop it.',
  remedy: 'Name the number that the program needs instead of `-1`, such as `nofile: 65536`.',
  references: ['https://docs.docker.com/reference/compose-file/services/#ulimits', 'CIS Docker Benchmark 1.6.0, 5.19'],
  equivalents: { cis: ['5.19'] },

  *check({ container }) {
    for (const { value, at } of container.ulimits.items) {
      const [name = '', limits = ''] = value.split('=');
      if (counted.has(name) && limits.split(':').some((limit) => /^(?:-1|unlimited|infinity)$/.test(limit)))
        yield { at, key: name, message: `${called(container)} lifts the limit \`${name}\` of its processes.` };
    }
  },

  examples: [
    {
      name: 'as many files as it likes',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    ulimits:\n      «nofile: -1»\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    ulimits:\n      nofile: { soft: 65536, hard: 65536 }\n',
    },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run --ulimit «nproc=-1» example/web:1.4\n' },
    {
      name: 'locked memory',
      good: 'services:\n  search:\n    image: example/search:8\n    ulimits: { memlock: { soft: -1, hard: -1 } }\n',
    },
  ],
});
