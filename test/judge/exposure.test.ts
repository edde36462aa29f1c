import { describe, expect, test } from 'vitest';
import { exposuresIn } from '../../src/judge/exposure.ts';
import { judged } from '../rules/judged.ts';

async function exposure(compose: string, files: Readonly<Record<string, string>> = {}, reference = 'example/web:1') {
  const { world } = await judged({ 'compose.yaml': compose, ...files }, []);
  return exposuresIn(world)(reference);
}

const service = (rest: string): string => `services:\n  web:\n    image: example/web:1\n    user: root\n${rest}`;
const db = '  db:\n    image: postgres:17\n';

describe('an image that a service runs', () => {
  test.each([
    ['published, root, writable', service('    ports: ["8080:8080"]\n'), 'open'],
    ['in the network of the host', service('    network_mode: host\n'), 'open'],
    ['published on one address of the host', service('    ports: ["192.0.2.1:8080:8080"]\n'), 'open'],
    ['published by a proxy that reads its labels', service('    labels: ["traefik.http.routers.web.rule=Host(`a`)"]\n'), 'open'],
    ['published and read-only, but privileged', service('    ports: [80]\n    read_only: true\n    privileged: true\n'), 'open'],
    ['published and read-only', service('    ports: ["8080:8080"]\n    read_only: true\n'), 'shielded'],
    ['published as another user', service('    ports: ["8080:8080"]\n').replace('root', '"1000"'), 'shielded'],
    ['published on this machine alone', service('    ports: ["127.0.0.1:8080:8080"]\n'), 'shielded'],
    ['beside a neighbour', service('') + db, 'shielded'],
    ['alone, and not published', service(''), 'closed'],
    [
      'on a network that others may be on',
      `${service('    networks: [web]\n')}networks:\n  web: { external: true }\n`,
      'shielded',
    ],
    ['without a network', service('    network_mode: none\n') + db, 'closed'],
    ['in the network of one that is published', service('    network_mode: service:db\n') + db + '    ports: [80]\n', 'open'],
    ['as a user that nobody knows', service('    ports: [80]\n').replace('root', '${WHO}'), 'open'],
  ])('%s', async (_, compose, level) => {
    expect((await exposure(compose))?.level).toBe(level);
  });

  test('says of which container, and why', async () => {
    expect(await exposure(service('    ports: ["8080:8080"]\n'))).toEqual({
      level: 'open',
      container: 'web',
      why: 'Service `web` publishes a port on every address of the host, runs as root and can write to its root file system',
    });
  });

  test('is as open as the most open of its services', async () => {
    const two = `${service('')}  other:\n    image: example/web:1\n    user: root\n    ports: [80]\n`;
    expect(await exposure(two)).toMatchObject({ level: 'open', container: 'other' });
  });

  test('is known by its name alone, whatever the registry is called', async () => {
    expect(await exposure(service('    ports: [80]\n'), {}, 'docker.io/example/web:1')).toMatchObject({ level: 'open' });
    expect(await exposure(service('    ports: [80]\n'), {}, 'example/web:2')).toBeUndefined();
  });
});

test('an image that leaves root by itself does not run as root', async () => {
  const compose = 'services:\n  db:\n    image: postgres:17\n    ports: ["5432:5432"]\n';
  expect(await exposure(compose, {}, 'postgres:17')).toMatchObject({ level: 'shielded' });
});

test('a base image is as open as what is built from it', async () => {
  const files = { Dockerfile: 'FROM node:22\nUSER root\nCMD ["node"]\n' };
  const compose = 'services:\n  web:\n    build: .\n    ports: [80]\n';
  expect(await exposure(compose, files, 'node:22')).toMatchObject({ level: 'open', container: 'web' });
});

test('what the repository builds is known by every name it is given', async () => {
  const files = { Dockerfile: 'FROM example/base:1\nUSER root\n' };
  const compose =
    'services:\n  web:\n    image: example/web:1\n    build: { context: ., tags: ["example/web:two"] }\n    ports: [80]\n';
  expect(await exposure(compose, files, 'example/web:two')).toMatchObject({ level: 'open' });
});

test('a command counts where no service runs the image, and one that ends with its job does not', async () => {
  const run = { 'run.sh': 'docker run -d -p 80:80 -u root example/web:1\n' };
  expect(await exposure('services: {}\n', run)).toMatchObject({ level: 'open' });
  expect(await exposure(service('    network_mode: none\n'), run)).toMatchObject({ level: 'closed' });
  expect(await exposure('services: {}\n', { 'run.sh': 'docker run --rm -p 80:80 example/web:1\n' })).toBeUndefined();
});
