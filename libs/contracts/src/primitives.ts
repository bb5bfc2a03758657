import { normaliseInstant } from '@caseward/domain';
import { z } from 'zod';

/** An instant with any offset, kept as UTC with milliseconds so that text order is time order. */
export const instantSchema = z.iso
  .datetime({
    offset: true,
    abort: true,
    error: 'Give a date and time with its offset, such as 2026-06-01T10:00:00+03:00.',
  })
  .refine((text) => normaliseInstant(text).length === 24, { abort: true, error: 'Years 0000 to 9999 only.' })
  .overwrite(normaliseInstant)
  .meta({ id: 'AnyInstant', description: 'An instant with any offset.' });

/** An instant as it is answered: always UTC with milliseconds. */
export const instantViewSchema = z.iso.datetime().meta({ id: 'Instant', description: 'UTC, with milliseconds.' });

/** A calendar date without a time. */
export const localDateSchema = z.iso
  .date({ error: 'Give a date such as 2026-06-01.' })
  .meta({ id: 'LocalDate', description: 'A calendar date in the time zone of the policy.' });

export const uuidSchema = z.uuid({ error: 'Give a UUID.' });

const VERSION_AT = 14;
/**
 * The id of what a client begins. From what a file is about the server makes its id (version 8): whoever could take that
 * one first would keep the file from ever being opened.
 */
export const chosenUuidSchema = uuidSchema.refine((id) => id[VERSION_AT] !== '8', {
  error: 'Ids of version 8 are made by the server: give a random UUID, or none.',
});

/** An id that a client may choose. The alphabet leaves no room for a name with spaces or a sentence. */
export const opaqueIdSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/,
    'Give an id of letters, digits and . _ : - (at most 100), without personal data.',
  );

/** Levels are an ordered list in the policy (A28), so the rule that knows them is the domain's. */
export const riskLevelSchema = z.string().regex(/^[A-Z][A-Z_]{0,19}$/, 'Give a level of the policy, such as HIGH.');

/** Ids that the rules made, such as the one of an escalation. */
export const recordIdSchema = z.string().min(1).max(200);
