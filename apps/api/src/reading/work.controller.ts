import { Controller, Get, Inject, Query } from '@nestjs/common';
import {
  dueInWords,
  escalationSchema,
  inboxItemSchema,
  pageOf,
  urgencyOf,
  type InboxItem as InboxItemView,
} from '@caseward/contracts';
import type { Instant, Role } from '@caseward/domain';
import { escalationsPage, inboxPage, type InboxItem, type InboxReader, type InboxView } from '@caseward/persistence';
import { z } from 'zod';
import { answersForOf, scopesOf, SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { forbidden } from '../platform/problem.js';
import { escalationRowView } from './escalation-view.js';
import { pageAnswer, pageQuery } from './paging.js';

const view = z.enum(['mine', 'team']).default('mine').meta({
  description: '`mine`: what waits for the reader. `team`: all of the reader’s team, office or agency.',
});
const inboxQuery = z.strictObject({ ...pageQuery, view, overdue: z.enum(['true', 'false']).default('false') });
const escalationsQuery = z.strictObject({
  ...pageQuery,
  view,
  status: z
    .enum(['open', 'acknowledged', 'resolved'])
    .exactOptional()
    .meta({ description: 'Default: whatever is not resolved.' }),
});

/** What waits for people: tasks and escalations. */
@Controller('v1')
export class WorkController {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  @Get('inbox')
  @Reads('inbox')
  @Describe({ summary: 'Open work, what is due soonest first', tag: 'Work', answer: pageOf(inboxItemSchema, 'Inbox') })
  inbox(@SignedIn() caller: Caller, @Query({ schema: inboxQuery }) query: z.output<typeof inboxQuery>): unknown {
    const now = this.parts.clock.now();
    const { overdue, ...page } = query;
    const reader = readerFor(caller, query.view);
    const request = { ...page, now, overdueOnly: overdue === 'true' };
    return pageAnswer(
      '/v1/inbox',
      query,
      () => inboxPage(this.parts.dataSource, reader, request),
      (item) => inboxView(item, now, caller),
    );
  }

  @Get('escalations')
  @Reads('escalations')
  @Describe({
    summary: 'Missed deadlines to look at, the longest open first',
    tag: 'Work',
    answer: pageOf(escalationSchema, 'Escalation'),
  })
  escalations(
    @SignedIn() caller: Caller,
    @Query({ schema: escalationsQuery }) query: z.output<typeof escalationsQuery>,
  ): unknown {
    const { status, ...page } = query;
    const request = { ...page, ...(status === undefined ? {} : { status }) };
    const reader = readerFor(caller, query.view);
    return pageAnswer(
      '/v1/escalations',
      query,
      () => escalationsPage(this.parts.dataSource, reader, request),
      escalationRowView,
    );
  }
}

function readerFor(caller: Caller, asked: InboxView): InboxReader {
  const scopes = scopesOf(caller);
  if (asked === 'team' && scopes.length === 0) {
    throw forbidden(`The role ${caller.role} oversees no team.`, 'Ask for ?view=mine.');
  }
  return { person: caller.personId, role: caller.role, scopes, answersFor: answersForOf(caller) };
}

/** PERM-4: they are told that a case is closed, not how it stood. */
const OUTSIDE: ReadonlySet<Role> = new Set<Role>(['RFP', 'CONF', 'BIDP']);

/** Overdue by the clock of this moment, so that the list is right even while the engine is away. */
function inboxView(item: InboxItem, now: Instant, { role }: Caller): InboxItemView {
  const { assigneePerson, assigneeRole, assigneeScope, stage: _, ...rest } = item;
  return {
    ...rest,
    riskLevel: item.kind === 'notice' && OUTSIDE.has(role) ? null : item.riskLevel,
    assignee: { personId: assigneePerson, role: assigneeRole, scopeId: assigneeScope },
    urgency: urgencyOf(item.dueAt, now),
    due: item.dueAt === null ? null : dueInWords(item.dueAt, now),
  };
}
