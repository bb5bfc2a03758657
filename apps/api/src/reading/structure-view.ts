import type {
  BreachView,
  CaseDetailsView,
  CaseStructure,
  CaseSummary,
  ClockView,
  DerivationView,
} from '@caseward/contracts';
import { caseDetailsSchema, caseStructureSchema, dueInWords } from '@caseward/contracts';
import {
  detailsOf,
  explainDue,
  ruleOf,
  POLICY_CATALOGUE,
  readModelOf,
  type Breach,
  type CaseRow,
  type CaseState,
  type Derivation,
  type Instant,
  type Language,
  type Obligation,
  type Owner,
  type PolicyEntry,
  type Zone,
} from '@caseward/domain';

const catalogue: Readonly<Record<string, PolicyEntry>> = POLICY_CATALOGUE;

export function derivationView(derivation: Derivation): DerivationView {
  // A context may add levels whose keys the catalogue does not list.
  const entry = catalogue[derivation.policyKey];
  return { ...derivation, unit: entry?.unit ?? 'of the context', clause: entry?.clause ?? 'value of the context' };
}

/** Whoever has to act: the team's supervisors or the caseworker. */
function responsibleFor({ kind }: Obligation, owner: Owner | null): string | null {
  const id = ruleOf(kind).doneBy === 'supervisor' ? owner?.teamId : owner?.caseworkerId;
  return id ?? null;
}

export function clockView(obligation: Obligation, owner: Owner | null, { now, language, zone }: ReadingOf): ClockView {
  const { key, kind, episode, level, anchor, due, derivation } = obligation;
  return {
    key,
    kind,
    episode,
    level,
    countedFrom: anchor,
    ...due,
    overdue: due.overdueFrom <= now,
    due: dueInWords(due.overdueFrom, now),
    responsible: responsibleFor(obligation, owner),
    derivation: derivationView(derivation),
    explanation: explainDue(obligation, language, zone),
  };
}

/** For whom and as of when something is read; without a zone moments are told in UTC. */
export interface ReadingOf {
  readonly now: Instant;
  readonly language: Language;
  readonly zone: Zone | null;
}

/** The running ones, soonest first. */
export function clockViews(obligations: readonly Obligation[], owner: Owner | null, reading: ReadingOf): ClockView[] {
  return obligations
    .filter(({ status }) => status === 'open')
    .map((obligation) => clockView(obligation, owner, reading))
    .sort((a, b) => a.overdueFrom.localeCompare(b.overdueFrom) || a.key.localeCompare(b.key));
}

function breachView({ due, key: _, ...breach }: Breach): BreachView {
  return { ...breach, dueOn: due.dueOn, overdueFrom: due.overdueFrom };
}

export function summaryView(row: CaseRow): CaseSummary {
  const { caseworkerId, teamId, officeId, agencyId, ...rest } = row;
  const hasOwner = caseworkerId !== null && teamId !== null && officeId !== null && agencyId !== null;
  return { ...rest, owner: hasOwner ? { caseworkerId, teamId, officeId, agencyId } : null };
}

export function summaryOf(state: CaseState): CaseSummary {
  return summaryView(readModelOf(state).case);
}

/**
 * The case without anything that people wrote: stages, levels, people and dates. Only what the schema names comes
 * through, so that a new field of the state is not shown to anybody by accident.
 */
export function structureView(state: CaseState, now: Instant, language: Language): CaseStructure {
  const { concerns, consent, plan, implementationStarted, planConcludedAt } = state;
  const { lowerings, closureRequest, reopeningRequest } = state;
  return caseStructureSchema.parse({
    concerns: Object.values(concerns),
    consent,
    plan,
    implementationStarted,
    planConcludedAt,
    pending: { lowerings: Object.values(lowerings), closureRequest, reopeningRequest },
    clocks: clockViews(Object.values(state.obligations), state.owner, {
      now,
      language,
      zone: state.policy?.zone ?? null,
    }),
    breaches: state.breaches.map(breachView),
  });
}

/**
 * What a case says beside its clocks.
 * @param isWhole false for those who see structure only: then nothing says more about the child than its case needs
 */
export function detailsView(state: CaseState, isWhole: boolean): CaseDetailsView {
  const details = detailsOf(state);
  if (isWhole) return caseDetailsSchema.parse(details);
  const { withheld: _, ...consent } = details.consent ?? {};
  return caseDetailsSchema.parse({
    ...details,
    consent: details.consent === null ? null : consent,
    preference: null,
    profile: null,
    birthEstimated: null,
    immediateConcerns: details.immediateConcerns.map((concern) => ({ ...concern, care: null })),
  });
}
