import { textSetting, valueAt } from '../../parse/compose/fields.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'project/healthy-dependency-checked',
  title: 'A service waits for the health of one that nobody checks',
  severity: 'medium',
  confidence: 'certain',
  profile: 'strict',
  subject: 'project',
  why: '`condition: service_healthy` waits for a health check. Without one Compose gives up: the service that waits is never started.',
  remedy: 'Give the other service a `healthcheck`, or wait with `condition: service_started`.',
  references: ['https://docs.docker.com/compose/how-tos/startup-order/', 'CIS Docker Benchmark 1.6.0, 5.27'],
  equivalents: { cis: ['5.27'] },

  *check({ project, containers }) {
    const postures = new Map(containers.map((posture) => [posture.settings.name, posture]));
    for (const { name, settings } of project.services) {
      const waits = valueAt(settings, 'depends_on');
      if (waits?.kind !== 'map') continue;
      for (const { key, value } of waits.entries.values()) {
        const condition = value.kind === 'map' ? textSetting(valueAt(value, 'condition')) : undefined;
        const other = postures.get(key);
        if (condition?.state !== 'known' || condition.value !== 'service_healthy' || other === undefined) continue;
        const { setting } = other.healthCheck;
        if (setting.state === 'known' && setting.value) continue;
        const unsure = setting.state === 'unknown';
        yield {
          at: condition.at,
          key: `${name} ${key}`,
          subject: { service: name },
          ...(unsure ? { confidence: 'possible' as const } : {}),
          message: `Service \`${name}\` waits for the health of \`${key}\`, which has no health check${unsure ? ' unless its image brings one' : ''}.`,
          related: [{ at: other.settings.at, note: 'nobody checks it' }],
        };
      }
    }
  },

  examples: [
    {
      name: 'an image without a check',
      bad: 'services:\n  api:\n    image: example/api:1\n    depends_on:\n      db:\n        condition: «service_healthy»\n  db:\n    image: postgres:17\n',
      good: 'services:\n  api:\n    image: example/api:1\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: postgres:17\n    healthcheck:\n      test: [CMD, pg_isready, -U, postgres]\n',
    },
    {
      name: 'nobody can know whether the image brings one',
      bad: 'services:\n  api:\n    image: example/api:1\n    depends_on:\n      db: { condition: «service_healthy» }\n  db:\n    image: example/db:1\n',
    },
    {
      name: 'a check that is switched off',
      bad: 'services:\n  api:\n    image: example/api:1\n    depends_on:\n      db: { condition: «service_healthy» }\n  db:\n    image: postgres:17\n    healthcheck: { disable: true }\n',
    },
    {
      name: 'what only has to be started',
      good: 'services:\n  api:\n    image: example/api:1\n    depends_on:\n      db: { condition: service_started }\n      migrate: { condition: service_completed_successfully }\n  db:\n    image: postgres:17\n  migrate:\n    image: example/api:1\n',
    },
    {
      name: 'the Dockerfile brings one',
      good: 'services:\n  api:\n    image: example/api:1\n    depends_on:\n      web: { condition: service_healthy }\n  web:\n    build: .\n',
      files: { Dockerfile: 'FROM example/base:1\nUSER 1000\nHEALTHCHECK CMD ["/app/health"]\n' },
    },
  ],
});
