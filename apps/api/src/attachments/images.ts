import { fileRefused, type FileFault, type MediaType } from '@caseward/domain';
import sharp, { type Sharp } from 'sharp';
import { refusalProblem } from '../platform/refusal-problem.js';
import { IMAGE_PIXELS, IMAGE_SIDE } from './file-limits.js';

// Decoders of what is not taken anyway cannot be reached, whatever a file pretends to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

export type ImageType = Exclude<MediaType, 'application/pdf'>;

const WRITES: Readonly<Record<ImageType, (image: Sharp) => Sharp>> = {
  'image/jpeg': (image) => image.jpeg({ quality: 88 }),
  'image/png': (image) => image.png(),
  'image/webp': (image) => image.webp({ quality: 88 }),
};

/**
 * Only what can be seen is kept: the pixels are written into a new file, turned as the camera meant them. Place, time,
 * camera, previews, profiles and whatever hangs behind the image stay behind.
 * @throws ProblemError 422
 */
export async function redrawn(content: Buffer, type: ImageType): Promise<Buffer> {
  await assertStill(content);
  try {
    const image = sharp(content, { failOn: 'error', limitInputPixels: IMAGE_PIXELS })
      .autoOrient()
      .resize({ width: IMAGE_SIDE, height: IMAGE_SIDE, fit: 'inside', withoutEnlargement: true });
    return await WRITES[type](image).toBuffer();
  } catch {
    return refuse('file_broken');
  }
}

/** From the header alone, before a pixel is opened. */
async function assertStill(content: Buffer): Promise<void> {
  const { width, height, pages } = await sharp(content, { limitInputPixels: false })
    .metadata()
    .catch(() => refuse('file_broken'));
  if ((pages ?? 1) > 1) refuse('file_type');
  if (width * height > IMAGE_PIXELS) refuse('file_pixels');
}

function refuse(reason: FileFault): never {
  throw refusalProblem(fileRefused(reason));
}
