import type { Wording } from './language.js';

/** Rights, stages, dates, ownership and escalations. */
export const RESPONSIBILITY_REFUSALS: Readonly<Record<string, Wording>> = {
  'NOT_PERMITTED/SPEC-2': {
    ar: ['دورك في هذه الحالة لا يشمل هذه الخطوة.', 'يمكن أن يقوم بها في هذه الحالة: {allowed}.'],
    fr: ['Votre rôle dans ce cas ne comprend pas cette étape.', 'Peuvent le faire dans ce cas : {allowed}.'],
  },
  'NOT_PERMITTED/SPEC-2#authoredBy': {
    ar: [
      'مُدخِل البيانات وحده يكتب نيابةً عن غيره، ويذكر دائمًا صاحب النص.',
      'ينبغي ذكر الأخصائي الذي كتب النص، أو حذف اسم الكاتب لمن ليس مُدخِل بيانات.',
    ],
    fr: [
      'Seule la saisie de données écrit pour autrui, et nomme toujours l’auteur.',
      'Saisie de données : indiquez l’auteur. Tous les autres : laissez ce champ vide.',
    ],
  },
  'NOT_PERMITTED/SPEC-2#agencyId': {
    ar: ['تبدأ الحالة في منظمة الشخص الذي يسجّلها.', 'تُسجَّل الحالة في منظمتك، وتستلمها منظمة أخرى عن طريق النقل.'],
    fr: [
      'Un cas commence dans l’organisation de la personne qui l’enregistre.',
      'Enregistrez l’enfant dans votre organisation ; une autre le reçoit par transfert.',
    ],
  },
  'NOT_PERMITTED/SPEC-2#memberId': {
    ar: ['يسجّل كل عضو رأيه هو فقط.', 'يُسجَّل رأيك أنت؛ ويُدخل الأخصائي أو المشرف آراء من لا يستطيعون ذلك.'],
    fr: [
      'Un membre n’enregistre que son propre avis.',
      'Enregistrez votre avis ; le travailleur social ou le superviseur saisit celui des autres.',
    ],
  },
  'NOT_PERMITTED/TR-3': {
    ar: ['لا تنتقل الحالة إلى منظمة أخرى إلا عن طريق النقل.', 'ينبغي بدء نقل بين المنظمتين.'],
    fr: ['Une autre organisation ne reçoit un cas que par transfert.', 'Engagez un transfert entre les organisations.'],
  },
  'NOT_PERMITTED/TR-5': {
    ar: ['تذهب الحالة إلى أخصائي في المنظمة المستلِمة.', 'ينبغي اختيار أخصائي من المنظمة التي أُرسل إليها النقل.'],
    fr: [
      'Le cas revient à un travailleur social de l’organisation d’accueil.',
      'Nommez un travailleur social de l’organisation à laquelle le transfert a été envoyé.',
    ],
  },
  'OWN_WORK/PERM-1': {
    ar: [
      'هذا الاقتراح منك، لذلك يجب أن يقرّره شخص آخر.',
      'ينبغي أن يقرّره شخص آخر يملك هذه الصلاحية، مثل مشرف آخر في الفريق.',
    ],
    fr: [
      'Cette proposition est la vôtre : quelqu’un d’autre doit décider.',
      'Demandez à une autre personne habilitée, par exemple un autre superviseur de l’équipe.',
    ],
  },
  'NOT_ALLOWED_IN_STAGE/SPEC-3.4': {
    ar: ['هذه الخطوة غير ممكنة في هذه المرحلة من الحالة: {stage}.', 'يمكن الاطلاع على الخطوات المتاحة في الحالة.'],
    fr: ['Cette étape n’est pas possible à ce stade du cas : {stage}.', 'Voyez les étapes possibles pour ce cas.'],
  },
  'CASE_NOT_IDENTIFIED/FLOW-1': {
    ar: ['هذه الحالة غير موجودة في السجل.', 'ينبغي أولًا تسجيل تحديد الطفل.'],
    fr: ['Ce cas ne figure pas dans les dossiers.', 'Enregistrez d’abord l’identification de l’enfant.'],
  },
  'CASE_NOT_IDENTIFIED/TR-2': {
    ar: ['ليس لهذه الحالة مسؤول بعد.', 'ينبغي أولًا تسجيل تحديد الطفل.'],
    fr: ['Ce cas n’a pas encore de responsable.', 'Enregistrez d’abord l’identification de l’enfant.'],
  },
  'CASE_ALREADY_IDENTIFIED/REOP-2': {
    ar: ['هذه الحالة موجودة في السجل.', 'الطفل المعروف يعود بإعادة فتح حالته، لا بتسجيل جديد.'],
    fr: ['Ce cas figure déjà dans les dossiers.', 'Un enfant déjà connu revient par la réouverture de son cas.'],
  },
  'STALE_VERSION/IM-11': {
    ar: ['تغيّرت الحالة منذ أن اطّلعت عليها.', 'ينبغي قراءة الحالة من جديد ثم اتخاذ القرار.'],
    fr: ['Le cas a changé depuis que vous l’avez lu.', 'Relisez le cas, puis décidez.'],
  },
  'OCCURRED_IN_FUTURE/TIME-1': {
    ar: ['لا يمكن تسجيل ما لم يحدث بعد.', 'ينبغي إدخال تاريخ ووقت حدوثه.'],
    fr: [
      'On ne peut pas enregistrer ce qui n’a pas encore eu lieu.',
      'Indiquez la date et l’heure auxquelles cela a eu lieu.',
    ],
  },
  'OCCURRED_OUT_OF_ORDER/TIME-1': {
    ar: ['لا يمكن أن يكون هذا قد حدث قبل الخطوة التي يعتمد عليها ({earliest}).', 'ينبغي التحقق من التاريخ والوقت.'],
    fr: ['Cela n’a pas pu avoir lieu avant l’étape dont cela dépend ({earliest}).', 'Vérifiez la date et l’heure.'],
  },
  'CONSULTATION_MISSING/TR-2': {
    ar: ['يجب استشارة الطفل والأسرة قبل تسليم الحالة.', 'ينبغي استشارتهم وتسجيل ذلك.'],
    fr: [
      'L’enfant et la famille doivent être consultés avant de confier le cas à quelqu’un d’autre.',
      'Consultez-les et enregistrez-le.',
    ],
  },
  'CONSULTATION_MISSING/TR-3': {
    ar: ['يجب استشارة الطفل والأسرة قبل نقل الحالة.', 'ينبغي استشارتهم وتسجيل ذلك.'],
    fr: ['L’enfant et la famille doivent être consultés avant un transfert.', 'Consultez-les et enregistrez-le.'],
  },
  'SAME_OWNER/TR-2': {
    ar: ['هذا الأخصائي مسؤول عن الحالة أصلًا.', 'ينبغي اختيار أخصائي آخر.'],
    fr: ['Ce travailleur social suit déjà ce cas.', 'Choisissez un autre travailleur social.'],
  },
  'SAME_OWNER/TR-2#toAgencyId': {
    ar: ['داخل المنظمة الواحدة تُسنَد الحالة إلى أخصائي آخر ولا تُنقل.', 'ينبغي إسناد الحالة إلى الأخصائي الآخر.'],
    fr: [
      'À l’intérieur d’une organisation, un cas est réattribué, non transféré.',
      'Réattribuez le cas à l’autre travailleur social.',
    ],
  },
  'OVER_LIMIT/SUPV-1': {
    ar: [
      'لدى هذا الأخصائي {openCases} حالة مفتوحة، والحد الأقصى {limit}.',
      'ينبغي اختيار من لديه حالات أقل، أو أن يتجاوز المشرف الحد مع ذكر السبب.',
    ],
    fr: [
      'Ce travailleur social suit déjà {openCases} cas ; la limite est de {limit}.',
      'Choisissez quelqu’un qui en suit moins, ou dépassez la limite en donnant la raison.',
    ],
  },
  'FIELD_MISSING/SUPV-1': {
    ar: ['لم يُذكر سبب تجاوز الحد الأقصى لعدد الحالات.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: ['La raison du dépassement de la limite manque.', 'Envoyez la raison avec le formulaire de cette étape.'],
  },
  'PREFERENCE_UNSAID/PERM-3': {
    ar: ['للطفل رغبة بشأن من يتابعه.', 'ينبغي بيان هل يلبّي هذا الأخصائي الرغبة، وإلا فما السبب.'],
    fr: [
      'L’enfant a exprimé un souhait au sujet du travailleur social.',
      'Dites si cette personne y répond ; sinon, dites pourquoi.',
    ],
  },
  'FIELD_MISSING/PERM-3': {
    ar: ['لم يُذكر سبب عدم تلبية رغبة الطفل.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: [
      'La raison pour laquelle le souhait de l’enfant n’est pas suivi manque.',
      'Envoyez la raison avec le formulaire de cette étape.',
    ],
  },
  'ALREADY_PENDING/PERM-2': {
    ar: ['يوجد تضارب مصالح مُعلَن.', 'ينبغي إسناد الحالة إلى شخص آخر أو تسجيل كيفية حل التضارب.'],
    fr: [
      'Un conflit d’intérêts est déjà déclaré.',
      'Réattribuez le cas ou enregistrez comment le conflit a été résolu.',
    ],
  },
  'NOTHING_PENDING/PERM-2': {
    ar: ['لا يوجد تضارب مصالح مُعلَن.', 'ينبغي أولًا الإعلان عن التضارب.'],
    fr: ['Aucun conflit d’intérêts n’est déclaré.', 'Déclarez d’abord le conflit.'],
  },
  'FIELD_MISSING/PERM-2': {
    ar: ['لم يُذكر كيف حُلّ تضارب المصالح.', 'ينبغي إرسال ذلك مع نموذج هذه الخطوة.'],
    fr: [
      'Il manque la façon dont le conflit d’intérêts a été résolu.',
      'Envoyez-la avec le formulaire de cette étape.',
    ],
  },
  'NOTHING_PENDING/FLOW-2': {
    ar: ['لهذه الحالة أخصائي مسؤول.', 'لتغيير المسؤول ينبغي إعادة إسناد الحالة.'],
    fr: ['Ce cas a déjà un travailleur social.', 'Pour en changer, réattribuez le cas.'],
  },
  'NOTHING_PENDING/SPEC-3.4': {
    ar: ['لا يوجد إشعار كهذا موجّه إليك.', 'يمكن الاطلاع على إشعارات الحالة.'],
    fr: ['Il n’y a pas de tel avis pour vous.', 'Voyez les avis de ce cas.'],
  },
  'NOTHING_PENDING/TIME-8': {
    ar: ['هذا التصعيد غير مفتوح.', 'يمكن الاطلاع على التصعيدات المفتوحة في الحالة.'],
    fr: ['Cette alerte n’est pas ouverte.', 'Voyez les alertes ouvertes de ce cas.'],
  },
  'ALREADY_PENDING/TIME-8': {
    ar: ['تم استلام هذا التصعيد.', 'ينبغي تسجيل ما تم عمله، أو إسناده إلى شخص آخر.'],
    fr: ['Cette alerte est déjà prise en charge.', 'Enregistrez ce qui a été fait, ou confiez-la à quelqu’un d’autre.'],
  },
  'FIELD_MISSING/TIME-8': {
    ar: ['لم يُذكر ما تم عمله.', 'ينبغي إرسال ذلك مع نموذج هذه الخطوة.'],
    fr: ['Il manque ce qui a été fait.', 'Envoyez-le avec le formulaire de cette étape.'],
  },
  'NOTHING_PENDING/TR-6': {
    ar: ['لا يوجد نقل كهذا بانتظار الرد.', 'يرسل المشرف المُرسِل النقل أولًا.'],
    fr: ['Aucun transfert de ce type n’attend de réponse.', 'Le superviseur qui transmet envoie d’abord le transfert.'],
  },
  'TRANSFER_PENDING/TR-4': {
    ar: ['يوجد نقل لهذه الحالة بانتظار الرد.', 'ينبغي انتظار الرد أو إلغاء النقل.'],
    fr: ['Un transfert de ce cas attend déjà une réponse.', 'Attendez la réponse ou annulez le transfert.'],
  },
  'ALREADY_USED/TR-3': {
    ar: ['يوجد نقل مسجّل بهذا المعرّف.', 'ينبغي استخدام معرّف آخر لنقل جديد.'],
    fr: ['Un transfert porte déjà cet identifiant.', 'Utilisez un autre identifiant pour un nouveau transfert.'],
  },
  'FIELD_MISSING/TR-3': {
    ar: ['لم يُذكر سبب عدم لقاء الطفل أو مقدّم الرعاية بالأخصائي الجديد.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: [
      'La raison pour laquelle l’enfant ou la famille n’a pas rencontré le nouveau travailleur social manque.',
      'Envoyez la raison avec le formulaire de cette étape.',
    ],
  },
  'FIELD_MISSING/TR-5': {
    ar: ['لم يُذكر سبب رفض النقل أو إلغائه.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: [
      'La raison du rejet ou de l’annulation du transfert manque.',
      'Envoyez la raison avec le formulaire de cette étape.',
    ],
  },
};
