import type { ImmediateConcernType } from '../case/vocabulary/first-contact.js';
import { listOf, type PolicySnapshot } from '../policy/policy.js';
import { holds, type Answers, type Condition } from './condition.js';
import { any, is, yes } from './terms.js';

export interface ImmediateConcernSign {
  readonly id: string;
  readonly type: ImmediateConcernType;
  readonly words: string;
  readonly when: Condition;
}

/** CAT-4: what in a child's situation cannot wait. It prompts; who sits with the child decides. */
export const IMMEDIATE_CONCERN_SIGNS: readonly ImmediateConcernSign[] = [
  { id: 'health.injury', type: 'health', words: 'The child is injured', when: yes('injured') },
  {
    id: 'health.time_limit',
    type: 'health',
    words: 'Medication or care is needed within a time limit',
    when: yes('careNeededInTime'),
  },
  {
    id: 'health.sexual_assault',
    type: 'health',
    words: 'A sexual assault within the last 120 hours',
    when: { answer: 'hoursSinceIncident', atMost: { policy: 'sv.urgent_hours' } },
  },
  {
    id: 'safety.ongoing_abuse',
    type: 'safety',
    words: 'Signs of ongoing abuse in the family',
    when: yes('signsOfOngoingAbuse'),
  },
  {
    id: 'interim_care.no_adult',
    type: 'interim_care',
    words: 'No adult cares for the child tonight, or it is not sure that the home is safe',
    when: any(is('adultCare', false, 'unknown'), is('homeSafe', false, 'unknown')),
  },
  { id: 'other.context', type: 'other', words: 'Something else of this context', when: yes('otherImmediate') },
];

/** CAT-4, UA-1: the signs that the answers of the screening show, of the kinds that this SOP knows. */
export function screenImmediateConcerns(policy: PolicySnapshot, answers: Answers): ImmediateConcernSign[] {
  const known = listOf(policy, 'urgent.types');
  return IMMEDIATE_CONCERN_SIGNS.filter(({ type, when }) => known.includes(type) && holds(when, answers, policy));
}
