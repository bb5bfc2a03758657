import type { IndicatorWords } from './words.js';

/** P8 to P13 in the words of a report. */
export const PRACTICE_WORDS = {
  P8a: {
    name: { en: 'Referrals accepted', ar: 'إحالات قُبلت', fr: 'Référencements acceptés' },
    formula: { en: 'accepted / sent', ar: 'المقبولة / المرسلة', fr: 'acceptés / envoyés' },
  },
  P8b: {
    name: {
      en: 'Referrals answered in time',
      ar: 'إحالات أُجيب عنها في الوقت',
      fr: 'Référencements ayant reçu une réponse à temps',
    },
    formula: { en: 'answered in time / sent', ar: 'المجاب عنها في الوقت / المرسلة', fr: 'réponse à temps / envoyés' },
  },
  P8c: {
    name: { en: 'Referrals completed', ar: 'إحالات اكتملت', fr: 'Référencements aboutis' },
    formula: { en: 'completed / sent', ar: 'المكتملة / المرسلة', fr: 'aboutis / envoyés' },
  },
  P9a: {
    name: { en: 'Closures', ar: 'حالات أُغلقت', fr: 'Clôtures' },
    formula: { en: 'cases closed', ar: 'الحالات المغلقة', fr: 'cas clos' },
  },
  P9b: {
    name: { en: 'Weeks open', ar: 'أسابيع الحالة المفتوحة', fr: 'Semaines d’ouverture' },
    formula: {
      en: 'weeks from start to closure / closures',
      ar: 'الأسابيع من البداية إلى الإغلاق / الإغلاقات',
      fr: 'semaines du début à la clôture / clôtures',
    },
  },
  P9c: {
    name: {
      en: 'Closures that passed every gate',
      ar: 'إغلاقات استوفت كل الشروط',
      fr: 'Clôtures remplissant toutes les conditions',
    },
    formula: { en: 'passed / closures', ar: 'المستوفية / الإغلاقات', fr: 'conformes / clôtures' },
  },
  P9d: {
    name: { en: 'Feedback from the child', ar: 'رأي الطفل', fr: 'Avis de l’enfant' },
    formula: { en: 'with feedback / closures', ar: 'مع رأي / الإغلاقات', fr: 'avec avis / clôtures' },
  },
  P9e: {
    name: { en: 'Feedback from the caregiver', ar: 'رأي مقدم الرعاية', fr: 'Avis de la personne en charge' },
    formula: { en: 'with feedback / closures', ar: 'مع رأي / الإغلاقات', fr: 'avec avis / clôtures' },
  },
  P10a: {
    name: { en: 'Final reviews done', ar: 'مراجعات بعد الإغلاق', fr: 'Revues après clôture réalisées' },
    formula: { en: 'on time / due', ar: 'في الموعد / المستحقة', fr: 'dans les délais / dues' },
  },
  P10b: {
    name: { en: 'Re-opened within 3 months', ar: 'أُعيد فتحها خلال 3 أشهر', fr: 'Rouverts dans les 3 mois' },
    formula: { en: 're-opened / closures', ar: 'المعاد فتحها / الإغلاقات', fr: 'rouverts / clôtures' },
  },
  P10c: {
    name: { en: 'Re-opened within 6 months', ar: 'أُعيد فتحها خلال 6 أشهر', fr: 'Rouverts dans les 6 mois' },
    formula: { en: 're-opened / closures', ar: 'المعاد فتحها / الإغلاقات', fr: 'rouverts / clôtures' },
  },
  P10d: {
    name: { en: 'Re-opened within 12 months', ar: 'أُعيد فتحها خلال 12 شهرًا', fr: 'Rouverts dans les 12 mois' },
    formula: { en: 're-opened / closures', ar: 'المعاد فتحها / الإغلاقات', fr: 'rouverts / clôtures' },
  },
  P11a: {
    name: { en: 'Transfers accepted', ar: 'عمليات نقل قُبلت', fr: 'Transferts acceptés' },
    formula: { en: 'accepted / sent', ar: 'المقبولة / المرسلة', fr: 'acceptés / envoyés' },
  },
  P11b: {
    name: { en: 'Transfers rejected', ar: 'عمليات نقل رُفضت', fr: 'Transferts refusés' },
    formula: { en: 'rejected / sent', ar: 'المرفوضة / المرسلة', fr: 'refusés / envoyés' },
  },
  P11c: {
    name: {
      en: 'Days until a transfer is answered',
      ar: 'أيام حتى الرد على النقل',
      fr: 'Jours jusqu’à la réponse au transfert',
    },
    formula: { en: 'days / answered', ar: 'الأيام / المجاب عنها', fr: 'jours / avec réponse' },
  },
  P12a: {
    name: {
      en: 'Consent recorded before registration',
      ar: 'موافقة مسجّلة قبل التسجيل',
      fr: 'Consentement consigné avant l’enregistrement',
    },
    formula: {
      en: 'with consent / registrations',
      ar: 'مع موافقة / التسجيلات',
      fr: 'avec consentement / enregistrements',
    },
  },
  P12b: {
    name: {
      en: 'Authorised without consent, with a ground',
      ar: 'إذن من دون موافقة مع سبب',
      fr: 'Autorisés sans consentement, avec un motif',
    },
    formula: { en: 'authorised / registrations', ar: 'المأذون بها / التسجيلات', fr: 'autorisés / enregistrements' },
  },
  P12c: {
    name: { en: 'Consent or a recorded ground', ar: 'موافقة أو سبب مسجّل', fr: 'Consentement ou motif consigné' },
    formula: {
      en: 'with either / registrations',
      ar: 'مع أحدهما / التسجيلات',
      fr: 'avec l’un ou l’autre / enregistrements',
    },
  },
  P13a: {
    name: { en: 'New cases', ar: 'حالات جديدة', fr: 'Nouveaux cas' },
    formula: { en: 'registrations', ar: 'التسجيلات', fr: 'enregistrements' },
  },
  P13b: {
    name: { en: 'Open cases', ar: 'حالات مفتوحة', fr: 'Cas ouverts' },
    formula: {
      en: 'open at the end of the period',
      ar: 'المفتوحة في نهاية الفترة',
      fr: 'ouverts à la fin de la période',
    },
  },
  P13c: {
    name: { en: 'Risk lowered by closure', ar: 'خطر انخفض عند الإغلاق', fr: 'Risque réduit à la clôture' },
    formula: {
      en: 'lower than at the start / closures',
      ar: 'أدنى من البداية / الإغلاقات',
      fr: 'inférieur au début / clôtures',
    },
  },
} as const satisfies Readonly<Record<string, IndicatorWords>>;
