import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect } from 'node:net';

/** A port of the loopback interface that a server listens on from now on. */
export async function listen(server: Pick<Server, 'listen' | 'address'>): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A server with TLS, and a proxy that leads every host to it. */
export async function behindProxy(
  tls: { readonly key: string; readonly cert: string },
  answer: RequestListener,
): Promise<{ readonly proxy: string; readonly connected: readonly string[]; close(): void }> {
  const secure = createSecureServer(tls, answer);
  const port = await listen(secure);
  const connected: string[] = [];
  const proxy = createServer().on('connect', ({ url = '' }, client) => {
    connected.push(url);
    const server = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    server.on('error', () => client.destroy());
    client.on('error', () => server.destroy());
  });
  return {
    proxy: `http://127.0.0.1:${await listen(proxy)}`,
    connected,
    close() {
      for (const server of [proxy, secure]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
