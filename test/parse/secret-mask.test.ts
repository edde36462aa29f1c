import { expect, test } from 'vitest';
import { masked } from '../../src/parse/secret/value.ts';

const github = `ghp_${'aB3'.repeat(12)}`;

test.for([
  [`user ${github} of`, 'user *** of'],
  ['https://bob:s3cr3t@git.example.com/x', 'https://bob:***@git.example.com/x'],
  ['redis://:s3cr3t@cache/0 and amqp://a:b3@c', 'redis://:***@cache/0 and amqp://a:***@c'],
  ['Server=db;User Id=sa;Password=s3cr3t;x=1', 'Server=db;User Id=sa;Password=***;x=1'],
  ['jdbc:postgresql://db/x?user=u&password=s3cr3t', 'jdbc:postgresql://db/x?user=u&password=***'],
  [`-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----`, '***'],
  [`key AKIA${'Q2'.repeat(8)}.`, 'key ***.'],
] as const)('%j is shown as %j', ([text, shown]) => {
  expect(masked(text)).toBe(shown);
});

test.for([
  'postgres://app:${DB_PASSWORD}@db/app',
  'https://bob:<password>@git.example.com',
  'AKIAIOSFODNN7EXAMPLE is a sample of AWS’s own',
  'https://registry.example.com:5000/team/app@sha256:0123',
  'npm_config_cache',
  'Server=db;Password=${DB_PASSWORD};x=1',
])('%j stays as it is', (text) => {
  expect(masked(text)).toBe(text);
});
