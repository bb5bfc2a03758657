import type { ObligationRule } from '../case/obligation.js';
import type { Word } from '../explain/language.js';

/** Section 3.11: what an organisation owes with a clock; a miss is a breach of its own (TIME-8). */
const supervised: ObligationRule = { breaches: true, doneBy: 'supervisor', ladder: 'supervision' };

export const DUTIES = {
  caseload_review: supervised,
  file_check: supervised,
  individual_supervision: supervised,
  capacity_assessment: supervised,
} as const satisfies Record<string, ObligationRule>;
export type DutyKind = keyof typeof DUTIES;

export const DUTY_WORDS: Readonly<Record<DutyKind, Word>> = {
  caseload_review: { en: 'Caseload review', ar: 'مراجعة عبء الحالات', fr: 'Revue de la charge de cas' },
  file_check: { en: 'Check of a case file', ar: 'تدقيق ملف حالة', fr: 'Contrôle d’un dossier' },
  individual_supervision: { en: 'Individual supervision', ar: 'الإشراف الفردي', fr: 'Supervision individuelle' },
  capacity_assessment: { en: 'Capacity assessment', ar: 'تقييم القدرات', fr: 'Évaluation des compétences' },
};
