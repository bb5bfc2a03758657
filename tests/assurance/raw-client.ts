import { connect } from 'node:net';

export interface RawRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What came over the wire, to the byte, however it ended. */
export interface Heard {
  /** Whether there was anybody to ask. */
  readonly isConnected: boolean;
  readonly bytes: number;
  /** Null when the first line did not arrive whole. */
  readonly status: number | null;
  readonly text: string;
  /** Whether all that was announced arrived. */
  readonly isWhole: boolean;
}

const IDLE_MS = 30_000;

/** A request over a connection of its own, so that nothing is hidden by a library: also half an answer is one. */
export async function rawAsk(url: string, request: RawRequest): Promise<Heard> {
  const { hostname, port, host } = new URL(url);
  const body = request.body === undefined ? '' : JSON.stringify(request.body);
  const headers = {
    ...{ host, connection: 'close', ...request.headers },
    ...(body === '' ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const chunks: Buffer[] = [];
  let isConnected = false;
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on('connect', () => {
      isConnected = true;
      socket.write(`${request.method} ${request.path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
  return { isConnected, ...heard(Buffer.concat(chunks)) };
}

function heard(all: Buffer): Omit<Heard, 'isConnected'> {
  const text = all.toString('utf8');
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(text) ?? [];
  const end = all.indexOf('\r\n\r\n');
  const head = end < 0 ? '' : all.subarray(0, end).toString();
  const [, announced] = /^content-length: (\d+)$/im.exec(head) ?? [];
  const body = end < 0 ? '' : all.subarray(end + 4).toString('utf8');
  const isWhole = end >= 0 && (announced === undefined || all.length - end - 4 === Number(announced));
  return { bytes: all.length, status: status === undefined ? null : Number(status), text: body, isWhole };
}
