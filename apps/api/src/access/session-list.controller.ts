import { Controller, Delete, Get, HttpCode, Inject, Param, Query } from '@nestjs/common';
import {
  endedSessionsSchema,
  openSessionsSchema,
  otherSessionsSchema,
  type EndedSessions,
  type OpenSessionView,
} from '@caseward/contracts';
import { fromMs } from '@caseward/domain';
import { endAllSessions, endSession, guarded, sessionsOf } from '@caseward/persistence';
import { z } from 'zod';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { notFound } from '../platform/problem.js';
import { SignedIn, type Caller } from './caller.js';
import { InSession, type CurrentSession } from './current-session.js';
import { Reads } from './route-access.js';
import { IDLE_SECONDS } from './session-limits.js';

/** Where somebody is signed in, for themselves: a lost device is signed out from another one. */
@Controller('v1/sessions')
export class SessionListController {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  @Get()
  @Reads('self')
  @Describe({ summary: 'Where you are signed in', tag: 'Sessions', answer: openSessionsSchema })
  async list(
    @SignedIn() { personId }: Caller,
    @InSession() { sessionId }: CurrentSession,
  ): Promise<{ sessions: OpenSessionView[] }> {
    const realAt = fromMs(this.parts.clock.realMs());
    const open = await sessionsOf(this.parts.dataSource, personId, realAt, IDLE_SECONDS);
    return { sessions: open.map((each) => ({ ...each, isCurrent: each.sessionId === sessionId })) };
  }

  @Delete()
  @Reads('self')
  @Describe({
    summary: 'End all your other sessions',
    tag: 'Sessions',
    description: 'At once, and whoever signed in before and has not been here yet is not let in any more.',
    answer: endedSessionsSchema,
  })
  async endOthers(
    @SignedIn() { personId }: Caller,
    @InSession() { sessionId }: CurrentSession,
    @Query({ schema: otherSessionsSchema }) _: object,
  ): Promise<EndedSessions> {
    const look = { realAt: fromMs(this.parts.clock.realMs()), idleSeconds: IDLE_SECONDS };
    const who = { personId, except: sessionId };
    const ended = await guarded(() =>
      this.parts.dataSource.transaction((sql) => endAllSessions(sql, who, 'all_others', look)),
    );
    return { ended };
  }

  @Delete(':sessionId')
  @Reads('self')
  @HttpCode(204)
  @Describe({
    summary: 'End one of your sessions',
    tag: 'Sessions',
    description: 'At once: its next request is refused and its live streams are cut.',
    status: 204,
    problems: [404],
  })
  async end(
    @SignedIn() { personId }: Caller,
    @InSession() current: CurrentSession,
    @Param('sessionId') sessionId: string,
  ): Promise<void> {
    if (!z.uuid().safeParse(sessionId).success) throw notFound();
    const reason = sessionId === current.sessionId ? 'signed_out' : 'revoked';
    const realAt = fromMs(this.parts.clock.realMs());
    const isEnded = await endSession(this.parts.dataSource, { sessionId, personId }, reason, realAt);
    if (!isEnded) throw notFound();
  }
}
