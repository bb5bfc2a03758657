import { Controller, Get, Inject, Param } from '@nestjs/common';
import { caseloadAgendaSchema, type CaseloadAgendaView } from '@caseward/contracts';
import {
  countsAsOpen,
  mayReadDutyFile,
  STAGES,
  type DutyEvent,
  type DutyFileRow,
  type Instant,
} from '@caseward/domain';
import {
  caseloadAgenda,
  dutyFiles,
  findPerson,
  obligationsOf,
  readRecord,
  type AgendaCase,
  type Person,
} from '@caseward/persistence';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { notFound } from '../platform/problem.js';

/** Section 3.11, TIME-9: what supervisor and caseworker go through together. */
@Controller('v1/caseloads/:caseworkerId/agenda')
export class CaseloadAgendaController {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  @Get()
  @Reads('duties')
  @Describe({ summary: 'What the next caseload review goes through', tag: 'Duties', answer: caseloadAgendaSchema })
  async agenda(@SignedIn() caller: Caller, @Param('caseworkerId') caseworkerId: string): Promise<CaseloadAgendaView> {
    const { dataSource, clock } = this.parts;
    const person = await findPerson(dataSource, caseworkerId);
    if (person?.role !== 'CW' || !maySee(caller, person)) throw notFound();
    const file = (await dutyFiles(dataSource, { kind: 'caseworker', subjectId: caseworkerId, openOnly: true })).at(-1);
    const lastReviewAt = file === undefined ? null : await this.#lastReview(file);
    const stages = STAGES.filter(countsAsOpen);
    const { cases, entries } = await caseloadAgenda(dataSource, caseworkerId, stages, lastReviewAt);
    const now = clock.now();
    return {
      caseworkerId,
      fileId: file?.caseId ?? null,
      lastReviewAt,
      dueOn: file === undefined ? null : await this.#dueOn(file),
      cases: cases.map((row) => caseView(row, now)),
      entries: [...entries],
    };
  }

  /** By the moment of recording: what was entered after the review was recorded is for the next one. */
  async #lastReview({ caseId }: DutyFileRow): Promise<Instant | null> {
    const events = await readRecord<DutyEvent>(this.parts.dataSource, caseId);
    return events.findLast(({ type }) => type === 'CaseloadReviewHeld')?.recordedAt ?? null;
  }

  async #dueOn({ caseId }: DutyFileRow): Promise<string | null> {
    const duties = await obligationsOf(this.parts.dataSource, caseId);
    return duties.find(({ kind, status }) => kind === 'caseload_review' && status === 'open')?.dueOn ?? null;
  }
}

/** Whoever may read a file about this caseworker, open or not. */
function maySee(caller: Caller, { personId: subjectId, teamId, officeId, agencyId }: Person): boolean {
  const scope = { teamId, officeId, agencyId };
  return mayReadDutyFile({ fileKind: 'caseworker', subjectId, scope, hiddenFrom: [] }, caller);
}

function caseView(row: AgendaCase, now: Instant): CaseloadAgendaView['cases'][number] {
  const { nextKind: kind, nextDueOn: dueOn, nextDueAt: dueAt, nextOverdueFrom, ...shown } = row;
  const next = kind === null ? null : { kind, dueOn, dueAt, overdue: (nextOverdueFrom ?? now) <= now };
  return { ...shown, next };
}
