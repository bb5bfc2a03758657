import type { Obligation } from '../../case/obligation.js';
import { daysTerm } from '../../clocks/terms.js';
import { holdsKey, numberOf } from '../../policy/policy.js';
import { addMonths } from '../../time/civil-date.js';
import { localDateOf } from '../../time/zone.js';
import { factsOf, policyAt, recurring } from '../clocks.js';
import type { DutyState } from '../file.js';

const INTERVAL = 'supervision.observation_days';
const FIRST_MONTHS = 'supervision.observation_first_months';

/**
 * Section 3.11: observation or shadowing in the first months, counted from the opening of the file as the first capacity
 * assessment is. What would fall due after them is not owed; what fell due within them stays owed until it is done.
 *
 * A file that began under a snapshot from before this rule keeps its course until it adopts a policy that holds it.
 */
export function observations(state: DutyState): Obligation[] {
  const from = factsOf(state, 'DutyFileOpened', 'DutyPolicyAdopted').find(({ data }) =>
    holdsKey(data.policy, INTERVAL),
  );
  if (from === undefined) return [];
  const acts = factsOf(state, 'ObservationHeld').filter(({ occurredAt }) => occurredAt >= from.occurredAt);
  const owed = recurring(state, {
    kind: 'observation',
    acts,
    from,
    term: (policy, date) => daysTerm(policy, 'SPEC-3.11', INTERVAL, numberOf(policy, INTERVAL), date),
  });
  return owed.filter(({ anchor, due }) => {
    const policy = policyAt(state, anchor);
    const last = addMonths(localDateOf(policy.zone, state.openedAt), numberOf(policy, FIRST_MONTHS));
    return due.dueOn !== null && due.dueOn <= last;
  });
}
