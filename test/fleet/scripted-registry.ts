import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a server was asked, in the order it was. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly accept: string | undefined;
  readonly body: string;
}

export interface ScriptedServer {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly asked: readonly Asked[];
  /** The methods asked for, with their paths. */
  readonly lines: () => readonly string[];
  readonly close: () => Promise<void>;
}

export type Script = (asked: Asked, response: ServerResponse) => void;

/** A server on the loopback interface that answers as the script says. */
export async function serve(script: Script): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const body = await read(request);
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const one: Asked = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        authorization: request.headers.authorization,
        accept: request.headers.accept,
        body,
      };
      asked.push(one);
      script(one, response);
    };
    void answer();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    host: `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    asked,
    lines: () => asked.map(({ method, path }) => `${method} ${path}`),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
