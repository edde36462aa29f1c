import { createServer } from 'node:http';
import { Eta } from 'eta';

const { PORT = '80', API_URL = 'http://localhost:8000' } = process.env;
const views = new Eta({ views: new URL('./views', import.meta.url).pathname });

async function shelf() {
  const response = await fetch(`${API_URL}/products`, { signal: AbortSignal.timeout(2000) });
  if (!response.ok) throw new Error(`the API answers ${response.status}`);
  return response.json();
}

const server = createServer(async (request, response) => {
  if (request.url === '/health') return response.end('ok\n');
  if (request.url !== '/') return response.writeHead(404).end('There is no such page.\n');
  try {
    const page = views.render('./shelf', { products: await shelf() });
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  } catch (error) {
    console.error(error);
    response.writeHead(502).end('The shop is closed for a moment.\n');
  }
});

server.listen(Number(PORT), () => console.log(`web listens on ${PORT}`));
process.once('SIGTERM', () => server.close());
