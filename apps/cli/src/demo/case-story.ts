import {
  escalationAssignee,
  evolve,
  initialState,
  type CaseEvent,
  type CaseState,
  type Instant,
} from '@caseward/domain';

export interface StoryLine {
  readonly at: Instant;
  readonly by: string;
  readonly what: string;
  readonly deadlines: readonly string[];
  readonly bad: boolean;
}

export interface CaseStory {
  readonly caseName: string;
  readonly code: string | null;
  readonly owner: string | null;
  readonly stage: string;
  /** Every level that the case has had, the first one first. */
  readonly levels: readonly string[];
  readonly lines: readonly StoryLine[];
  readonly deadlines: {
    readonly metInTime: number;
    readonly metLate: number;
    readonly missed: number;
    readonly running: number;
  };
  readonly breaches: { readonly standing: number; readonly withdrawn: number };
  readonly escalations: readonly { readonly kind: string; readonly step: number; readonly end: string }[];
}

type Words = { readonly [T in CaseEvent['type']]?: (event: Extract<CaseEvent, { type: T }>) => string };

const words: Words = {
  CaseIdentified: () => 'child identified',
  EligibilityAnswered: () => 'eligibility answered',
  ConsentRecorded: () => 'consent recorded',
  CaseRegistered: ({ data }) => `registered at ${data.level}`,
  AssessmentCompleted: ({ data }) => (data.again ? 'assessed again' : 'assessed'),
  EncounterEnded: () => 'encounter ended',
  ConcernRated: ({ data }) => `concern "${data.concernId}" rated ${data.to}`,
  LoweringProposed: ({ data }) => `lower level proposed for "${data.concernId}": ${data.to}`,
  PlanAgreed: ({ data }) => (data.revision > 1 ? 'plan agreed anew' : 'plan agreed'),
  PlanSignedOff: () => 'plan signed off',
  PlanReturned: () => 'plan returned',
  PlanActionStarted: ({ data }) => `action "${data.actionId}" started`,
  FollowUpRecorded: ({ data }) => (data.qualifies ? 'followed up' : `contact: ${data.reached}`),
  ReviewHeld: () => 'review held',
  PlanConcluded: () => 'plan concluded',
  ClosureRequested: ({ data }) => `closure requested: ${data.reason}`,
  ClosureReturned: () => 'closure returned',
  CaseClosed: () => 'closed',
  CaseKeptOpen: () => 'kept open',
  FinalReviewHeld: () => 'final review held',
  ReopeningRequested: () => 're-opening requested',
  CaseReopened: ({ data }) => `re-opened at ${data.level}, episode ${data.episode}`,
  CaseReassigned: () => 'given to another caseworker',
  EscalationAcknowledged: () => 'escalation acknowledged',
  EscalationReassigned: () => 'escalation given to somebody else',
};

function wordsOf(event: CaseEvent): string | null {
  const say = words[event.type] as ((event: CaseEvent) => string) | undefined;
  return say?.(event) ?? null;
}

const ROLE_WORDS: Readonly<Record<string, string>> = { SUP: 'supervisor', MGR: 'manager', HEAD: 'head of agency' };

/** What a rule said at the same moment. */
function consequence(event: CaseEvent, state: CaseState): string | null {
  switch (event.type) {
    case 'ObligationMet': {
      const due = state.obligations[event.data.key]?.due;
      return `${event.data.kind} due ${due?.dueOn ?? due?.dueAt ?? ''}: ${event.data.onTime ? 'in time' : 'late'}`;
    }
    case 'BreachRaised':
      return `${event.data.kind} due ${event.data.due.dueOn ?? event.data.due.dueAt ?? ''}: missed`;
    case 'BreachWithdrawn':
      return 'breach withdrawn: done in time, entered late';
    case 'EscalationOpened':
    case 'EscalationRaised': {
      const escalation = state.escalations.find(({ escalationId }) => escalationId === event.data.escalationId);
      const role = escalation === undefined ? null : escalationAssignee(state, escalation).role;
      return `escalated to the ${ROLE_WORDS[role ?? ''] ?? 'person in charge'}`;
    }
    case 'EscalationResolved':
      return `escalation ended: ${event.data.how.replaceAll('_', ' ')}`;
    case 'RiskLevelChanged':
      return `level ${event.data.from} -> ${event.data.to}`;
    default:
      return null;
  }
}

const BAD: readonly CaseEvent['type'][] = ['BreachRaised', 'EscalationOpened', 'EscalationRaised'];

function linesOf(caseId: string, events: readonly CaseEvent[], nameOf: (personId: string) => string): StoryLine[] {
  const lines: { at: Instant; by: string; what: string[]; deadlines: string[]; bad: boolean; commandId: string }[] = [];
  let state = initialState(caseId);
  for (const event of events) {
    state = evolve(state, event);
    const [act, rule] = [wordsOf(event), consequence(event, state)];
    if (act === null && rule === null) continue;
    let line = lines.at(-1);
    if (line?.commandId !== event.commandId) {
      const by = event.actor.role === 'SYSTEM' ? 'the clock' : nameOf(event.actor.personId);
      line = { at: event.occurredAt, by, what: [], deadlines: [], bad: false, commandId: event.commandId };
      lines.push(line);
    }
    if (act !== null) line.what.push(act);
    if (rule !== null) line.deadlines.push(rule);
    if (BAD.includes(event.type)) line.bad = true;
  }
  return lines.map(({ at, by, what, deadlines, bad }) => ({ at, by, what: what.join(', '), deadlines, bad }));
}

/** A case told from its record. */
export function storyOf(
  caseName: string,
  state: CaseState,
  events: readonly CaseEvent[],
  nameOf: (personId: string) => string,
): CaseStory {
  const duties = Object.values(state.obligations);
  const met = duties.filter(({ status }) => status === 'met');
  const inTime = met.filter(({ endedAt, due }) => endedAt !== null && endedAt < due.overdueFrom);
  const levels = events.flatMap((event) =>
    event.type === 'CaseRegistered' || event.type === 'CaseReopened'
      ? [event.data.level]
      : event.type === 'RiskLevelChanged'
        ? [event.data.to]
        : [],
  );
  const standing = state.breaches.filter(({ withdrawnAt }) => withdrawnAt === null);
  return {
    caseName,
    code: state.caseCode,
    owner: state.owner === null ? null : nameOf(state.owner.caseworkerId),
    stage: state.stage,
    levels: levels.filter((level, index) => level !== levels[index - 1]),
    lines: linesOf(state.caseId, events, nameOf),
    deadlines: {
      metInTime: inTime.length,
      metLate: met.length - inTime.length,
      missed: standing.filter(({ key }) => state.obligations[key]?.status !== 'met').length,
      running: duties.filter(({ status }) => status === 'open').length,
    },
    breaches: { standing: standing.length, withdrawn: state.breaches.length - standing.length },
    escalations: state.escalations.map(({ kind, step, resolvedAs, status }) => ({
      kind,
      step,
      end: resolvedAs ?? status,
    })),
  };
}
