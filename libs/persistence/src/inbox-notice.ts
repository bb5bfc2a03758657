import type { Sql } from './query.js';

/** The channel on which PostgreSQL says that there are new inbox changes. */
export const INBOX_CHANNEL = 'caseward_inbox';
/** At most one notice in this time, in milliseconds, from one process. */
const NOTICE_EVERY_MS = 20;

interface Notice {
  isResting: boolean;
  isWanted: boolean;
}
const notices = new WeakMap<Sql, Notice>();

/**
 * Tells listeners to look. A notice inside the append would make PostgreSQL commit all appends one after the other
 * (a transaction that notifies holds one lock for the whole server until it is flushed), so it goes out just after the
 * commit, many appends in one. One that is lost with its process costs nothing but time: feeds also look by themselves.
 */
export function announceInboxChange(sql: Sql): void {
  const notice = notices.get(sql) ?? { isResting: false, isWanted: false };
  notices.set(sql, notice);
  if (notice.isResting) {
    notice.isWanted = true;
    return;
  }
  notice.isResting = true;
  notice.isWanted = false;
  sql.query(`SELECT pg_notify('${INBOX_CHANNEL}', '')`).catch(() => undefined);
  setTimeout(() => {
    notice.isResting = false;
    if (notice.isWanted) announceInboxChange(sql);
  }, NOTICE_EVERY_MS).unref();
}
