import { createServer, type Server, type ServerResponse } from 'node:http';

export interface HealthParts {
  readonly port: number;
  /** `RUNNING` when work is taken. */
  readonly workerState: () => string;
  readonly recordAnswers: () => Promise<boolean>;
}

const LOOPBACK = '127.0.0.1';
const [OK, NOT_FOUND, UNAVAILABLE] = [200, 404, 503];

/** `/livez`: is a restart needed? `/readyz`: is work taken and can it be recorded? */
export class HealthServer {
  readonly #server: Server;

  constructor(private readonly parts: HealthParts) {
    this.#server = createServer((request, response) => void this.#answer(request.url ?? '', response));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(this.parts.port, LOOPBACK, resolve);
    });
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(url: string, response: ServerResponse): Promise<void> {
    const worker = this.parts.workerState();
    if (url === '/livez') send(response, worker === 'FAILED' ? UNAVAILABLE : OK, { worker });
    else if (url === '/readyz') {
      const record = await this.parts.recordAnswers();
      send(response, worker === 'RUNNING' && record ? OK : UNAVAILABLE, { worker, record });
    } else send(response, NOT_FOUND, {});
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
