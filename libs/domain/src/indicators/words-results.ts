import type { IndicatorWords } from './words.js';

/** K1 to K3 and P1 to P7 in the words of a report. */
export const RESULT_WORDS = {
  K1: {
    name: {
      en: 'Caseworkers whose competence grew',
      ar: 'أخصائيون تحسّنت كفاءتهم',
      fr: 'Travailleurs sociaux dont les compétences ont progressé',
    },
    formula: {
      en: 'with a higher last score / trained and supervised, with two capacity assessments',
      ar: 'من ارتفعت درجتهم الأخيرة / من تلقّوا تدريبًا وإشرافًا ولديهم تقييمان للقدرات',
      fr: 'avec un dernier score plus élevé / formés et supervisés, avec deux évaluations',
    },
  },
  K2a: {
    name: { en: 'Children satisfied with the help', ar: 'أطفال راضون عن المساعدة', fr: 'Enfants satisfaits de l’aide' },
    formula: { en: 'satisfied / who answered', ar: 'الراضون / من أجابوا', fr: 'satisfaits / ayant répondu' },
  },
  K2b: {
    name: {
      en: 'Caregivers satisfied with the help',
      ar: 'مقدمو رعاية راضون عن المساعدة',
      fr: 'Personnes en charge satisfaites de l’aide',
    },
    formula: { en: 'satisfied / who answered', ar: 'الراضون / من أجابوا', fr: 'satisfaites / ayant répondu' },
  },
  K3a: {
    name: {
      en: 'Children whose situation improved',
      ar: 'أطفال تحسّن وضعهم',
      fr: 'Enfants dont la situation s’est améliorée',
    },
    formula: {
      en: 'improved / who answered and had a need addressed',
      ar: 'من تحسّن وضعهم / من أجابوا وعولجت حاجة لهم',
      fr: 'améliorée / ayant répondu, avec un besoin traité',
    },
  },
  K3b: {
    name: {
      en: 'Caregivers who see an improvement',
      ar: 'مقدمو رعاية يرون تحسّنًا',
      fr: 'Personnes en charge qui constatent une amélioration',
    },
    formula: {
      en: 'improved / who answered and had a need addressed',
      ar: 'من تحسّن وضعهم / من أجابوا وعولجت حاجة لهم',
      fr: 'améliorée / ayant répondu, avec un besoin traité',
    },
  },
  P1: {
    name: { en: 'Assessments on time', ar: 'تقييمات في موعدها', fr: 'Évaluations dans les délais' },
    formula: { en: 'on time / due', ar: 'في الموعد / المستحقة', fr: 'dans les délais / dues' },
  },
  P2a: {
    name: { en: 'Plans agreed on time', ar: 'خطط اتُّفق عليها في موعدها', fr: 'Plans convenus dans les délais' },
    formula: { en: 'on time / due', ar: 'في الموعد / المستحقة', fr: 'dans les délais / dus' },
  },
  P2b: {
    name: {
      en: 'Plans signed off before they were carried out',
      ar: 'خطط اعتُمدت قبل تنفيذها',
      fr: 'Plans validés avant leur mise en œuvre',
    },
    formula: {
      en: 'signed off first / carried out',
      ar: 'المعتمدة أولًا / المنفَّذة',
      fr: 'validés d’abord / mis en œuvre',
    },
  },
  P3a: {
    name: { en: 'Follow-ups on time', ar: 'متابعات في موعدها', fr: 'Suivis dans les délais' },
    formula: { en: 'on time / due', ar: 'في الموعد / المستحقة', fr: 'dans les délais / dus' },
  },
  P3b: {
    name: {
      en: 'Open cases without an overdue follow-up',
      ar: 'حالات مفتوحة بلا متابعة متأخرة',
      fr: 'Cas ouverts sans suivi en retard',
    },
    formula: {
      en: 'none overdue / open at the end',
      ar: 'بلا تأخر / المفتوحة في النهاية',
      fr: 'sans retard / ouverts à la fin',
    },
  },
  P4: {
    name: { en: 'Reviews on time', ar: 'مراجعات في موعدها', fr: 'Revues dans les délais' },
    formula: { en: 'on time / due', ar: 'في الموعد / المستحقة', fr: 'dans les délais / dues' },
  },
  P5a: {
    name: {
      en: 'Immediate concerns addressed before the next step',
      ar: 'شواغل عاجلة عولجت قبل الخطوة التالية',
      fr: 'Préoccupations immédiates traitées avant l’étape suivante',
    },
    formula: { en: 'addressed first / raised', ar: 'المعالجة أولًا / المرصودة', fr: 'traitées d’abord / signalées' },
  },
  P5b: {
    name: { en: 'Children left safe', ar: 'أطفال تُركوا في أمان', fr: 'Enfants laissés en sécurité' },
    formula: {
      en: 'safe before leaving / safety concerns with a known end of the visit',
      ar: 'الآمنون قبل المغادرة / شواغل السلامة مع نهاية معروفة للقاء',
      fr: 'en sécurité avant le départ / préoccupations de sécurité avec une fin de visite connue',
    },
  },
  P5c: {
    name: {
      en: 'Care within 72 hours after sexual violence',
      ar: 'رعاية خلال 72 ساعة من العنف الجنسي',
      fr: 'Soins dans les 72 heures après une violence sexuelle',
    },
    formula: {
      en: 'reached or referred / with an incident',
      ar: 'من وصلوا أو أُحيلوا / من وقع لهم حادث',
      fr: 'pris en charge ou orientés / avec un incident',
    },
  },
  P5d: {
    name: {
      en: 'Care within 120 hours after sexual violence',
      ar: 'رعاية خلال 120 ساعة من العنف الجنسي',
      fr: 'Soins dans les 120 heures après une violence sexuelle',
    },
    formula: {
      en: 'reached or referred / with an incident',
      ar: 'من وصلوا أو أُحيلوا / من وقع لهم حادث',
      fr: 'pris en charge ou orientés / avec un incident',
    },
  },
  P6a: {
    name: { en: 'Open cases per caseworker', ar: 'حالات مفتوحة لكل أخصائي', fr: 'Cas ouverts par travailleur social' },
    formula: {
      en: 'open cases / caseworkers who have any',
      ar: 'الحالات المفتوحة / الأخصائيون الذين لديهم حالات',
      fr: 'cas ouverts / travailleurs sociaux qui en ont',
    },
  },
  P6b: {
    name: {
      en: 'Caseworkers within the caseload limit',
      ar: 'أخصائيون ضمن حد الحالات',
      fr: 'Travailleurs sociaux dans la limite de cas',
    },
    formula: {
      en: 'within the limit / who have any',
      ar: 'ضمن الحد / من لديهم حالات',
      fr: 'dans la limite / qui en ont',
    },
  },
  P6c: {
    name: {
      en: 'Supervisors within the limit of caseworkers',
      ar: 'مشرفون ضمن حد الأخصائيين',
      fr: 'Superviseurs dans la limite de travailleurs sociaux',
    },
    formula: { en: 'within the limit / teams', ar: 'ضمن الحد / الفرق', fr: 'dans la limite / équipes' },
  },
  P6d: {
    name: {
      en: 'Data entry staff within the limit of cases',
      ar: 'مدخلو بيانات ضمن حد الحالات',
      fr: 'Agents de saisie dans la limite de cas',
    },
    formula: {
      en: 'within the limit / who have any',
      ar: 'ضمن الحد / من لديهم حالات',
      fr: 'dans la limite / qui en ont',
    },
  },
  P7a: {
    name: {
      en: 'Caseload reviews on time',
      ar: 'مراجعات عبء الحالات في موعدها',
      fr: 'Revues de charge de cas dans les délais',
    },
    formula: { en: 'on time / due', ar: 'في الموعد / المستحقة', fr: 'dans les délais / dues' },
  },
  P7b: {
    name: { en: 'Monthly file checks', ar: 'تدقيق شهري للملفات', fr: 'Contrôles mensuels de dossiers' },
    formula: { en: 'done / months', ar: 'المنجزة / الأشهر', fr: 'faits / mois' },
  },
  P7c: {
    name: {
      en: 'First capacity assessments on time',
      ar: 'أول تقييم للقدرات في موعده',
      fr: 'Premières évaluations des compétences dans les délais',
    },
    formula: { en: 'on time / due', ar: 'في الموعد / المستحقة', fr: 'dans les délais / dues' },
  },
} as const satisfies Readonly<Record<string, IndicatorWords>>;
