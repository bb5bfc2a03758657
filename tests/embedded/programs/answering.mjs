// Stands in for a worker or an API: ready when its page answers, and it writes down how it was asked to end.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import process from 'node:process';
import { dieWithParent } from '@caseward/embedded';

if (process.env.CASEWARD_DIE_WITH_PARENT === 'true') dieWithParent();
const name = process.argv[1].includes('broken') ? 'broken' : process.env.PROGRAM_NAME;
const port = Number(process.env.PORT ?? process.env.CASEWARD_WORKER_HEALTH_PORT);
const server = createServer((request, response) => {
  const known = request.url === '/readyz' || request.url === '/env';
  response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(request.url === '/env' ? process.env : {}));
});
server.listen(port, '127.0.0.1');
process.on('SIGTERM', () => {
  appendFileSync(process.env.DIARY, `${name ?? port} drained\n`);
  server.close();
  server.closeAllConnections();
  process.exit(0);
});
