import { Controller, Headers, Inject, Sse, type MessageEvent, type BeforeApplicationShutdown } from '@nestjs/common';
import { inboxChanges, CursorError } from '@caseward/persistence';
import { catchError, concatMap, defer, EMPTY, finalize, merge, Subject, takeUntil, timer, type Observable } from 'rxjs';
import { asSystem } from '../access/behalf.js';
import { SignedIn, type Caller } from '../access/caller.js';
import { InSession, type CurrentSession } from '../access/current-session.js';
import { Reads } from '../access/route-access.js';
import { SessionWatch } from '../access/session-watch.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { ProblemError } from '../platform/problem.js';
import { inboxStream } from './inbox-stream.js';

const HEARTBEAT_MS = 15_000;
/** A client comes back after it, and its rights are looked at again. */
const LIFE_MS = 15 * 60_000;
/** For one person, in one process: a stream for each window on each device, and no more than that. */
const MOST_STREAMS = 10;

/** Live inbox changes as server-sent events. */
@Controller('v1/events')
export class EventsController implements BeforeApplicationShutdown {
  readonly #ending = new Subject<void>();
  /** Streams of each person that are open here. */
  readonly #open = new Map<string, number>();

  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(SessionWatch) private readonly watch: SessionWatch,
  ) {}

  @Sse()
  @Reads('inbox')
  @Describe({
    summary: 'Inbox changes as they happen',
    tag: 'Work',
    mediaType: 'text/event-stream',
    description: 'Events of type `inbox` with ids only. Send Last-Event-ID to go on where a connection ended.',
  })
  async events(
    @SignedIn() caller: Caller,
    @InSession() { sessionId }: CurrentSession,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Promise<Observable<MessageEvent>> {
    const { dataSource, feed } = this.parts;
    if (lastEventId !== undefined) await this.#assertKnown(lastEventId);
    if ((this.#open.get(caller.personId) ?? 0) >= MOST_STREAMS) throw tooManyStreams();
    const stream = inboxStream({ dataSource, feed, heartbeatMs: HEARTBEAT_MS }, caller, lastEventId ?? null);
    const end = merge(this.#ending, timer(LIFE_MS), this.watch.fallOf(sessionId, caller));
    return this.#counted(caller.personId, this.#looked(stream).pipe(takeUntil(end)));
  }

  /** Before each change it is asked whether the session still stands; where that is not known, the client comes back. */
  #looked(stream: Observable<MessageEvent>): Observable<MessageEvent> {
    const looked = concatMap(async (message: MessageEvent) => {
      if ('data' in message) await this.watch.lookNow();
      return message;
    });
    return stream.pipe(
      looked,
      catchError(() => EMPTY),
    );
  }

  #counted<Event>(personId: string, stream: Observable<Event>): Observable<Event> {
    const change = (by: number): void => {
      const open = (this.#open.get(personId) ?? 0) + by;
      if (open > 0) this.#open.set(personId, open);
      else this.#open.delete(personId);
    };
    return defer(() => {
      change(1);
      return stream.pipe(finalize(() => change(-1)));
    });
  }

  /** Before the server waits for its connections. Clients come back by themselves, to wherever the API is then. */
  beforeApplicationShutdown(): void {
    this.#ending.next();
    this.#ending.complete();
  }

  async #assertKnown(lastEventId: string): Promise<void> {
    try {
      await asSystem('follow_inboxes', () => inboxChanges(this.parts.dataSource, lastEventId, 1));
    } catch (error) {
      if (!(error instanceof CursorError)) throw error;
      throw new ProblemError(400, 'MALFORMED', 'The header Last-Event-ID cannot be used', {
        detail: 'This is no id of an event from here.',
        remedy: 'Connect without it and read the inbox again.',
      });
    }
  }
}

function tooManyStreams(): ProblemError {
  return new ProblemError(
    429,
    'TOO_MANY_REQUESTS',
    'Too many streams',
    {
      detail: `One person may follow ${String(MOST_STREAMS)} streams at the same time.`,
      remedy: 'Close the windows that you do not need.',
    },
    { 'retry-after': '60' },
  );
}
