import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface FailingRegistry {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  stop(): Promise<void>;
}

/**
 * A registry in front of a good one that fails by the name of the repository: `status-401`, `status-404`, `status-429` and so
 * on answer with that status; `silent` never answers; `cut` gives what the good one has in `app`, but ends the connection
 * within a layer; `flip` gives the same with one byte of the layers changed; `slow` answers after five seconds each time.
 */
export async function startFailingRegistry(good: string): Promise<FailingRegistry> {
  const server = createServer((asked, answer) => {
    const [, repository = '', rest = ''] = /^\/v2\/([^/]+)\/(.*)$/.exec(asked.url ?? '') ?? [];
    const status = /^status-(\d{3})$/.exec(repository)?.[1];
    if (repository === '') answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    else if (status !== undefined) refuse(answer, Number(status));
    else if (repository === 'cut') passOn(asked, answer, good, `/v2/app/${rest}`, cut);
    else if (repository === 'flip') passOn(asked, answer, good, `/v2/app/${rest}`, flip);
    else if (repository === 'slow') setTimeout(() => passOn(asked, answer, good, `/v2/app/${rest}`, whole), 5000);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    host: `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

const codes: Readonly<Record<number, string>> = {
  401: 'UNAUTHORIZED',
  403: 'DENIED',
  404: 'MANIFEST_UNKNOWN',
  429: 'TOOMANYREQUESTS',
};

function refuse(answer: ServerResponse, status: number): void {
  const code = codes[status] ?? 'UNKNOWN';
  const login = status === 401 ? { 'www-authenticate': 'Basic realm="fixture"' } : {};
  answer.writeHead(status, { 'content-type': 'application/json', ...login });
  answer.end(JSON.stringify({ errors: [{ code, message: code.toLowerCase() }] }));
}

type Deliver = (answer: ServerResponse, body: Buffer) => void;

const whole: Deliver = (answer, body) => answer.end(body);
const cut: Deliver = (answer, body) => answer.write(body.subarray(0, body.length >> 1), () => answer.destroy());
const flip: Deliver = (answer, body) => {
  const changed = Buffer.from(body);
  const at = changed.length - 6;
  changed[at] = (changed[at] ?? 0) ^ 1;
  answer.end(changed);
};

function passOn(asked: IncomingMessage, answer: ServerResponse, good: string, path: string, layers: Deliver): void {
  const upstream = request(
    `http://${good}${path}`,
    { method: asked.method ?? 'GET', headers: { accept: asked.headers.accept ?? '*/*' } },
    (found) => {
      const chunks: Buffer[] = [];
      found.on('data', (chunk: Buffer) => chunks.push(chunk));
      found.on('end', () => {
        const body = Buffer.concat(chunks);
        const layer = path.includes('/blobs/') && body[0] === 0x1f;
        answer.writeHead(found.statusCode ?? 500, found.headers);
        (layer ? layers : whole)(answer, body);
      });
    },
  );
  upstream.on('error', () => answer.destroy());
  upstream.end();
}
