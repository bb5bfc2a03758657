import { Inject, Injectable } from '@nestjs/common';
import type { ContentView, SubjectCopy } from '@caseward/contracts';
import {
  accessDecision,
  explainDue,
  fold,
  foldHosted,
  isDutyState,
  localDateOf,
  STAGE_WORDS,
  type CaseEvent,
  type CaseState,
  type DutyState,
  type HostedEvent,
  type Language,
} from '@caseward/domain';
import { dutyFile, readRecord } from '@caseward/persistence';
import { asSystem } from '../access/behalf.js';
import type { Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Contents } from '../cases/contents.js';
import { notFound, ProblemError } from '../platform/problem.js';
import { contentsIn, type ContentMention } from '../reading/timeline-view.js';

type Withheld = SubjectCopy['withheld'];

/** IM-8: what a child or a caregiver is given, by what was decided on their request. */
@Injectable()
export class SubjectCopies {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(Contents) private readonly contents: Contents,
  ) {}

  /** @throws ProblemError 404, 409 while nobody decided that it may be given */
  async copyFor(caller: Caller, caseId: string, requestId: string, language: Language): Promise<SubjectCopy> {
    const request = await asSystem('give_copy', () => this.#request(caseId, requestId));
    const decision = accessDecision(request);
    const wish = request.facts.find((fact) => fact.type === 'AccessRequested');
    if (wish === undefined) throw notFound();
    if (decision === null || decision.data.answer === 'refused') throw notDecided();
    const { requestedBy } = wish.data;
    const events = await readRecord(this.parts.dataSource, caseId);
    const state = fold(caseId, events);
    const kept = new Map(decision.data.withheld.map(({ contentId, ground }) => [contentId, ground]));
    const mentions = contentsIn(events);
    for (const { contentId } of keptFrom(requestedBy, events)) {
      if (!kept.has(contentId)) kept.set(contentId, 'third_party');
    }
    const forms: SubjectCopy['forms'] = [];
    for (const mention of mentions.filter(({ contentId }) => !kept.has(contentId))) {
      forms.push({ recordedAt: mention.recordedAt, ...(await this.#form(caller, caseId, mention)) });
    }
    const grounds = [...mentions].flatMap(({ contentId }) => kept.get(contentId) ?? []);
    const withheld: Withheld = [...new Set(grounds)].map((ground) => {
      return { ground, forms: grounds.filter((one) => one === ground).length };
    });
    const { answer } = decision.data;
    return { caseCode: state.caseCode, requestedBy, answer, sentences: sentencesOf(state, language), forms, withheld };
  }

  async #request(caseId: string, requestId: string): Promise<DutyState> {
    const row = await dutyFile(this.parts.dataSource, requestId);
    if (row?.kind !== 'access_request' || row.subjectId !== caseId) throw notFound();
    const state = foldHosted(requestId, await readRecord<HostedEvent>(this.parts.dataSource, requestId));
    if (!isDutyState(state)) throw notFound();
    return state;
  }

  #form(caller: Caller, caseId: string, { contentId }: ContentMention): Promise<ContentView> {
    return this.contents.ofCase(caller, caseId, contentId);
  }
}

/**
 * CONS-1 (7): where the child asked to keep something from named people, the form says what and from whom. A caregiver may
 * be one of them, so the forms of consent stay out of the caregiver's copy.
 */
function keptFrom(requestedBy: SubjectCopy['requestedBy'], events: readonly CaseEvent[]): ContentMention[] {
  if (requestedBy === 'child') return [];
  const withholds = events.some(({ data }) => (data as { readonly withheld?: boolean }).withheld === true);
  return withholds ? contentsIn(events.filter(({ type }) => type === 'ConsentRecorded')) : [];
}

function sentencesOf(state: CaseState, language: Language): string[] {
  const { zone } = state.policy ?? {};
  if (zone === undefined) return [];
  const due = Object.values(state.obligations)
    .filter(({ status }) => status === 'open')
    .map((obligation) => explainDue(obligation, language, zone));
  const closed = state.closure === null ? [] : [localDateOf(zone, state.closure.closedAt)];
  return [[STAGE_WORDS[state.stage][language], ...closed].join(', '), ...due];
}

function notDecided(): ProblemError {
  return new ProblemError(409, 'NOTHING_PENDING', 'Not decided', {
    detail: 'Nobody has decided yet that this may be given.',
    rule: 'IM-8',
    remedy: 'The supervisor decides on the request first.',
  });
}
