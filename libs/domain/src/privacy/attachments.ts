import { DomainError } from '../errors.js';
import { isOpen, type Stage } from '../case/lifecycle.js';

/** What a file of a case is. A code: the name that a file had on a telephone often names the child. */
export const ATTACHMENT_KINDS = [
  'consent',
  'identity',
  'photo',
  'medical',
  'court_or_police',
  'school',
  'report',
  'other',
] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** Stored files are handed out; of one in quarantine it is not known whether it is harmful; a refused one is not kept. */
export const ATTACHMENT_STATUSES = ['stored', 'quarantined', 'refused'] as const;
export type AttachmentStatus = (typeof ATTACHMENT_STATUSES)[number];

export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export const SCAN_VERDICTS = ['clean', 'harmful', 'unknown'] as const;
export type ScanVerdict = (typeof SCAN_VERDICTS)[number];

const AFTER_A_SCAN: Readonly<Record<ScanVerdict, AttachmentStatus>> = {
  clean: 'stored',
  harmful: 'refused',
  unknown: 'quarantined',
};

/**
 * IM-4: what becomes of a file. An image was drawn anew and is as good as its pixels; of a document that nobody scanned
 * nothing is known.
 * @param verdict null where there is no scanner
 */
export function attachmentStatus(mediaType: MediaType, verdict: ScanVerdict | null): AttachmentStatus {
  if (verdict !== null) return AFTER_A_SCAN[verdict];
  return mediaType === 'application/pdf' ? 'quarantined' : 'stored';
}

/** IM-4: why a file is not taken, in a word. */
export const FILE_FAULTS = [
  'file_type',
  'file_broken',
  'file_pixels',
  'file_active',
  'file_harmful',
  'file_count',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

const FAULTS: Readonly<Record<FileFault, readonly [sentence: string, remedy: string]>> = {
  file_type: [
    'This kind of file is not taken, or it is not what it is said to be.',
    'Send a JPEG, PNG or WebP image without movement, or a PDF.',
  ],
  file_broken: ['The file cannot be read to its end.', 'Take the photo or save the document again.'],
  file_pixels: ['The image has too many pixels.', 'Take it again in a smaller size.'],
  file_active: [
    'The document can run something, carries another file, or is locked.',
    'Print it to a new PDF without a password, or send a photo of the pages.',
  ],
  file_harmful: ['The scanner found something harmful in this file. It was not kept.', 'Send a photo of the paper.'],
  file_count: ['This case has as many files as it may have.', 'Write down what matters in a form instead.'],
};

/** IM-3, IM-4: what is not kept, and what would be. */
export function fileRefused(reason: FileFault): DomainError {
  const [sentence, remedy] = FAULTS[reason];
  return new DomainError('VALUE_NOT_POSSIBLE', 'IM-4', sentence, { inputs: { reason }, remedy });
}

/** Nobody knows yet whether it is harmful: it is kept, and not handed out. */
export function fileInQuarantine(): DomainError {
  return new DomainError('TOO_EARLY', 'IM-4', 'This file was not yet checked for harmful content.', {
    inputs: { reason: 'file_in_quarantine' },
    remedy: 'Wait until it is checked, or ask your supervisor to have it checked now.',
  });
}

/** Nothing is added to the file of a child whose case is closed, or who said no. */
export function assertTakesFiles(stage: Stage): void {
  if (isOpen(stage)) return;
  throw new DomainError('NOT_ALLOWED_IN_STAGE', 'IM-4', 'Files are added while a case is open.', {
    inputs: { stage },
    remedy: 'Re-open the case first, where it may be.',
  });
}
