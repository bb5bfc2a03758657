import { fileRefused, MEDIA_TYPES, type FileFault, type MediaType } from '@caseward/domain';
import { fileTypeFromBuffer } from 'file-type';
import { refusalProblem } from '../platform/refusal-problem.js';
import { lookAtDocument } from './documents.js';
import { redrawn } from './images.js';

export interface CleanFile {
  readonly mediaType: MediaType;
  readonly content: Buffer;
}

/**
 * What is kept of a file: an image drawn anew, a plain document as it is.
 * @param said its type as the sender says; the first bytes have to say the same
 * @throws ProblemError 422
 */
export async function cleanFile(sent: Buffer, said: MediaType): Promise<CleanFile> {
  if ((await typeOf(sent)) !== said) refuse('file_type');
  if (said !== 'application/pdf') return { mediaType: said, content: await redrawn(sent, said) };
  const look = await lookAtDocument(sent);
  if (look !== 'plain') refuse(look === 'active' ? 'file_active' : 'file_broken');
  return { mediaType: said, content: sent };
}

async function typeOf(sent: Buffer): Promise<MediaType | null> {
  const found = await fileTypeFromBuffer(sent).catch(() => undefined);
  return MEDIA_TYPES.find((type) => type === found?.mime) ?? null;
}

function refuse(reason: FileFault): never {
  throw refusalProblem(fileRefused(reason));
}
