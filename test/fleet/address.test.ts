import { expect, test } from 'vitest';
import { manifestAddress, mayFollow } from '../../src/fleet/address.ts';
import { readChallenges } from '../../src/fleet/challenge.ts';
import { loginSources, readDockerConfig, readHelperAnswer } from '../../src/fleet/docker-config.ts';
import { parseReference } from '../../src/posture/reference.ts';

function urlOf(reference: string): string | undefined {
  const image = parseReference(reference);
  return image && manifestAddress(image)?.url;
}

test.each([
  ['node', 'https://registry-1.docker.io/v2/library/node/manifests/latest'],
  ['team/app:1.2', 'https://registry-1.docker.io/v2/team/app/manifests/1.2'],
  ['ghcr.io/team/app:1', 'https://ghcr.io/v2/team/app/manifests/1'],
  ['registry.example:5000/app:1', 'https://registry.example:5000/v2/app/manifests/1'],
  ['127.0.0.1:5000/app:1', 'http://127.0.0.1:5000/v2/app/manifests/1'],
  ['127.1.2.3/app:1', 'http://127.1.2.3/v2/app/manifests/1'],
  ['localhost:5000/team/app', 'http://localhost:5000/v2/team/app/manifests/latest'],
  ['[::1]:5000/app:1', 'http://[::1]:5000/v2/app/manifests/1'],
  ['[2001:db8::1]:5000/app:1', 'https://[2001:db8::1]:5000/v2/app/manifests/1'],
  ['192.168.0.1/app:1', 'https://192.168.0.1/v2/app/manifests/1'],
  ['127.0.0.1.example.com/app:1', 'https://127.0.0.1.example.com/v2/app/manifests/1'],
])('%s is at %s', (reference, url) => {
  expect(urlOf(reference)).toBe(url);
});

test('only within this machine a registry leads to an address without TLS', () => {
  const follows = (from: string, to: string): boolean => mayFollow(new URL(from), new URL(to));
  expect(follows('https://ghcr.io/', 'https://elsewhere.example/')).toBe(true);
  expect(follows('https://ghcr.io/', 'http://ghcr.io/')).toBe(false);
  expect(follows('https://ghcr.io/', 'http://127.0.0.1/')).toBe(false);
  expect(follows('http://127.0.0.1:5000/', 'http://localhost:5001/')).toBe(true);
  expect(follows('http://127.0.0.1:5000/', 'file:///etc/passwd')).toBe(false);
});

test.each([
  [
    'Bearer realm="https://auth.example/token",service="a, \\"b\\"",scope=repository:x:pull',
    [
      {
        scheme: 'bearer',
        parameters: { realm: 'https://auth.example/token', service: 'a, "b"', scope: 'repository:x:pull' },
      },
    ],
  ],
  [
    'Basic realm="x", Bearer Realm = "y"',
    [
      { scheme: 'basic', parameters: { realm: 'x' } },
      { scheme: 'bearer', parameters: { realm: 'y' } },
    ],
  ],
  ['Negotiate', [{ scheme: 'negotiate', parameters: {} }]],
  ['Bearer realm="open', [{ scheme: 'bearer', parameters: {} }]],
  ['', []],
  ['"', []],
])('a challenge %j is read', (header, challenges) => {
  expect(readChallenges(header).slice(0, challenges.length)).toEqual(challenges);
});

const auth = (pair: string): string => Buffer.from(pair).toString('base64');

test('Docker Hub’s login is found under each of its names, and other registries’ are not', () => {
  const login = { kind: 'password', username: 'me', password: 'word' };
  for (const name of ['https://index.docker.io/v1/', 'docker.io', 'index.docker.io']) {
    const config = readDockerConfig(JSON.stringify({ auths: { [name]: { auth: auth('me:word') } } }));
    if (config === undefined) throw new Error('not read');
    expect(loginSources(config, 'docker.io', 'library/node')).toEqual([{ kind: 'login', login }]);
    expect(loginSources(config, 'docker.io.example', 'library/node')).toEqual([]);
  }
});

test('a helper of one registry comes before the helper of all, and both before the file', () => {
  const config = readDockerConfig(
    JSON.stringify({
      auths: { 'ghcr.io': { auth: auth('me:word') } },
      credHelpers: { 'ghcr.io': 'one' },
      credsStore: 'all',
      HttpHeaders: { 'X-Other': 'ignored' },
    }),
  );
  if (config === undefined) throw new Error('not read');
  expect(loginSources(config, 'ghcr.io', 'a/b').map((source) => (source.kind === 'helper' ? source.name : 'file'))).toEqual([
    'one',
    'file',
  ]);
  expect(loginSources(config, 'docker.io', 'library/node')).toEqual([
    { kind: 'helper', name: 'all', server: 'https://index.docker.io/v1/' },
  ]);
  expect(loginSources(config, '__proto__', 'x')).toEqual([{ kind: 'helper', name: 'all', server: '__proto__' }]);
});

test('a helper tells an identity token by the name of its user', () => {
  expect(readHelperAnswer('{"Username":"<token>","Secret":"s"}')).toEqual({ kind: 'identity', token: 's' });
  expect(readHelperAnswer('{"Username":"me","Secret":"s"}')).toEqual({ kind: 'password', username: 'me', password: 's' });
  expect(readHelperAnswer('{"Username":"me"}')).toBeUndefined();
  expect(readDockerConfig('"auths"')).toBeUndefined();
});
