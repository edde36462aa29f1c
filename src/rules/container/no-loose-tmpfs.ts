import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

const dangers: Readonly<Record<string, string>> = {
  exec: 'programs written there can be run',
  suid: 'setuid programs written there gain privileges',
};

export default defineRule({
  id: 'container/no-loose-tmpfs',
  title: 'A scratch folder takes back a protection that Docker sets',
  severity: 'low',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  needs: ['tmpfs'],
  why: 'An intruder can put a program there and run it. Docker mounts every tmpfs (a folder in memory) with `noexec` and `nosuid` against just that, and in a read-only container it is often the only place to write to.',
  remedy: 'Remove `exec` and `suid` from the options of the tmpfs.',
  references: ['https://docs.docker.com/engine/storage/tmpfs/', 'OWASP Docker Security Cheat Sheet, rule 8'],
  equivalents: { composeLint: ['CL-0022'] },

  *check({ container }) {
    for (const { value, at } of container.tmpfs.items) {
      const [target = '', ...rest] = value.split(':');
      const options = rest.join(':').split(',');
      for (const [option, danger] of Object.entries(dangers)) {
        if (options.findLast((one) => one === option || one === `no${option}`) !== option) continue;
        yield {
          at,
          key: `${target} ${option}`,
          message: `${called(container)} mounts \`${target}\` with \`${option}\`: ${danger}.`,
        };
      }
    }
  },

  examples: [
    {
      name: 'programs may run',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    tmpfs:\n      - «/tmp:size=64m,exec»\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    tmpfs:\n      - /tmp:size=64m\n',
    },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run --tmpfs «/run:suid» example/web:1.4\n' },
  ],
});
