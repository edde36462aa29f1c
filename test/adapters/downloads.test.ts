import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createPlainServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { downloadsFor, type DownloadLimits } from '../../src/adapters/downloads.ts';
import { DownloadFailure } from '../../src/trivy/ports.ts';
import { mirror } from '../trivy/machine.ts';
import type { Mirror } from '../trivy/machine.ts';

type Answer = Parameters<typeof mirror>[0];

let folder: string;
let file: string;
let servers: Mirror[];
let slept: number[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'container-guard-download-'));
  file = join(folder, 'file');
  servers = [];
  slept = [];
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function serving(answer: Answer): Promise<Mirror> {
  const started = await mirror(answer);
  servers.push(started);
  return started;
}

/** Downloads that wait on a clock of the test's own, and lose patience quickly. */
function ours(more: Partial<DownloadLimits> = {}, environment: Readonly<Record<string, string>> = {}) {
  let now = 0;
  const waiting = {
    now: () => now,
    sleep(milliseconds: number) {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
  const patience = { attempts: 3, totalSeconds: 60 };
  const limits = { idleSeconds: 5, attemptSeconds: 20, slowest: 10, patience, waiting, ...more };
  return downloadsFor(environment, { find: async () => undefined }, limits);
}

function fetching(address: string, downloads = ours(), maxBytes = 1000): Promise<void> {
  return downloads.fetch({ kind: 'web', address }, file, maxBytes);
}

async function failureOf(promise: Promise<unknown>): Promise<DownloadFailure> {
  const outcome = await promise.catch((error: unknown) => error);
  expect(existsSync(file)).toBe(false);
  if (outcome instanceof DownloadFailure) return outcome;
  throw new Error('it should have failed', { cause: outcome });
}

/** Answers one after another, the last of them for ever. */
function inTurn(...answers: readonly Answer[]): Answer {
  let turn = 0;
  return (request, response) => {
    answers[Math.min(turn, answers.length - 1)]?.(request, response);
    turn += 1;
  };
}

const good: Answer = (_, response) => response.end('good');
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(code, headers).end('a page about it');

test('a file arrives as it was sent', async () => {
  const { baseUrl } = await serving(good);
  await fetching(`${baseUrl}/x`);
  expect(readFileSync(file, 'utf8')).toBe('good');
});

describe('a server that', () => {
  test.each([
    [500, {}, [1000, 2000]],
    [503, { 'retry-after': '7' }, [7000, 7000]],
    [429, { 'retry-after': '3' }, [3000, 3000]],
  ])('answers %i is asked again, as patiently as it asks for', async (code, headers, waits) => {
    const { baseUrl, asked } = await serving(inTurn(status(code, headers), status(code, headers), good));
    await fetching(`${baseUrl}/x`);
    expect(asked).toHaveLength(3);
    expect(slept).toEqual(waits);
  });

  test('holds us back for longer than we wait is told of, with how long', async () => {
    const { baseUrl, asked } = await serving(status(429, { 'retry-after': '3600' }));
    const failure = await failureOf(fetching(`${baseUrl}/x`));
    expect(failure).toMatchObject({ status: 429, message: 'HTTP 429, Retry-After: 3600' });
    expect(asked).toHaveLength(1);
    expect(slept).toEqual([]);
  });

  test.each([401, 403, 404, 410, 418])('answers %i is not asked again', async (code) => {
    const { baseUrl, asked } = await serving(status(code));
    expect(await failureOf(fetching(`${baseUrl}/x`))).toMatchObject({ status: code, message: `HTTP ${code}` });
    expect(asked).toHaveLength(1);
  });

  test('fails for good is asked three times', async () => {
    const { baseUrl, asked } = await serving(status(500));
    expect(await failureOf(fetching(`${baseUrl}/x`))).toMatchObject({ status: 500 });
    expect(asked).toHaveLength(3);
  });

  test('cuts the answer off is asked again', async () => {
    const cut: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('go', () => response.destroy());
    };
    const { baseUrl } = await serving(inTurn(cut, good));
    await fetching(`${baseUrl}/x`);
    expect(readFileSync(file, 'utf8')).toBe('good');
  });

  test('never answers is waited for no longer', async () => {
    const { baseUrl, asked } = await serving(() => undefined);
    const failure = await failureOf(fetching(`${baseUrl}/x`, ours({ idleSeconds: 0.05 })));
    expect(failure.message).toBe('nothing came for 0.05 seconds');
    expect(asked).toHaveLength(3);
  });

  test('stops in the middle is waited for no longer', async () => {
    const { baseUrl } = await serving((_, response) => response.writeHead(200).write('go'));
    const failure = await failureOf(fetching(`${baseUrl}/x`, ours({ idleSeconds: 0.05, slowest: 0 })));
    expect(failure.message).toBe('nothing came for 0.05 seconds');
  });

  test('drips is given up', async () => {
    const dripping: Answer = (_, response) => {
      const timer = setInterval(() => response.write('x'), 10);
      response.on('close', () => {
        clearInterval(timer);
      });
    };
    const { baseUrl } = await serving(dripping);
    const failure = await failureOf(fetching(`${baseUrl}/x`, ours({ idleSeconds: 0.2, slowest: 10_000 })));
    expect(failure.message).toMatch(/^only \d+ bytes a second came$/);
    const late = await failureOf(fetching(`${baseUrl}/x`, ours({ attemptSeconds: 0.1 }), 1 << 20));
    expect(late.message).toBe('it was not finished after 0.1 seconds');
  });

  test('never ends is cut off at the size that is expected, and not asked again', async () => {
    const endless: Answer = (_, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', more);
      };
      more();
    };
    const { baseUrl, asked } = await serving(endless);
    expect((await failureOf(fetching(`${baseUrl}/x`, ours(), 3 << 20))).message).toBe('it is larger than 3 MiB');
    const announcing = await serving((_, response) => response.writeHead(200, { 'content-length': 1 << 30 }).write('x'));
    expect((await failureOf(fetching(`${announcing.baseUrl}/x`, ours(), 3 << 20))).message).toBe('it is larger than 3 MiB');
    expect([...asked, ...announcing.asked]).toHaveLength(2);
  });

  test('speaks no HTTP is told of', async () => {
    const server = createPlainServer((socket) => socket.end('hello\r\n'));
    const port = await listening(server);
    const failure = await failureOf(fetching(`http://127.0.0.1:${port}/x`));
    expect(failure.status).toBe(undefined);
    expect(failure.message).toMatch(/could not be reached \(HPE_/);
    server.close();
  });

  test('is not there is told of', async () => {
    const server = await serving(good);
    await server.close();
    expect((await failureOf(fetching(`${server.baseUrl}/x`))).message).toMatch(
      /^nothing answers at 127\.0\.0\.1:\d+ \(ECONNREFUSED\)$/,
    );
    expect((await failureOf(fetching('https://mirror.invalid/x'))).message).toMatch(
      /^no address is known for mirror\.invalid \(/,
    );
  });
});

describe('a redirect', () => {
  test('is followed, and the login of the address is shown to its own host alone', async () => {
    const seen: unknown[] = [];
    const elsewhere = await serving(({ headers }, response) => {
      seen.push(headers.authorization);
      response.end('good');
    });
    const { baseUrl } = await serving(({ headers }, response) => {
      seen.push(headers.authorization);
      response.writeHead(302, { location: `${elsewhere.baseUrl}/there` }).end();
    });
    await fetching(`${baseUrl}/x`.replace('http://', 'http://me:secret@'));
    expect(readFileSync(file, 'utf8')).toBe('good');
    expect(seen).toEqual([`Basic ${Buffer.from('me:secret').toString('base64')}`, undefined]);
  });

  test('is not followed to where there is no TLS, nor for ever', async () => {
    const away = await serving(status(302, { location: 'http://mirror.example.invalid/x' }));
    expect((await failureOf(fetching(`${away.baseUrl}/x`))).message).toBe('it sends the request on to an address without TLS');
    const file = await serving(status(302, { location: 'file:///etc/passwd' }));
    expect((await failureOf(fetching(`${file.baseUrl}/x`))).message).toContain('without TLS');
    const round = await serving(({ url = '' }, response) => response.writeHead(302, { location: `${url}x` }).end());
    expect((await failureOf(fetching(`${round.baseUrl}/x`))).message).toBe('it sends the request on more than 5 times');
    expect(round.asked).toHaveLength(6);
  });

  test('without an address is a failure', async () => {
    const { baseUrl } = await serving(status(302));
    expect(await failureOf(fetching(`${baseUrl}/x`))).toMatchObject({ status: 302 });
  });
});

describe('the disk', () => {
  test('without room is told of, and nobody is asked again', async () => {
    const { baseUrl, asked } = await serving(good);
    symlinkSync('/dev/full', file);
    const failure = await failureOf(fetching(`${baseUrl}/x`));
    expect(failure).toMatchObject({ disk: true, message: 'there is no room left on the disk (ENOSPC)' });
    expect(asked).toHaveLength(1);
  });
});

describe('a proxy', () => {
  let proxy: Server | undefined;
  afterEach(() => {
    proxy?.closeAllConnections();
    proxy?.close();
  });

  test('that refuses to connect is told of as such', async () => {
    const asked: string[] = [];
    proxy = createServer().on('connect', ({ url = '', headers }, socket) => {
      asked.push(`${url} ${headers['proxy-authorization'] ?? ''}`);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    const environment = { HTTPS_PROXY: `http://me:secret@127.0.0.1:${await listening(proxy)}` };
    const failure = await failureOf(fetching('https://mirror.invalid/x', ours({}, environment)));
    expect(failure).toMatchObject({ status: 407, message: 'HTTP 407' });
    expect(asked).toEqual([`mirror.invalid:443 Basic ${Buffer.from('me:secret').toString('base64')}`]);
  });

  test('that would send us elsewhere is not followed', async () => {
    proxy = createServer().on('connect', (_, socket) =>
      socket.end('HTTP/1.1 302 Found\r\nlocation: https://evil.invalid/\r\n\r\n'),
    );
    const environment = { HTTPS_PROXY: `127.0.0.1:${await listening(proxy)}` };
    const failure = await failureOf(fetching('https://mirror.invalid/x', ours({}, environment)));
    expect(failure.message).toBe('the proxy answered with the status 302');
  });
});

async function listening(server: {
  listen(port: number, host: string, done: () => void): unknown;
  address(): unknown;
}): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0;
}
