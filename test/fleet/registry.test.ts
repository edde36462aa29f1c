import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryConsole } from '../../src/adapters/memory.ts';
import { patienceWithin, registries, type RegistryOptions } from '../../src/adapters/registry.ts';
import { trivyPorts } from '../../src/adapters/trivy-ports.ts';
import { GuardError } from '../../src/errors.ts';
import { serve, type Asked, type Script, type ScriptedServer } from './scripted-registry.ts';

const manifest = '{"schemaVersion":2,"config":{}}';
const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
const other = `sha256:${'b'.repeat(64)}`;
const type = 'application/vnd.oci.image.index.v1+json';

let home: string;
let servers: ScriptedServer[];
let slept: number[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'container-guard-registry-'));
  servers = [];
  slept = [];
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(home, { recursive: true, force: true });
});

async function server(script: Script): Promise<ScriptedServer> {
  const started = await serve(script);
  servers.push(started);
  return started;
}

/** Registries as a user with this home folder sees them, with a clock that does not wait. */
function ours(options: RegistryOptions = {}, environment: Record<string, string> = {}) {
  let now = 0;
  const ports = trivyPorts(memoryConsole());
  const machine = { ...ports.machine, environment: { HOME: home, PATH: join(home, 'bin'), ...environment } };
  const sleep = (milliseconds: number): Promise<void> => {
    slept.push(milliseconds);
    now += milliseconds;
    return Promise.resolve();
  };
  return registries({ ...ports, machine }, { waiting: { now: () => now, sleep }, ...options });
}

function dockerConfig(config: unknown): void {
  mkdirSync(join(home, '.docker'), { recursive: true });
  writeFileSync(join(home, '.docker', 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
}

const loginOf = (user: string, password: string): { readonly auth: string } => ({
  auth: Buffer.from(`${user}:${password}`).toString('base64'),
});
const basic = (user: string, password: string): string => `Basic ${loginOf(user, password).auth}`;

const found: Script = ({ method }, response) => {
  response.writeHead(200, { 'content-type': type, 'docker-content-digest': digest });
  response.end(method === 'HEAD' ? undefined : manifest);
};
const status =
  (code: number, headers: Record<string, string> = {}): Script =>
  (_, response) => {
    response.writeHead(code, headers).end();
  };

/** Says these one after another, the last of them for ever. */
function inTurn(...scripts: readonly Script[]): Script {
  let turn = 0;
  return (asked, response) => {
    const script = scripts[Math.min(turn, scripts.length - 1)] ?? found;
    turn += 1;
    script(asked, response);
  };
}

async function failureOf(work: Promise<unknown>): Promise<GuardError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GuardError)) throw new Error(`no GuardError: ${String(error)}`);
  expect(error).toMatchObject({ code: 'REGISTRY', exitCode: 3 });
  return error;
}

describe('a tag', () => {
  test('is resolved by one HEAD request that names every kind of manifest', async () => {
    const { host, asked, lines } = await server(found);
    await expect(ours().digestOf(`${host}/team/app:1`)).resolves.toEqual({ digest });
    expect(lines()).toEqual(['HEAD /v2/team/app/manifests/1']);
    for (const kind of ['image.index.v1', 'image.manifest.v1', 'manifest.list.v2', 'distribution.manifest.v2']) {
      expect(asked[0]?.accept).toContain(kind);
    }
    expect(asked[0]?.authorization).toBeUndefined();
  });

  test('is latest where a reference names none', async () => {
    const { host, lines } = await server(found);
    await ours().digestOf(`${host}/app`);
    expect(lines()).toEqual(['HEAD /v2/app/manifests/latest']);
  });

  test.each([400, 403, 405, 501])('is asked for with GET where HEAD is answered with %i', async (code) => {
    const { host, lines } = await server((asked, response) => (asked.method === 'HEAD' ? status(code) : found)(asked, response));
    await expect(ours().digestOf(`${host}/app:1`)).resolves.toEqual({ digest });
    expect(lines()).toEqual(['HEAD /v2/app/manifests/1', 'GET /v2/app/manifests/1']);
  });

  test.each([
    ['no digest', {}],
    ['a digest of no known form', { 'docker-content-digest': 'sha256:short' }],
  ])('is hashed where HEAD tells %s', async (_, headers) => {
    const { host } = await server(({ method }, response) => {
      response.writeHead(200, method === 'HEAD' ? headers : {}).end(method === 'HEAD' ? undefined : manifest);
    });
    await expect(ours().digestOf(`${host}/app:1`)).resolves.toEqual({ digest });
  });

  test('is not believed where the manifest has another digest than the registry says', async () => {
    const { host } = await server(({ method }, response) => {
      response.writeHead(200, method === 'HEAD' ? {} : { 'docker-content-digest': other });
      response.end(method === 'HEAD' ? undefined : manifest);
    });
    expect((await failureOf(ours().digestOf(`${host}/app:1`))).message).toContain('does not have the digest it names');
  });

  test('is not resolved by a page of something that is no registry', async () => {
    const { host } = await server((_, response) => void response.writeHead(200).end('<html>Welcome</html>'));
    expect((await failureOf(ours().digestOf(`${host}/app:1`))).message).toContain('no manifest of an image');
    expect(slept).toEqual([]);
  });
});

