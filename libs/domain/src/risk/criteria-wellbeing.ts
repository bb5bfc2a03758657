import type { Criterion } from './criteria.js';
import { all, any, atLeast, is, no, not, under, yes } from './terms.js';

export const CHILD_LABOUR: readonly Criterion[] = [
  {
    id: 'labour.high.worst_forms',
    level: 'HIGH',
    words: 'In, or at risk of, a worst form of child labour',
    when: any(
      yes('worstFormOrAtRiskOfIt'),
      is('work', 'worst_form', 'life_threatening'),
      is('threatenedWork', 'worst_form', 'life_threatening'),
    ),
  },
  {
    id: 'labour.medium.working',
    level: 'MEDIUM',
    words: 'In labour or light work below the age for it, or older in hazardous work that does not threaten life',
    when: any(
      all(is('work', 'labour', 'hazardous'), under('age.labour')),
      all(is('work', 'light'), under('age.light_work')),
      all(is('work', 'hazardous'), atLeast('age.labour')),
    ),
  },
  {
    id: 'labour.low.threatened',
    level: 'LOW',
    words: 'Parents threaten to send the child to such work',
    when: any(
      all(is('threatenedWork', 'labour', 'hazardous'), under('age.labour')),
      all(is('threatenedWork', 'light'), under('age.light_work')),
      all(is('threatenedWork', 'hazardous'), atLeast('age.labour')),
    ),
  },
  {
    id: 'labour.no',
    level: 'NO',
    words:
      'Out of labour with support so as not to return, or work that harms neither health, development nor education',
    when: any(
      yes('outOfLabourWithSupport'),
      all(is('work', 'light'), atLeast('age.light_work')),
      all(yes('workHarmsNothing'), atLeast('age.labour')),
    ),
  },
];

const beyondThreshold = { answer: 'distressWeeks', atLeast: { policy: 'distress.threshold_weeks' } } as const;
const beforeThreshold = { answer: 'distressWeeks', below: { policy: 'distress.threshold_weeks' } } as const;

export const MENTAL_DISTRESS: readonly Criterion[] = [
  {
    id: 'distress.high',
    level: 'HIGH',
    words: 'Severe distress (suicide, self-harm, harm to others, apathy) or a serious disorder',
    when: any(yes('severeDistress'), yes('seriousDisorder')),
  },
  {
    // CAT-3, A15: an improvement that nobody has seen is none.
    id: 'distress.medium',
    level: 'MEDIUM',
    words: 'Distress for weeks without improvement while other children recover',
    when: all(beyondThreshold, not(yes('improving'))),
  },
  {
    id: 'distress.low',
    level: 'LOW',
    words: 'Normal distress, support is not adequate',
    when: all(any(beforeThreshold, yes('improving')), no('supportAdequate')),
  },
  {
    id: 'distress.no',
    level: 'NO',
    words: 'Normal distress with adequate support, or wellbeing restored',
    when: any(yes('wellbeingRestored'), all(any(beforeThreshold, yes('improving')), yes('supportAdequate'))),
  },
];
