import type { Wording } from './language.js';

/** The life of an SOP document, and the directory of services. */
export const SOP_REFUSALS: Readonly<Record<string, Wording>> = {
  'UNKNOWN_REFERENCE/SOP-1': {
    ar: ['لا توجد نسخة بهذا الاسم من إجراءات العمل.', 'يمكن الاطلاع على سجل النسخ.'],
    fr: ['Les procédures n’ont pas de version de ce nom.', 'Voyez l’historique des versions.'],
  },
  'NOT_ALLOWED_IN_STAGE/SOP-1': {
    ar: [
      'النسخة ليست في هذه المرحلة.',
      'يمكن الاطلاع على مرحلتها: المسودة ثم التوقيع ثم الاعتماد. ما اعتُمد يحتاج إلى نسخة جديدة.',
    ],
    fr: [
      'La version n’en est pas à ce point.',
      'Voyez où elle en est : projet, signatures, adoption. Ce qui est adopté demande une nouvelle version.',
    ],
  },
  'ALREADY_PENDING/SOP-1': {
    ar: ['توجد نسخة أخرى قيد الإعداد.', 'ينبغي اعتمادها أولًا أو متابعة العمل عليها.'],
    fr: ['Une autre version est en cours.', 'Adoptez-la d’abord, ou poursuivez avec elle.'],
  },
  'FIELD_MISSING/SOP-1': {
    ar: ['ينقص النص أو السبب.', 'ينبغي إرساله مع نموذج هذه الخطوة.'],
    fr: ['Le texte ou la raison manque.', 'Envoyez-le avec le formulaire de cette étape.'],
  },
  'FIELD_MISSING/SOP-2': {
    ar: ['ينقص نص التعليق أو سبب عدم الأخذ به.', 'ينبغي إرساله مع نموذج هذه الخطوة.'],
    fr: [
      'Le commentaire, ou la raison de ne pas le retenir, manque.',
      'Envoyez le texte avec le formulaire de cette étape.',
    ],
  },
  'ALREADY_USED/SOP-2': {
    ar: ['هذا المعرّف مستخدم.', 'ينبغي استخدام معرّف آخر.'],
    fr: ['Cet identifiant est déjà utilisé.', 'Utilisez-en un autre.'],
  },
  'NOTHING_PENDING/SOP-2': {
    ar: ['لا يوجد تعليق كهذا بانتظار الرد.', 'يمكن الاطلاع على التعليقات التي تنتظر ردًا.'],
    fr: ['Aucun commentaire de ce nom n’attend de réponse.', 'Voyez les commentaires qui attendent une réponse.'],
  },
  'NOT_ALLOWED_IN_STAGE/SOP-2': {
    ar: ['تعليقات على هذه النسخة تنتظر الرد وعددها {open}.', 'ينبغي الرد عليها قبل طلب التوقيع.'],
    fr: [
      'Commentaires sur la version encore sans réponse : {open}.',
      'Répondez-y d’abord : personne ne signe par-dessus une question ouverte.',
    ],
  },
  'VALUE_NOT_POSSIBLE/SOP-3': {
    ar: ['ليست هذه النسخة المعروضة للتوقيع.', 'ينبغي قراءة النص والقيم من جديد وتوقيع ما يخصها.'],
    fr: [
      'Ce n’est pas la version soumise à signature.',
      'Relisez le texte et les valeurs de la version, et signez les empreintes qui leur correspondent.',
    ],
  },
  'VALUE_NOT_POSSIBLE/SOP-3#participants': {
    ar: [
      'هذه ليست المنظمات التي عليها أن توقّع.',
      'ينبغي ذكر كل منظمة مشاركة مرة واحدة. ومن لم تعد تشارك تُذكر على حدة.',
    ],
    fr: [
      'Ce ne sont pas les organisations qui doivent signer.',
      'Nommez une fois chaque organisation participante ; celle qui ne participe plus est nommée à part.',
    ],
  },
  'NOT_PERMITTED/SOP-3': {
    ar: ['منظمتكم ليست من المنظمات التي توقّع هذه النسخة.', 'يمكن أن تُضاف إلى المشاركين بطلب إلى مجموعة التنسيق.'],
    fr: [
      'Votre organisation n’est pas de celles qui signent cette version.',
      'Demandez au groupe de coordination de la nommer parmi les participants.',
    ],
  },
  'ALREADY_PENDING/SOP-3': {
    ar: ['وقّعت المنظمة هذه النسخة.', 'يكفي توقيع واحد من كل منظمة. وإن وقّع غيره فينبغي سحب الأول.'],
    fr: [
      'L’organisation a signé cette version.',
      'Une signature par organisation suffit ; reprenez-la d’abord si quelqu’un d’autre doit signer.',
    ],
  },
  'NOTHING_PENDING/SOP-3': {
    ar: ['لم توقّع منظمتكم هذه النسخة.', 'لا يوجد ما يُسحب.'],
    fr: ['Votre organisation n’a pas signé cette version.', 'Il n’y a rien à reprendre.'],
  },
  'FIELD_MISSING/SOP-3': {
    ar: ['لم يُذكر سبب سحب التوقيع.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: ['La raison du retrait de la signature manque.', 'Envoyez la raison avec le formulaire de cette étape.'],
  },
  'NOT_ALLOWED_IN_STAGE/SOP-4': {
    ar: ['لم توقّع كل المنظمات المشاركة ({missing}).', 'ينبغي طلب توقيعها أو إعادة النسخة إلى المسودة.'],
    fr: [
      'Toutes les organisations participantes n’ont pas signé ({missing}).',
      'Demandez leur signature, ou renvoyez la version à l’état de projet.',
    ],
  },
  'VALUE_NOT_POSSIBLE/SOP-4': {
    ar: ['لا يبدأ العمل بالإجراءات قبل اعتمادها ({earliest}).', 'ينبغي إدخال يوم الاعتماد أو يوم بعده.'],
    fr: [
      'Des procédures ne sont pas en vigueur avant leur adoption ({earliest}).',
      'Indiquez le jour de l’adoption ou un jour plus tard.',
    ],
  },
  'VALUE_NOT_POSSIBLE/SOP-5': {
    ar: ['لم توقّع المنظمات هذه القيم.', 'ينبغي عرضها للتوقيع مع إجراءات العمل أو نشر الوثيقة كما وُقّعت.'],
    fr: [
      'Ces valeurs ne sont pas celles que les organisations ont signées.',
      'Faites-les signer avec les procédures, ou publiez le document tel qu’il a été signé.',
    ],
  },
  'VALUE_NOT_POSSIBLE/SOP-5#effectiveFrom': {
    ar: ['اتفقت المنظمات على يوم آخر ({effectiveFrom}).', 'ينبغي ترك اليوم أو اعتماد يوم آخر.'],
    fr: [
      'Les organisations se sont accordées sur un autre premier jour ({effectiveFrom}).',
      'Laissez ce jour de côté, ou faites-en adopter un autre.',
    ],
  },
  'NOT_ALLOWED_IN_STAGE/SOP-6': {
    ar: ['لم تُعتمد أي نسخة من الإجراءات بعد.', 'تُراجع النسخ المعتمدة. أما المسودة فيمكن التعليق عليها.'],
    fr: [
      'Aucune version des procédures n’est encore adoptée.',
      'On revoit ce qui est adopté ; les commentaires sont pour les projets.',
    ],
  },
  'FIELD_MISSING/SOP-7': {
    ar: ['لم يُذكر ما لوحظ في إجراءات العمل.', 'ينبغي وصفه في نموذج هذه الخطوة.'],
    fr: ['Il manque ce qui a été constaté.', 'Décrivez-le dans le formulaire de cette étape.'],
  },
  'FIELD_MISSING/SOP-7#grounds': {
    ar: [
      'تحتاج المراجعة المبكرة إلى سبب.',
      'ينبغي ذكر أن الأهداف لم تتحقق أو أن السياق تغيّر أو أن إجراءً لا يمكن تطبيقه.',
    ],
    fr: [
      'Une revue avant l’heure demande un motif.',
      'Dites si les objectifs ne sont pas atteints, si le contexte a changé ou si une procédure ne fonctionne pas.',
    ],
  },
  'UNKNOWN_REFERENCE/DIR-1': {
    ar: ['لا توجد هذه الخدمة في الدليل.', 'يمكن الاطلاع على الدليل. والخدمة التي عادت تُدرج من جديد.'],
    fr: [
      'L’annuaire ne contient pas ce service.',
      'Voyez l’annuaire ; un service qui revient y est inscrit de nouveau.',
    ],
  },
};
