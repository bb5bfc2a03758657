import { expect, it } from 'vitest';
import { attachmentStatus } from './attachments.js';

it.each([
  ['image/jpeg', 'clean', 'stored'],
  ['image/jpeg', 'harmful', 'refused'],
  ['image/jpeg', 'unknown', 'quarantined'],
  ['image/jpeg', null, 'stored'],
  ['application/pdf', 'clean', 'stored'],
  ['application/pdf', 'harmful', 'refused'],
  ['application/pdf', 'unknown', 'quarantined'],
  ['application/pdf', null, 'quarantined'],
] as const)('a file of type %s that the scanner calls %j is %s [IM-4]', (mediaType, verdict, status) => {
  expect(attachmentStatus(mediaType, verdict)).toBe(status);
});
