import { type ClientHttp2Session, type IncomingHttpHeaders, connect } from 'node:http2';

const PATIENCE_MS = 2_000;
const OK = '0';

/** A protobuf message with one text in its first field, in the frame that gRPC puts around every message. */
function frame(text: string): Buffer {
  const value = Buffer.from(text, 'utf8');
  if (value.length > 127) throw new RangeError('The text is too long for this small encoder.');
  const message = Buffer.concat([Buffer.from([0x0a, value.length]), value]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

function call(session: ClientHttp2Session, path: string, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    let status: unknown;
    const read = (headers: IncomingHttpHeaders): void => {
      status = headers['grpc-status'] ?? status;
    };
    // An error without a body carries its status in the first headers, a success in the last.
    request.on('response', read);
    request.on('trailers', read);
    request.on('error', () => resolve(false));
    request.on('close', () => resolve(status === OK));
    request.resume();
    request.end(frame(text));
  });
}

/**
 * Asks a Temporal server for one of its namespaces: the answer shows that the frontend, its store and the namespace are
 * there. Plain HTTP/2 instead of the SDK, whose client this library does not need for anything else.
 */
export async function namespaceAnswers(address: string, namespace: string): Promise<boolean> {
  const session = connect(`http://${address}`);
  const broken = new Promise<boolean>((resolve) => {
    session.once('error', () => resolve(false));
    session.setTimeout(PATIENCE_MS, () => resolve(false));
  });
  try {
    const path = '/temporal.api.workflowservice.v1.WorkflowService/DescribeNamespace';
    return await Promise.race([call(session, path, namespace), broken]);
  } finally {
    session.destroy();
  }
}
