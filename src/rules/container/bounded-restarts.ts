import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/bounded-restarts',
  title: 'Container is restarted without end',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'container',
  needs: ['restart'],
  why: 'A program that fails as soon as it starts is started again and again, and uses the machine up meanwhile. The CIS benchmark wants at most five attempts; most people want a service that comes back after a restart of the machine, which `unless-stopped` gives.',
  remedy: 'Set `restart: on-failure:5` where the service need not survive a restart of the machine.',
  references: ['https://docs.docker.com/engine/containers/start-containers-automatically/', 'CIS Docker Benchmark 1.6.0, 5.15'],
  equivalents: { kics: ['2fc99041-ddad-49d5-853f-e35e70a48391'], cis: ['5.15'] },

  *check({ container }) {
    const { restart } = container;
    if (restart.state !== 'known') return;
    const policy = /^(?<name>always|unless-stopped|on-failure)(?::(?<attempts>\d+))?$/.exec(
      restart.value.trim().toLowerCase(),
    )?.groups;
    if (policy === undefined) return;
    const attempts = Number(policy['attempts'] ?? 0);
    if (policy['name'] === 'on-failure' && attempts >= 1 && attempts <= 5) return;
    const often = attempts === 0 ? 'without end' : `${attempts} times`;
    yield { at: restart.at, message: `${called(container)} is restarted ${often}.` };
  },

  examples: [
    {
      name: 'without end',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    restart: «always»\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    restart: on-failure:5\n',
    },
    {
      name: 'more than five attempts',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    deploy: { restart_policy: { condition: on-failure, max_attempts: «10» } }\n',
    },
    { name: 'never', good: 'services:\n  job:\n    image: example/job:1\n    restart: "no"\n' },
  ],
});
