import { MEDIA_TYPES, type MediaType } from '@caseward/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../platform/problem.js';
import { UPLOAD_BYTES } from './file-limits.js';

const UPLOADS = /^\/v1\/cases\/:caseId\/attachments$/;

/**
 * Leaves the body of an upload where it is until it is known who sends it and to which case; only there files are
 * taken.
 */
export function addUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser([...MEDIA_TYPES], (request, _payload, done) => {
    if (request.method === 'POST' && UPLOADS.test(request.routeOptions.url ?? '')) done(null, undefined);
    else done(Object.assign(new Error('files are not taken here'), { statusCode: 415 }));
  });
}

export function mediaTypeOf({ headers }: Pick<FastifyRequest, 'headers'>): MediaType {
  const [said = ''] = (headers['content-type'] ?? '').split(';');
  const type = MEDIA_TYPES.find((one) => one === said.trim().toLowerCase());
  if (type !== undefined) return type;
  throw new ProblemError(415, 'MEDIA_TYPE_UNSUPPORTED', 'Unsupported media type', {
    detail: `Files are sent as they are, as one of ${MEDIA_TYPES.join(', ')}.`,
    remedy: 'Send a photo or a PDF, with its own media type in Content-Type.',
  });
}

/** The bytes of an upload. @throws ProblemError 413 as soon as there are too many */
export async function readUpload(request: FastifyRequest): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > UPLOAD_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // Left open when it is too much: an answer still has to go back.
  for await (const chunk of request.raw.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > UPLOAD_BYTES) throw tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): ProblemError {
  const details = {
    detail: `A file may have ${UPLOAD_BYTES} bytes.`,
    remedy: 'Take the photo in a smaller size, or send fewer pages at once.',
  };
  // What is still on its way is not waited for.
  return new ProblemError(413, 'BODY_TOO_LARGE', 'The file is too large', details, { connection: 'close' });
}
