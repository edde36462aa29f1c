import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/read-only-root',
  title: 'Container can write to its root file system',
  severity: 'low',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  judges: 'readOnly',
  why: 'Whoever breaks in can change the program and leave tools behind. With a read-only root file system they can only write where the container was given a tmpfs or a volume.',
  remedy:
    'Add `read_only: true` (`--read-only`), with `tmpfs` for scratch folders such as `/tmp` and `/run`, and a volume for data.',
  references: [
    'https://docs.docker.com/reference/compose-file/services/#read_only',
    'CIS Docker Benchmark 1.6.0, 5.13',
    'OWASP Docker Security Cheat Sheet, rule 8',
  ],
  equivalents: {
    semgrep: ['writable-filesystem-service'],
    composeLint: ['CL-0007'],
    codePathfinder: ['COMPOSE-SEC-006'],
    cis: ['5.13'],
  },

  *check({ container, posture }) {
    const { setting } = posture.readOnly;
    if (setting.state === 'known' && setting.value) return;
    if (setting.state === 'unknown') {
      // A word such as `$OPTS` on a command line may set anything; the gap is told once, not by every rule.
      if (setting.at === undefined) return;
      yield {
        at: setting.at,
        confidence: 'possible',
        message: `${called(container)} can write to its root file system unless a variable says otherwise: ${setting.why}.`,
      };
      return;
    }
    if (container.passing) return;
    yield {
      at: container.at,
      message: `${called(container)} can write to its whole root file system.`,
      related: setting.state === 'known' ? [{ at: setting.at, note: 'switched off here' }] : [],
    };
  },

  examples: [
    {
      name: 'writable by default',
      bad: 'services:\n  «web»:\n    image: example/web:1.4\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    read_only: true\n    tmpfs: [/tmp, /run]\n',
    },
    { name: 'switched off', bad: 'services:\n  «web»:\n    image: example/web:1.4\n    read_only: false\n' },
    {
      name: 'left to a variable',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    read_only: «${READ_ONLY}»\n',
    },
    {
      name: 'on the command line',
      path: 'run.sh',
      bad: '«docker run -d example/web:1.4»\n',
      good: 'docker run -d --read-only --tmpfs /tmp example/web:1.4\n',
    },
    { name: 'a container that ends with its command', path: 'run.sh', good: 'docker run --rm example/tool:1.4 check\n' },
  ],
});
