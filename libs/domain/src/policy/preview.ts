import { openObligations } from '../case/escalation.js';
import { isOpen } from '../case/lifecycle.js';
import type { Due, KnownObligation, ObligationKind } from '../case/obligation.js';
import type { CaseState } from '../case/state.js';
import { timelineOf } from '../clocks/timeline.js';
import type { PolicyContext } from './document.js';
import { rankOf, type PolicySnapshot } from './policy.js';

/** One running duty that would have another due date, counted from the same start by the other version. */
export interface PolicyMove {
  readonly caseId: string;
  readonly caseCode: string | null;
  readonly key: string;
  readonly kind: ObligationKind;
  readonly level: string;
  readonly due: Due;
  readonly newDue: Due;
  readonly direction: 'earlier' | 'later';
  readonly policyKey: string;
  /** The version that the running clock was armed by. */
  readonly fromVersion: string;
}

export interface PolicyPreview {
  readonly version: string;
  readonly openCases: number;
  readonly casesThatMove: number;
  readonly earlier: number;
  readonly later: number;
  readonly moves: readonly PolicyMove[];
  /** A28: cases that cannot adopt it, because of a level that it does not know. */
  readonly casesThatCannot: readonly { readonly caseId: string; readonly levels: readonly string[] }[];
}

function levelsUnknownTo(policy: PolicySnapshot, { concerns }: CaseState): string[] {
  const levels = new Set(Object.values(concerns).map(({ level }) => level));
  return [...levels].filter((level) => rankOf(policy, level) < 0);
}

function moveOf(state: CaseState, running: KnownObligation, newDue: Due, policyKey: string): PolicyMove[] {
  const { key, kind, level, due, derivation } = running;
  if (due.overdueFrom === newDue.overdueFrom) return [];
  const { caseId, caseCode } = state;
  const direction = newDue.overdueFrom < due.overdueFrom ? 'earlier' : 'later';
  return [
    { caseId, caseCode, key, kind, level, due, newDue, direction, policyKey, fromVersion: derivation.policyVersion },
  ];
}

/** The running duties of a case that another version would give another date, had it counted from the beginning. */
export function movesOf(state: CaseState, policy: PolicySnapshot): PolicyMove[] {
  const facts = state.facts.filter(({ type }) => type !== 'PolicyAdopted');
  const counted = new Map(timelineOf(policy, state.owner, facts).obligations.map((each) => [each.key, each]));
  return openObligations(state).flatMap((running) => {
    const other = counted.get(running.key);
    return other?.status === 'open' ? moveOf(state, running, other.due, other.derivation.policyKey) : [];
  });
}

/** Section 6: where a case is, with the areas of offices that have one. */
export function placeOf({ owner, profile }: CaseState, areas: ReadonlyMap<string, string>): PolicyContext {
  if (owner === null) return {};
  const { agencyId, officeId } = owner;
  return { agencyId, officeId, areaId: profile?.area, officeAreaId: areas.get(officeId) };
}

/**
 * What a version would mean for the cases that are open now. A31: their running clocks keep their dates when they adopt
 * it; the dates shown are those that the next clock of each kind is measured like.
 * @param policyFor the snapshot for the place of a case
 */
export function previewPolicy(
  version: string,
  cases: Iterable<CaseState>,
  policyFor: (state: CaseState) => PolicySnapshot,
): PolicyPreview {
  const open = [...cases].filter(({ stage }) => isOpen(stage));
  const judged = open.map((state) => ({ state, policy: policyFor(state) }));
  const unable = judged.map(({ state, policy }) => ({ caseId: state.caseId, levels: levelsUnknownTo(policy, state) }));
  const casesThatCannot = unable.filter(({ levels }) => levels.length > 0);
  const cannot = new Set(casesThatCannot.map(({ caseId }) => caseId));
  const moves = judged.flatMap(({ state, policy }) => (cannot.has(state.caseId) ? [] : movesOf(state, policy)));
  const earlier = moves.filter(({ direction }) => direction === 'earlier').length;
  return {
    version,
    openCases: open.length,
    casesThatMove: new Set(moves.map(({ caseId }) => caseId)).size,
    earlier,
    later: moves.length - earlier,
    moves,
    casesThatCannot,
  };
}
