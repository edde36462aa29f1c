import { readFileSync } from 'node:fs';
import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Eta } from 'eta';

const { PORT = '3000', API_URL = 'http://localhost:8000', SESSION_SECRET_FILE } = process.env;
const secret = readFileSync(SESSION_SECRET_FILE);
const views = new Eta({ views: new URL('./views', import.meta.url).pathname });

async function shelf() {
  const response = await fetch(`${API_URL}/products`, { signal: AbortSignal.timeout(2000) });
  if (!response.ok) throw new Error(`the API answers ${response.status}`);
  return response.json();
}

function newSession() {
  const id = randomUUID();
  const seal = createHmac('sha256', secret).update(id).digest('base64url');
  return `session=${id}.${seal}; HttpOnly; SameSite=Lax; Path=/`;
}

const server = createServer(async (request, response) => {
  if (request.url === '/health') return response.end('ok\n');
  if (request.url !== '/') return response.writeHead(404).end('There is no such page.\n');
  try {
    const page = views.render('./shelf', { products: await shelf() });
    if (!request.headers.cookie?.includes('session=')) response.setHeader('set-cookie', newSession());
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  } catch (error) {
    console.error(error);
    response.writeHead(502).end('The shop is closed for a moment.\n');
  }
});

server.listen(Number(PORT), () => console.log(`web listens on ${PORT}`));
process.once('SIGTERM', () => server.close());
