import { expect, test } from 'vitest';
import { judged } from '../rules/judged.ts';
import { portFromText } from '../../src/parse/container-text.ts';
import { isOnAllInterfaces } from '../../src/posture/published-port.ts';

function isOpen(text: string): boolean | undefined {
  const port = portFromText(text);
  return port === undefined ? undefined : isOnAllInterfaces(port);
}

test.each([
  '80',
  '80:80',
  '8000-8010:80',
  '0.0.0.0:80:80',
  '0:80:80',
  '[::]:80:80',
  '[::0]:80:80',
  '[0:0:0:0:0:0:0:0]:80:80',
  '[::ffff:0.0.0.0]:80:80',
])('%s is open on every interface', (text) => expect(isOpen(text)).toBe(true));

test.each([
  '127.0.0.1:80:80',
  '127.0.0.1::80',
  '[::1]:80:80',
  '10.0.0.1:80:80',
  '192.168.0.0:80:80',
  '[fd00::1]:80:80',
  'localhost:80:80',
])('%s is not', (text) => expect(isOpen(text)).toBe(false));

test.each([
  ['80:80', 'publishes port 80 on'],
  ['8090:80', 'publishes port 80 as port 8090 on'],
  ['9090:9090-9091', 'publishes ports 9090-9091'],
  ['5433:5432', 'publishes port 5432, where PostgreSQL usually listens, as port 5433 on'],
  ['80', 'publishes port 80 on'],
])('a finding about %s says which port is open', async (port, words) => {
  const { findings } = await judged({
    'compose.yaml': `services:\n  web:\n    image: example/web:1.4\n    ports: ["${port}"]\n`,
  });
  expect(findings.map(({ message }) => message).join('\n')).toContain(words);
});
