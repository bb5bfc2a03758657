const MEBI = 1024 * 1024;

/** A photo of a telephone, or a scanned document of some pages. */
export const UPLOAD_BYTES = 10 * MEBI;
/** Above this an image is not opened at all, however small its file is. */
export const IMAGE_PIXELS = 50_000_000;
/** Longer sides are made smaller: enough to read a page by. */
export const IMAGE_SIDE = 4096;
/** For each case. They lie in the database, and are part of every backup of it. */
export const FILES_A_CASE = 100;
/** A ticket opens for so long. */
export const TICKET_SECONDS = 60;
