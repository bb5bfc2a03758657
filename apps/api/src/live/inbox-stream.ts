import type { InboxChange, InboxFeed } from '@caseward/persistence';
import { inboxChanges } from '@caseward/persistence';
import type { MessageEvent } from '@nestjs/common';
import { Observable } from 'rxjs';
import type { DataSource } from 'typeorm';
import { asSystem } from '../access/behalf.js';
import { answersForOf, scopesOf, type Caller } from '../access/caller.js';

export interface StreamParts {
  readonly dataSource: DataSource;
  readonly feed: Pick<InboxFeed, 'on' | 'off'>;
  readonly heartbeatMs: number;
}

/** Whether a change is about an inbox that this person looks at: their own, their role's, or the ones they oversee. */
export function concerns(change: InboxChange, caller: Caller): boolean {
  if (change.hiddenFrom?.includes(caller.personId) === true) return false;
  const scopes = scopesOf(caller);
  const scope = change.assigneeScope;
  if (change.assigneePerson === caller.personId) return true;
  if (change.assigneeRole === caller.role && scope !== null && [...scopes, ...answersForOf(caller)].includes(scope))
    return true;
  return [change.teamId, change.officeId, change.agencyId].some((id) => id !== null && scopes.includes(id));
}

/** Ids only: whoever listens reads the inbox again with their own rights. */
function message({ cursor, caseId, taskId, kind }: InboxChange): MessageEvent {
  return { id: cursor, type: 'inbox', data: { caseId, taskId, kind } };
}

const CATCH_UP_LIMIT = 500;

/** Changes after a position that the client knows, then every later one. */
async function catchUp(
  parts: StreamParts,
  after: string,
  give: (changes: readonly InboxChange[]) => void,
): Promise<void> {
  for (let cursor = after; ;) {
    const page = await asSystem('follow_inboxes', () => inboxChanges(parts.dataSource, cursor, CATCH_UP_LIMIT));
    give(page.changes);
    if (page.changes.length < CATCH_UP_LIMIT) return;
    ({ cursor } = page);
  }
}

/**
 * The inbox changes of one person. Listening begins before the catch-up, and what comes meanwhile waits, so nothing is
 * missed; what both bring is sent once.
 */
export function inboxStream(parts: StreamParts, caller: Caller, after: string | null): Observable<MessageEvent> {
  return new Observable((subscriber) => {
    const sent = new Set<string>();
    let waiting: InboxChange[] | null = [];
    const give = (changes: readonly InboxChange[]): void => {
      for (const change of changes) {
        if (!concerns(change, caller) || sent.has(change.cursor)) continue;
        if (waiting !== null) sent.add(change.cursor);
        subscriber.next(message(change));
      }
    };
    const onChanges = (changes: readonly InboxChange[]): void => {
      if (waiting === null) give(changes);
      else waiting.push(...changes);
    };
    parts.feed.on('changes', onChanges);
    const heartbeat = setInterval(() => subscriber.next({ comment: 'still here' }), parts.heartbeatMs);
    subscriber.next({ comment: 'listening', retry: 3000 });
    const caughtUp = after === null ? Promise.resolve() : catchUp(parts, after, give);
    caughtUp.then(
      () => {
        give(waiting ?? []);
        waiting = null;
        sent.clear();
      },
      (error: unknown) => subscriber.error(error),
    );
    return () => {
      clearInterval(heartbeat);
      parts.feed.off('changes', onChanges);
    };
  });
}
