/**
 * Advisory locks of the whole database. They share a class of their own: the chains of the audit trail have 0x0c5e, and
 * whoever writes an entry holds one of those until its transaction ends.
 */
const CLASS = 0x0c5f;

/** One migrating process holds it; others wait. */
export const MIGRATION_LOCK = [CLASS, 1] as const;
/** Of many processes, one makes the checkpoint. */
export const CHECKPOINT_LOCK = [CLASS, 2] as const;
/** Whoever changes the files of keys. */
export const KEY_LOCK = [CLASS, 3] as const;
