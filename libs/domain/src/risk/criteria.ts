import type { ConcernCategory } from '../case/commands.js';
import type { RiskLevel } from '../policy/policy.js';
import type { Condition } from './condition.js';
import { CAAFAG, CONTACT_WITH_LAW, UASC } from './criteria-care.js';
import { EMOTIONAL_VIOLENCE, NEGLECT, PHYSICAL_VIOLENCE, SEXUAL_VIOLENCE } from './criteria-violence.js';
import { CHILD_LABOUR, MENTAL_DISTRESS } from './criteria-wellbeing.js';

/** One line of the concern catalogue (specification 4.3): it prompts, the caseworker decides. */
export interface Criterion {
  readonly id: string;
  readonly level: RiskLevel;
  readonly words: string;
  readonly when: Condition;
}

/** Criteria of each category, the highest level first: the first that holds proposes the level. */
export const CONCERN_CATALOGUE: Readonly<Record<ConcernCategory, readonly Criterion[]>> = {
  physical_violence: PHYSICAL_VIOLENCE,
  emotional_violence: EMOTIONAL_VIOLENCE,
  sexual_violence: SEXUAL_VIOLENCE,
  neglect: NEGLECT,
  child_labour: CHILD_LABOUR,
  mental_distress: MENTAL_DISTRESS,
  uasc: UASC,
  caafag: CAAFAG,
  contact_with_law: CONTACT_WITH_LAW,
  other: [],
};