test('a digest needs no registry', async () => {
  await expect(ours().digestOf(`nowhere.invalid/app:1@${other}`)).resolves.toEqual({ digest: other });
  expect((await failureOf(ours().digestOf(`app@md5:${'a'.repeat(32)}`))).message).toContain('neither sha256 nor sha512');
});

test.each(['', 'UPPER CASE', 'app:1;id', '../app', '-x', '-x.example/app', 'a.example:99999/app'])(
  '%j is no reference and goes nowhere',
  async (reference) => {
    expect((await failureOf(ours().digestOf(reference))).message).toContain('not an image reference');
  },
);

describe('a registry with access tokens', () => {
  /** Gives `goodToken` for the login, or to anybody where there is none. */
  const withTokens = async (login?: string): Promise<ScriptedServer> => {
    const registry = await server((asked, response) => {
      if (asked.path === '/token') {
        if (login !== undefined && asked.authorization !== login) status(401)(asked, response);
        else response.end(JSON.stringify({ token: 'goodToken', expires_in: 300 }));
        return;
      }
      if (asked.authorization === 'Bearer goodToken') found(asked, response);
      else {
        const challenge = `Bearer realm="http://${registry.host}/token",service="the service",scope="repository:team/app:pull"`;
        status(401, { 'www-authenticate': challenge })(asked, response);
      }
    });
    return registry;
  };

  test('gives one to anybody for a public image', async () => {
    const { host, asked, lines } = await withTokens();
    await expect(ours().digestOf(`${host}/team/app:1`)).resolves.toEqual({ digest });
    expect(lines()).toEqual(['HEAD /v2/team/app/manifests/1', 'GET /token', 'HEAD /v2/team/app/manifests/1']);
    expect(Object.fromEntries(asked[1]?.query ?? [])).toEqual({ service: 'the service', scope: 'repository:team/app:pull' });
    expect(asked[1]?.authorization).toBeUndefined();
  });

  test('gives one for the login of Docker’s config file', async () => {
    const { host } = await withTokens(basic('me', 'hidden:word'));
    dockerConfig({ auths: { [`https://${host}/v1/`]: loginOf('me', 'hidden:word'), 'ghcr.io': loginOf('x', 'y') } });
    await expect(ours().digestOf(`${host}/team/app:1`)).resolves.toEqual({ digest });
  });

  test('changes an identity token for one by POST', async () => {
    const { host, asked } = await withTokens();
    dockerConfig({ auths: { [host]: { ...loginOf('0000', ''), identitytoken: 'hidden-identity' } } });
    await expect(ours().digestOf(`${host}/team/app:1`)).resolves.toEqual({ digest });
    expect(asked[1]).toMatchObject({ method: 'POST', path: '/token' });
    expect(Object.fromEntries(new URLSearchParams(asked[1]?.body))).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'hidden-identity',
      scope: 'repository:team/app:pull',
    });
  });

  test('refuses a wrong login in a message that does not hold it', async () => {
    const { host } = await withTokens(basic('me', 'right'));
    dockerConfig({ auths: { [host]: loginOf('me', 'hidden-word') } });
    const { message } = await failureOf(ours().digestOf(`${host}/team/app:1`));
    expect(message).toContain(`${host} wants a login (401)`);
    expect(message).toContain(`docker login ${host}`);
    expect(message).not.toMatch(/hidden|me:/);
  });

  test('that gives none, or one that cannot be sent, tells why without it', async () => {
    const give = async (body: string): Promise<string> => {
      const registry = await server((asked, response) => {
        if (asked.path === '/token') response.end(body);
        else status(401, { 'www-authenticate': `Bearer realm="http://${registry.host}/token"` })(asked, response);
      });
      return (await failureOf(ours().digestOf(`${registry.host}/app:1`))).message;
    };
    await expect(give('{}')).resolves.toContain('gives no token');
    const unsendable = await give(JSON.stringify({ token: 'hidden\r\nx: y' }));
    expect(unsendable).toContain('cannot be sent');
    expect(unsendable).not.toContain('hidden');
  });

  test('is never followed to an address without TLS outside of this machine', async () => {
    const { host } = await server(status(401, { 'www-authenticate': 'Bearer realm="http://192.0.2.1/token"' }));
    dockerConfig({ auths: { [host]: loginOf('me', 'hidden') } });
    expect((await failureOf(ours().digestOf(`${host}/app:1`))).message).toContain('without TLS');
  });
});

