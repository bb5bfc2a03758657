import { promisify } from 'node:util';
import { constants, inflate, type ZlibOptions } from 'node:zlib';

/** How much is unpacked of all streams of one document together. */
const UNPACKED_BYTES = 64 * 1024 * 1024;
const HEAD = /^%PDF-[12]\.\d/;
const END = /%%EOF\s*$/;
/** Of an archive that somebody appended or wrapped around: readers of archives look for it from the end. */
const ARCHIVE_END = Buffer.from('PK\u0005\u0006', 'latin1');
const ARCHIVE_TAIL = 66_000;

/** Names by which a document runs something, sends something, carries a file, or hides what it holds. */
const ACTIVE = [
  ...['JavaScript', 'JS', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'RichMedia', 'XFA', 'SubmitForm', 'ImportData'],
  ...['GoToR', 'GoToE', 'Movie', 'Sound', 'Rendition', '3D', 'Encrypt'],
];
const ACTIVE_NAME = new RegExp(`/(?:${ACTIVE.map(spelled).join('|')})(?![A-Za-z0-9#])`);
const STREAM = /stream\r?\n/g;
const STREAM_END = 'endstream';

export type DocumentLook = 'plain' | 'broken' | 'active';

/**
 * A look at a PDF before the scanner's: a sieve for what no scanned letter needs, not a proof that there is nothing. It is
 * never handed out unscanned.
 */
export async function lookAtDocument(content: Buffer): Promise<DocumentLook> {
  const text = content.toString('latin1');
  if (!HEAD.test(text) || !END.test(text.slice(-1024))) return 'broken';
  if (content.subarray(-ARCHIVE_TAIL).includes(ARCHIVE_END)) return 'active';
  return ACTIVE_NAME.test(text) ? 'active' : lookIntoStreams(content, text);
}

/** Each letter of a name may stand as its number: `/J#61vaScript` is `/JavaScript`. */
function spelled(name: string): string {
  return name.replaceAll(/./g, (letter) => `(?:${letter}|#${hexOf(letter)})`);
}

function hexOf(letter: string): string {
  const digits = letter.charCodeAt(0).toString(16);
  return digits.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** Objects may lie in compressed streams. */
async function lookIntoStreams(content: Buffer, text: string): Promise<DocumentLook> {
  let left = UNPACKED_BYTES;
  for (const [from, to] of streamsIn(text)) {
    const unpacked = await unpack(content.subarray(from, to), left);
    if (unpacked === 'too_much') return 'broken';
    left -= unpacked.length;
    if (ACTIVE_NAME.test(unpacked.toString('latin1'))) return 'active';
  }
  return 'plain';
}

/** Where they begin and end, one after the other: none is looked at twice. */
function* streamsIn(text: string): Generator<readonly [number, number]> {
  const word = new RegExp(STREAM);
  for (let found = word.exec(text); found !== null; found = word.exec(text)) {
    const end = text.indexOf(STREAM_END, word.lastIndex);
    const to = end < 0 ? text.length : end;
    yield [word.lastIndex, to];
    word.lastIndex = to + STREAM_END.length;
  }
}

const NOTHING = Buffer.alloc(0);
const inflated = promisify<Buffer, ZlibOptions, Buffer>(inflate);

/** What is in a deflated stream, as far as it goes; nothing of any other. */
async function unpack(packed: Buffer, most: number): Promise<Buffer | 'too_much'> {
  if (packed.length < 2 || (packed[0] ?? 0) % 16 !== 8 || packed.readUInt16BE(0) % 31 !== 0) return NOTHING;
  try {
    return await inflated(packed, { maxOutputLength: Math.max(1, most), finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    return (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_much' : NOTHING;
  }
}
