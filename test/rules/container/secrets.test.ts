import { expect, test } from 'vitest';
import { rulesFor } from '../../../src/rules/choice.ts';
import { judged } from '../judged.ts';

const secret = 'Zx9-hunter2-Qw7';
const compose = `services:
  api:
    build:
      context: .
      args:
        NPM_TOKEN: ${secret}
    image: example/api:1
    command: serve --admin-password=${secret} --db postgres://app:${secret}@db/app
    entrypoint: ["/run", "--requirepass", "${secret}"]
    environment:
      DB_PASSWORD: ${secret}
      OTHER_PASSWORD: "\${OTHER:-${secret}}"
      GEOIP_LICENSE_KEY: ${secret}
      DATABASE_URL: postgres://\${USER:?}:${secret}@db/app
    labels:
      backup.password: ${secret}
      url: postgres://app:${secret}@db/app
    healthcheck:
      test: mysqladmin ping -p${secret}
`;

test('every rule about secrets fires, and none repeats the secret', async () => {
  const { findings } = await judged(
    { 'compose.yaml': compose, 'run.sh': `docker run -e DB_PASSWORD=${secret} example/api:1 --password ${secret}\n` },
    rulesFor('all', []),
  );
  const fired = new Set(findings.map(({ rule }) => rule));
  for (const rule of [
    'container/no-secret-in-environment',
    'container/no-secret-fallback',
    'container/no-secret-in-url',
    'container/no-secret-in-label',
    'container/no-secret-in-build-argument',
    'container/no-secret-in-command',
    'container/no-licence-key',
  ])
    expect(fired).toContain(rule);
  expect(JSON.stringify(findings)).not.toContain(secret);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});
