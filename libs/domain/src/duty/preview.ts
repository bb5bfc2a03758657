import type { Due, ObligationKind } from '../case/obligation.js';
import type { PolicyContext } from '../policy/document.js';
import type { PolicySnapshot } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import type { DutyFact } from './events.js';
import type { DutyFileKind, DutyState } from './file.js';
import { DUTY_FILES } from './kinds/index.js';

/** One running duty of the organisation that another version would give another date. */
export interface DutyMove {
  readonly fileId: string;
  readonly fileKind: DutyFileKind;
  readonly key: string;
  readonly kind: ObligationKind;
  readonly due: Due;
  readonly newDue: Due;
  readonly direction: 'earlier' | 'later';
  readonly policyKey: string;
  readonly fromVersion: string;
}

export interface DutyPreview {
  readonly openFiles: number;
  readonly filesThatMove: number;
  readonly earlier: number;
  readonly later: number;
  readonly moves: readonly DutyMove[];
}

/** Section 6: where a duty file belongs, with the areas of offices that have one. */
export function placeOfFile({ scope }: DutyState, areas: ReadonlyMap<string, string>): PolicyContext {
  const { agencyId, officeId } = scope;
  return { agencyId, officeId, officeAreaId: officeId === null ? null : areas.get(officeId) };
}

/** The file as it would be had it been opened under the version and kept it. */
function under(state: DutyState, policy: PolicySnapshot): DutyState {
  const facts = state.facts
    .filter(({ type }) => type !== 'DutyPolicyAdopted')
    .map((fact): DutyFact => (fact.type === 'DutyFileOpened' ? { ...fact, data: { ...fact.data, policy } } : fact));
  return { ...state, policy, facts };
}

function movesOfFile(state: DutyState, policy: PolicySnapshot, now: Instant): DutyMove[] {
  const { caseId: fileId, fileKind } = state;
  const counted = new Map(
    DUTY_FILES[fileKind].duties(under(state, policy), now).map((duty) => [duty.key, duty] as const),
  );
  return Object.values(state.obligations).flatMap(({ key, kind, status, due, derivation }) => {
    const other = counted.get(key);
    if (status !== 'open' || other?.status !== 'open' || other.due.overdueFrom === due.overdueFrom) return [];
    const direction = other.due.overdueFrom < due.overdueFrom ? 'earlier' : 'later';
    const { policyKey } = other.derivation;
    const fromVersion = derivation.policyVersion;
    return [{ fileId, fileKind, key, kind, due, newDue: other.due, direction, policyKey, fromVersion }];
  });
}

/** The same for the duties of the organisation as for cases: running clocks keep their dates (A31), these are those to come. */
export function previewDuties(
  files: Iterable<DutyState>,
  policyFor: (state: DutyState) => PolicySnapshot,
  now: Instant,
): DutyPreview {
  const open = [...files].filter(({ endedAt }) => endedAt === null);
  const moves = open.flatMap((state) => movesOfFile(state, policyFor(state), now));
  const earlier = moves.filter(({ direction }) => direction === 'earlier').length;
  return {
    openFiles: open.length,
    filesThatMove: new Set(moves.map(({ fileId }) => fileId)).size,
    earlier,
    later: moves.length - earlier,
    moves,
  };
}
