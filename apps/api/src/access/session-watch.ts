import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { fromMs } from '@caseward/domain';
import { actorOf, standingSessions, type SignedIn } from '@caseward/persistence';
import { Observable } from 'rxjs';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { asSystem } from './behalf.js';
import type { Caller } from './caller.js';
import { IDLE_SECONDS } from './session-limits.js';

/** Whoever lost their right sees nothing more within a second: twice in it is asked. */
const LOOK_EVERY_MS = 500;

interface Watched {
  readonly sessionId: string;
  readonly caller: Caller;
  readonly end: () => void;
}

/** Ends what stays open for a session as soon as the session ended, or its person left, or has another post. */
@Injectable()
export class SessionWatch implements OnApplicationShutdown {
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;
  /** A look that has not begun: whoever asks meanwhile shares it. */
  #next: Promise<void> | null = null;

  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** Emits once, when the session stands no longer as it did. */
  fallOf(sessionId: string, caller: Caller): Observable<void> {
    return new Observable((subscriber) => {
      const watched: Watched = { sessionId, caller, end: () => subscriber.next() };
      this.#watched.add(watched);
      this.#timer ??= setInterval(() => this.#lookAgain(), LOOK_EVERY_MS);
      return () => {
        this.#watched.delete(watched);
        if (this.#watched.size === 0) this.#stop();
      };
    });
  }

  /**
   * Ends all that stands no longer, by a look that began after this was asked: what is shown then, may be shown.
   * @throws RecordUnavailableError
   */
  lookNow(): Promise<void> {
    this.#next ??= Promise.allSettled([this.#looking]).then(() => {
      this.#next = null;
      return this.#look();
    });
    return this.#next;
  }

  onApplicationShutdown(): void {
    this.#stop();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #lookAgain(): void {
    // A record that is away gives away nothing; it is asked again.
    if (this.#looking === null && this.#next === null) this.#look().catch(() => undefined);
  }

  #look(): Promise<void> {
    const look = this.#lookAtAll().finally(() => {
      if (this.#looking === look) this.#looking = null;
    });
    this.#looking = look;
    return look;
  }

  async #lookAtAll(): Promise<void> {
    const { dataSource, clock } = this.parts;
    const watched = [...this.#watched];
    const look = { at: clock.now(), realAt: fromMs(clock.realMs()) };
    const ids = watched.map(({ sessionId }) => sessionId);
    const standing = await asSystem('know_caller', () => standingSessions(dataSource, ids, look, IDLE_SECONDS));
    const byId = new Map(standing.map((each) => [each.sessionId, each]));
    for (const one of watched) if (!stands(byId.get(one.sessionId), one.caller)) one.end();
  }
}

function stands(now: SignedIn | undefined, { role, teamId, officeId, agencyId }: Caller): boolean {
  if (now?.active !== true) return false;
  const actor = actorOf(now);
  return actor.role === role && actor.teamId === teamId && actor.officeId === officeId && actor.agencyId === agencyId;
}
