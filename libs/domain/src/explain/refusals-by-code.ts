import type { RefusalCode } from '../errors.js';
import type { Wording } from './language.js';

const REASON_WITH_FORM = {
  ar: 'ينبغي إرسال ذلك مع نموذج هذه الخطوة.',
  fr: 'Envoyez-le avec le formulaire de cette étape.',
} as const;

/** What a refusal says when its rule has no words of its own. */
export const REFUSALS_BY_CODE: Readonly<Record<RefusalCode, Wording>> = {
  CASE_NOT_IDENTIFIED: {
    ar: ['هذه الحالة غير موجودة في السجل.', 'ينبغي أولًا تسجيل تحديد الطفل.'],
    fr: ['Ce cas ne figure pas dans les dossiers.', 'Enregistrez d’abord l’identification de l’enfant.'],
  },
  CASE_ALREADY_IDENTIFIED: {
    ar: ['هذه الحالة موجودة في السجل.', 'يعود الطفل المعروف بإعادة فتح حالته.'],
    fr: ['Ce cas figure déjà dans les dossiers.', 'Un enfant déjà connu revient par la réouverture.'],
  },
  NOT_ALLOWED_IN_STAGE: {
    ar: ['هذه الخطوة غير ممكنة في هذه المرحلة.', 'يمكن الاطلاع على الخطوات المتاحة في الحالة.'],
    fr: ['Cette étape n’est pas possible à ce stade.', 'Voyez les étapes possibles pour ce cas.'],
  },
  NOT_PERMITTED: {
    ar: ['دورك في هذه الحالة لا يشمل هذه الخطوة.', 'ينبغي أن يقوم بها من يملك هذه الصلاحية.'],
    fr: ['Votre rôle dans ce cas ne comprend pas cette étape.', 'Demandez à une personne qui y est habilitée.'],
  },
  OWN_WORK: {
    ar: ['هذا الاقتراح منك، لذلك يجب أن يقرّره شخص آخر.', 'ينبغي أن يقرّره شخص آخر يملك هذه الصلاحية.'],
    fr: ['Cette proposition est la vôtre.', 'Quelqu’un d’autre doit décider.'],
  },
  OCCURRED_IN_FUTURE: {
    ar: ['لا يمكن تسجيل ما لم يحدث بعد.', 'ينبغي إدخال تاريخ ووقت حدوثه.'],
    fr: ['On ne peut pas enregistrer ce qui n’a pas encore eu lieu.', 'Indiquez quand cela a eu lieu.'],
  },
  OCCURRED_OUT_OF_ORDER: {
    ar: ['التاريخ لا يتفق مع السجل.', 'ينبغي التحقق من التاريخ والوقت.'],
    fr: ['La date ne s’accorde pas avec le dossier.', 'Vérifiez la date et l’heure.'],
  },
  UNKNOWN_LEVEL: {
    ar: ['مستوى الخطر هذا غير معروف.', 'ينبغي اختيار مستوى من القائمة.'],
    fr: ['Ce niveau de risque est inconnu.', 'Choisissez un niveau de la liste.'],
  },
  UNKNOWN_CONCERN: {
    ar: ['مصدر القلق هذا غير معروف.', 'ينبغي اختيار فئة من القائمة.'],
    fr: ['Cette préoccupation est inconnue.', 'Choisissez une catégorie du catalogue.'],
  },
  CONSENT_MISSING: {
    ar: ['الموافقة غير مسجّلة.', 'ينبغي تسجيل الموافقة أولًا.'],
    fr: ['Le consentement manque.', 'Enregistrez d’abord le consentement.'],
  },
  NOTHING_PENDING: {
    ar: ['لا يوجد شيء بانتظار القرار.', 'يمكن الاطلاع على الخطوات المتاحة في الحالة.'],
    fr: ['Rien n’attend de décision.', 'Voyez les étapes possibles pour ce cas.'],
  },
  ALREADY_PENDING: {
    ar: ['هذا مسجّل أو بانتظار القرار.', 'ينبغي انتظار القرار أو التحقق من السجل.'],
    fr: ['C’est déjà enregistré, ou en attente de décision.', 'Attendez la décision, ou vérifiez le dossier.'],
  },
  REASON_NOT_AVAILABLE: {
    ar: ['هذا السبب غير متاح الآن.', 'ينبغي اختيار سبب آخر أو استيفاء شروطه.'],
    fr: ['Ce motif n’est pas possible maintenant.', 'Choisissez-en un autre, ou remplissez ses conditions.'],
  },
  CLOSURE_GATE: {
    ar: ['شروط الإغلاق غير مستوفاة.', 'ينبغي استيفاء ما ينقص.'],
    fr: ['Les conditions de la clôture ne sont pas remplies.', 'Complétez ce qui manque.'],
  },
  CONFERENCE_NEEDED: {
    ar: ['يلزم مؤتمر حالة.', 'ينبغي عقد مؤتمر حالة أولًا.'],
    fr: ['Une conférence de cas est nécessaire.', 'Tenez d’abord une conférence de cas.'],
  },
  TOO_EARLY: {
    ar: ['لم يحن الموعد بعد.', 'ينبغي المحاولة في الموعد.'],
    fr: ['Il est trop tôt.', 'Réessayez à la date prévue.'],
  },
  RISE_AFTER_CLOSURE: {
    ar: ['الحالة مغلقة.', 'ينبغي طلب إعادة فتحها.'],
    fr: ['Le cas est clos.', 'Demandez sa réouverture.'],
  },
  CONSULTATION_MISSING: {
    ar: ['يجب استشارة الطفل والأسرة.', 'ينبغي استشارتهم وتسجيل ذلك.'],
    fr: ['L’enfant et la famille doivent être consultés.', 'Consultez-les et enregistrez-le.'],
  },
  SAME_OWNER: {
    ar: ['المسؤول هو نفسه.', 'ينبغي اختيار شخص آخر.'],
    fr: ['Le responsable est le même.', 'Choisissez quelqu’un d’autre.'],
  },
  FIELD_MISSING: {
    ar: ['ينقص بيان في هذه الخطوة.', REASON_WITH_FORM.ar],
    fr: ['Une indication manque à cette étape.', REASON_WITH_FORM.fr],
  },
  STALE_VERSION: {
    ar: ['تغيّرت الحالة منذ أن اطّلعت عليها.', 'ينبغي قراءة الحالة من جديد.'],
    fr: ['Le cas a changé depuis que vous l’avez lu.', 'Relisez le cas, puis décidez.'],
  },
  IMMEDIATE_CONCERN_OPEN: {
    ar: ['يوجد خطر مباشر لم يُعالَج بعد.', 'ينبغي معالجته وتسجيل ذلك.'],
    fr: ['Un danger immédiat n’est pas encore traité.', 'Traitez-le et enregistrez-le.'],
  },
  SCREEN_MISSING: {
    ar: ['لم يُسأل بعد عن المخاطر المباشرة.', 'ينبغي السؤال عنها أولًا وتسجيل ذلك.'],
    fr: ['Les dangers immédiats n’ont pas encore été recherchés.', 'Recherchez-les d’abord et enregistrez-le.'],
  },
  CHILD_DIED: {
    ar: ['وفاة الطفل مسجّلة.', 'ينبغي إغلاق الحالة.'],
    fr: ['Le décès de l’enfant est enregistré.', 'Clôturez le cas.'],
  },
  GROUND_MISSING: {
    ar: ['لا يوجد سبب كافٍ لهذه الخطوة.', 'ينبغي مراجعة الأسباب مع المشرف.'],
    fr: ['Le motif manque.', 'Vérifiez les motifs avec le superviseur.'],
  },
  OUTSIDE_CONSENT: {
    ar: ['الموافقة لا تشمل ذلك.', 'ينبغي طلب الموافقة.'],
    fr: ['Le consentement ne couvre pas cela.', 'Demandez le consentement.'],
  },
  SIGN_OFF_MISSING: {
    ar: ['الخطة لم تُعتمد بعد.', 'ينبغي اعتماد الخطة أولًا.'],
    fr: ['Le plan n’est pas encore validé.', 'Faites d’abord valider le plan.'],
  },
  BID_NEEDED: {
    ar: ['يلزم تحديد للمصلحة الفضلى.', 'ينبغي انتظار القرار.'],
    fr: ['Une détermination de l’intérêt supérieur est nécessaire.', 'Attendez la décision.'],
  },
  UNKNOWN_REFERENCE: {
    ar: ['لا يوجد سجل بهذا المعرّف.', 'ينبغي التحقق من المعرّف.'],
    fr: ['Rien ne porte cet identifiant.', 'Vérifiez l’identifiant.'],
  },
  ALREADY_USED: {
    ar: ['هذا المعرّف مستخدم.', 'ينبغي استخدام معرّف آخر.'],
    fr: ['Cet identifiant est déjà utilisé.', 'Utilisez-en un autre.'],
  },
  OVER_LIMIT: {
    ar: ['تم بلوغ الحد الأقصى.', 'ينبغي اختيار شخص آخر أو تجاوز الحد مع ذكر السبب.'],
    fr: ['La limite est atteinte.', 'Choisissez quelqu’un d’autre, ou dépassez-la en donnant la raison.'],
  },
  PREFERENCE_UNSAID: {
    ar: ['للطفل رغبة بشأن من يتابعه.', 'ينبغي بيان هل تُلبّى الرغبة.'],
    fr: ['L’enfant a exprimé un souhait.', 'Dites s’il est suivi ; sinon, dites pourquoi.'],
  },
  TRANSFER_PENDING: {
    ar: ['يوجد نقل بانتظار الرد.', 'ينبغي انتظار الرد أو إلغاء النقل.'],
    fr: ['Un transfert attend une réponse.', 'Attendez la réponse ou annulez le transfert.'],
  },
  NOT_REOPENABLE: {
    ar: ['لا يمكن إعادة فتح هذه الحالة.', 'يُصحَّح التسجيل الخطأ من شخصين.'],
    fr: ['Ce cas ne peut pas être rouvert.', 'Une erreur se corrige à deux personnes.'],
  },
  NOT_CONTACTABLE_GATE: {
    ar: ['لم تكتمل محاولات الاتصال.', 'ينبغي مواصلة المحاولات.'],
    fr: ['Les tentatives de contact ne suffisent pas.', 'Continuez les tentatives.'],
  },
  VALUE_NOT_POSSIBLE: {
    ar: ['هذه القيمة غير ممكنة.', 'ينبغي التحقق منها.'],
    fr: ['Cette valeur n’est pas possible.', 'Vérifiez-la.'],
  },
  NOT_HANDED_OVER: {
    ar: ['ما زال هناك من يعتمد على هذا المنصب.', 'ينبغي أولًا تسليم ما يتولاه.'],
    fr: ['Quelqu’un dépend encore de ce poste.', 'Transmettez d’abord ce dont il a la charge.'],
  },
};