describe('a registry with passwords', () => {
  const protectedBy = (login: string): Promise<ScriptedServer> =>
    server((asked, response) => {
      const login401 = status(401, { 'www-authenticate': 'Basic realm="x"' });
      (asked.authorization === login ? found : login401)(asked, response);
    });

  test('is shown the one of the config file, and only once asked', async () => {
    const { host, asked } = await protectedBy(basic('me', 'word'));
    dockerConfig({ auths: { [host]: { username: 'me', password: 'word' } } });
    await expect(ours().digestOf(`${host}/app:1`)).resolves.toEqual({ digest });
    expect(asked.map(({ authorization }) => authorization)).toEqual([undefined, basic('me', 'word')]);
  });

  test('is shown the one of a helper program, which is asked once and through no shell', async () => {
    const { host } = await protectedBy(basic('helped', 'word'));
    const log = join(home, 'log');
    helper('keeper', `read server; echo "$1 $server" >> ${log}; echo '{"ServerURL":"x","Username":"helped","Secret":"word"}'`);
    dockerConfig({ auths: { [host]: {} }, credHelpers: { [host]: 'keeper' } });
    const registry = ours();
    await registry.digestOf(`${host}/app:1`);
    await registry.digestOf(`${host}/app:2`);
    expect(readFileSync(log, 'utf8')).toBe(`get ${host}\n`);
  });

  test('is asked with the file where the helper of all knows no login', async () => {
    const { host } = await protectedBy(basic('me', 'word'));
    helper('store', 'echo credentials not found in native keychain; exit 1');
    dockerConfig({ auths: { [host]: loginOf('me', 'word') }, credsStore: 'store' });
    await expect(ours().digestOf(`${host}/app:1`)).resolves.toEqual({ digest });
  });

  test('without one says to log in, and does not ask again', async () => {
    const { host, lines } = await protectedBy('never');
    expect((await failureOf(ours().digestOf(`${host}/app:1`))).message).toContain(`\`docker login ${host}\``);
    expect(lines()).toHaveLength(1);
  });

  test.each([
    ['is not there', 'missing', 'is not on PATH'],
    ['is a path', '../../bin/sh', 'is no name of a program'],
    ['fails', 'failing', 'ended with exit code 7'],
    ['answers nonsense', 'nonsense', 'answered with no login'],
  ])('is not asked when the helper %s', async (_, name, why) => {
    const { host, lines } = await protectedBy('never');
    helper('failing', 'echo hidden; echo hidden >&2; exit 7');
    helper('nonsense', 'echo hidden');
    dockerConfig({ credHelpers: { [host]: name } });
    const { message } = await failureOf(ours().digestOf(`${host}/app:1`));
    expect(message).toContain(why);
    expect(message).not.toContain('hidden');
    expect(lines()).toEqual([]);
  });

  test('is not asked when the config file cannot be read, of which nothing is quoted', async () => {
    const { host, lines } = await protectedBy('never');
    dockerConfig('{"auths": {"x": {"auth": hidden}}}');
    const { message } = await failureOf(ours().digestOf(`${host}/app:1`));
    expect(message).toContain(join(home, '.docker', 'config.json'));
    expect(message).not.toContain('hidden');
    expect(lines()).toEqual([]);
  });

  test('is found in the folder that DOCKER_CONFIG names, and in Podman’s file', async () => {
    const { host } = await protectedBy(basic('me', 'word'));
    const text = JSON.stringify({ auths: { [`${host}/team/app`]: loginOf('me', 'word') } });
    writeFileSync(join(home, 'config.json'), text);
    writeFileSync(join(home, 'podman.json'), text);
    for (const environment of [{ DOCKER_CONFIG: home }, { REGISTRY_AUTH_FILE: join(home, 'podman.json') }]) {
      await expect(ours({}, environment).digestOf(`${host}/team/app:1`)).resolves.toEqual({ digest });
    }
    await failureOf(ours({}, { DOCKER_CONFIG: home }).digestOf(`${host}/team/other:1`));
  });

  function helper(name: string, script: string): void {
    const path = join(home, 'bin', `docker-credential-${name}`);
    mkdirSync(join(home, 'bin'), { recursive: true });
    writeFileSync(path, `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
    chmodSync(path, 0o755);
  }
});

describe('a refusal', () => {
  test.each([
    [403, 'does not allow it (403)', 'right to pull'],
    [404, 'there is no such image', 'take it off the list'],
    [418, 'answered with status 418', 'Check'],
  ])('with %i says which image, why and what to do, and is not tried again', async (code, why, advice) => {
    const { host, asked } = await server(status(code));
    const { message } = await failureOf(ours().digestOf(`${host}/team/app:1`));
    expect(message).toContain(`${host}/team/app:1 could not be resolved`);
    expect(message).toContain(why);
    expect(message).toContain(advice);
    expect(asked.filter(({ method }) => method === 'HEAD')).toHaveLength(1);
    expect(slept).toEqual([]);
  });

  test('with 429 is waited out as long as Retry-After says', async () => {
    const { host } = await server(inTurn(status(429, { 'retry-after': '7' }), found));
    await expect(ours().digestOf(`${host}/app:1`)).resolves.toEqual({ digest });
    expect(slept).toEqual([7000]);
  });

  test('with 429 for longer than a run may take is not waited out, and the registry is left alone', async () => {
    const { host, lines } = await server(status(429, { 'retry-after': '3600' }));
    const registry = ours();
    expect((await failureOf(registry.digestOf(`${host}/app:1`))).message).toContain('until 3600 (Retry-After)');
    expect((await failureOf(registry.digestOf(`${host}/app:2`))).message).toContain('app:2');
    expect(slept).toEqual([]);
    expect(lines()).toHaveLength(1);
  });

  test('with 500 or 503 is tried again', async () => {
    const { host } = await server(inTurn(status(500), status(503), found));
    await expect(ours().digestOf(`${host}/app:1`)).resolves.toEqual({ digest });
    expect(slept).toEqual([1000, 2000]);
  });

  test('with 500 for ever ends', async () => {
    const { host, lines } = await server(status(500));
    expect((await failureOf(ours().digestOf(`${host}/app:1`))).message).toContain('failed (500)');
    expect(lines()).toHaveLength(3);
  });
});

test('an answer without an end is not read to its end', async () => {
  const { host } = await server(({ method }, response) => {
    response.writeHead(method === 'HEAD' ? 405 : 200);
    if (method === 'HEAD') response.end();
    else response.end(Buffer.alloc(5 << 20, ' '));
  });
  expect((await failureOf(ours().digestOf(`${host}/app:1`))).message).toContain('more than 4 MiB');
});

describe('a registry that is not there', () => {
  test('is told from one that refuses', async () => {
    const { host, close } = await server(found);
    await close();
    servers = [];
    expect((await failureOf(ours().digestOf(`${host}/app:1`))).message).toContain(`nothing answers at ${host} (ECONNREFUSED)`);
    const behind = await failureOf(ours({}, { HTTPS_PROXY: 'http://user:hidden@proxy.invalid' }).digestOf('ghcr.io/team/app:1'));
    expect(behind.message).toContain('no address is known for ghcr.io (ENOTFOUND)');
    expect(behind.message).not.toContain('hidden');
  });

  test('by its name is told', async () => {
    expect((await failureOf(ours().digestOf('registry.invalid/app:1'))).message).toContain(
      'no address is known for registry.invalid',
    );
  });

  test('because it never answers is waited for no longer than said', async () => {
    const { host, lines } = await server(() => undefined);
    const options = { attemptSeconds: 0.1, patience: { attempts: 2, totalSeconds: 90 } };
    const registry = ours(options);
    expect((await failureOf(registry.digestOf(`${host}/app:1`))).message).toContain('did not answer within 0.1 seconds');
    await failureOf(registry.digestOf(`${host}/app:2`));
    expect(lines()).toHaveLength(2);
  });

  test('that asks for more patience than a run has is not waited for', async () => {
    const { host, lines } = await server((_, response) => response.writeHead(429, { 'retry-after': '20' }).end());
    expect(patienceWithin(5)).toMatchObject({ attemptSeconds: 5, patience: { totalSeconds: 5 } });
    expect(patienceWithin(600)).toMatchObject({ attemptSeconds: 30, patience: { totalSeconds: 90 } });
    await failureOf(ours(patienceWithin(5)).digestOf(`${host}/app:1`));
    expect(lines()).toHaveLength(1);
  });

  test('because it stops in the middle of a manifest is told', async () => {
    const { host } = await server(({ method }, response) => {
      response.writeHead(method === 'HEAD' ? 405 : 200, method === 'HEAD' ? {} : { 'content-length': '1000' });
      if (method === 'HEAD') response.end();
      else response.write('{', () => response.destroy());
    });
    expect((await failureOf(ours().digestOf(`${host}/app:1`))).message).toMatch(/could not be reached/);
  });

  test('because it stops in the middle of a layer is told with the name of the image', async () => {
    const { host } = await server(({ path }, response) => {
      response.writeHead(200, { 'content-type': 'application/vnd.oci.image.manifest.v1+json', 'content-length': '1000' });
      if (path.includes('/blobs/')) response.write('some', () => response.destroy());
      else response.end(JSON.stringify({ schemaVersion: 2, config: { digest, size: 2 }, layers: [] }).padEnd(1000));
    });
    const image = await ours().image(`${host}/app:1`);
    const layer = await image.open(digest, AbortSignal.timeout(5000));
    const read = async (): Promise<void> => {
      for await (const _ of layer);
    };
    const { message } = await failureOf(read());
    expect(message).toContain(`A layer of ${host}/app:1 was cut off: ${host} could not be reached`);
  });
});

describe('a redirect', () => {
  const onwards = (to: () => string): Script => status307(to);
  const status307 =
    (to: () => string): Script =>
    (asked, response) =>
      status(307, { location: to() })(asked, response);

  test('to another host is followed without the login', async () => {
    const elsewhere = await server(found);
    const registry = await server((asked, response) => {
      if (asked.authorization === undefined) status(401, { 'www-authenticate': 'Basic realm="x"' })(asked, response);
      else onwards(() => `http://${elsewhere.host}/elsewhere`)(asked, response);
    });
    dockerConfig({ auths: { [registry.host]: loginOf('me', 'word') } });
    await expect(ours().digestOf(`${registry.host}/app:1`)).resolves.toEqual({ digest });
    expect(elsewhere.asked.map(({ path, authorization }: Asked) => [path, authorization])).toEqual([['/elsewhere', undefined]]);
  });

  test('to another host that wants a login does not get ours', async () => {
    const elsewhere = await server(status(401, { 'www-authenticate': 'Basic realm="x"' }));
    const registry = await server(onwards(() => `http://${elsewhere.host}/v2/app/manifests/1`));
    dockerConfig({ auths: { [registry.host]: loginOf('me', 'word'), [elsewhere.host]: loginOf('me', 'word') } });
    await failureOf(ours().digestOf(`${registry.host}/app:1`));
    expect(elsewhere.asked.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  test('to another host that gives access tokens to anybody gets one, for nobody', async () => {
    const elsewhere = await server((asked, response) => {
      if (asked.path === '/token') response.end('{"access_token":"anyone"}');
      else if (asked.authorization === 'Bearer anyone') found(asked, response);
      else status(401, { 'www-authenticate': `Bearer realm="http://${elsewhere.host}/token"` })(asked, response);
    });
    const registry = await server(onwards(() => `http://${elsewhere.host}/v2/app/manifests/1`));
    dockerConfig({ auths: { [registry.host]: loginOf('me', 'word') } });
    await expect(ours().digestOf(`${registry.host}/app:1`)).resolves.toEqual({ digest });
    expect(elsewhere.asked.map(({ path, authorization }) => [path, authorization])).toEqual([
      ['/v2/app/manifests/1', undefined],
      ['/token', undefined],
      ['/v2/app/manifests/1', 'Bearer anyone'],
    ]);
  });

  test('within the registry keeps the login', async () => {
    const registry = await server((asked, response) => {
      if (asked.authorization === undefined) status(401, { 'www-authenticate': 'Basic realm="x"' })(asked, response);
      else (asked.path === '/moved' ? found : onwards(() => '/moved'))(asked, response);
    });
    dockerConfig({ auths: { [registry.host]: loginOf('me', 'word') } });
    await expect(ours().digestOf(`${registry.host}/app:1`)).resolves.toEqual({ digest });
  });

  test('out of this machine without TLS, or round and round, ends', async () => {
    const out = await server(onwards(() => 'http://192.0.2.1/v2/app/manifests/1'));
    expect((await failureOf(ours().digestOf(`${out.host}/app:1`))).message).toContain('without TLS');
    const round = await server(onwards(() => '/again'));
    expect((await failureOf(ours().digestOf(`${round.host}/app:1`))).message).toContain('more than 5 times');
    expect(round.lines()).toHaveLength(6);
  });
});
