import type { Wording } from './language.js';

/** Urgent action, eligibility, consent, mandatory reporting, registration. */
export const FIRST_CONTACT_REFUSALS: Readonly<Record<string, Wording>> = {
  'IMMEDIATE_CONCERN_OPEN/UA-2': {
    ar: [
      'يوجد خطر مباشر لم يُعالَج بعد ({type}).',
      'ينبغي تسجيل كيف عولج: وصول الخدمة، أو قبول الإحالة، أو خطة سلامة، أو مكان آمن، أو رفض عن علم.',
    ],
    fr: [
      'Un danger immédiat n’est pas encore traité ({type}).',
      'Enregistrez comment il l’a été : service atteint, référencement accepté, plan de sécurité, lieu sûr ou refus éclairé.',
    ],
  },
  'SCREEN_MISSING/FLOW-1': {
    ar: [
      'ينبغي السؤال عن المخاطر المباشرة قبل هذه الخطوة.',
      'اسألوا عن الصحة والسلامة ومكان المبيت، ثم سجّلوا فحص المخاطر المباشرة.',
    ],
    fr: [
      'Les dangers immédiats se recherchent avant cette étape.',
      'Demandez ce qu’il en est de la santé, de la sécurité et de la nuit à venir, puis enregistrez cette recherche.',
    ],
  },
  'FIELD_MISSING/UA-1': {
    ar: ['لا يُقال «لا شيء» إلا بعد السؤال عن كل الأنواع.', 'ينبغي السؤال أيضًا عن الأنواع الناقصة.'],
    fr: [
      'On ne peut dire « rien » qu’après avoir demandé chaque type.',
      'Demandez aussi ce qu’il en est des autres types.',
    ],
  },
  'UNKNOWN_REFERENCE/UA-1': {
    ar: ['لا يوجد خطر مباشر مسجّل وجده هذا الفحص.', 'ينبغي أولًا تسجيل كل خطر مباشر؛ وهذا يُحسب فحصًا.'],
    fr: [
      'Aucun danger immédiat trouvé par cette recherche n’est enregistré.',
      'Enregistrez d’abord chaque danger ; cela vaut déjà recherche.',
    ],
  },
  'VALUE_NOT_POSSIBLE/UA-1': {
    ar: ['هذا النوع من الخطر المباشر غير معروف في إجراءات العمل هذه.', 'ينبغي اختيار نوع من القائمة.'],
    fr: ['Ce type de danger immédiat est inconnu de ces procédures.', 'Choisissez un type de la liste.'],
  },
  'ALREADY_USED/UA-1': {
    ar: ['يوجد خطر مباشر مسجّل بهذا المعرّف.', 'ينبغي استخدام معرّف آخر لخطر جديد.'],
    fr: ['Un danger immédiat porte déjà cet identifiant.', 'Utilisez un autre identifiant pour un nouveau danger.'],
  },
  'VALUE_NOT_POSSIBLE/UA-7': {
    ar: ['لا يمكن أن تكون الحادثة بعد لحظة الإبلاغ عنها.', 'ينبغي التحقق من تاريخ الحادثة ووقتها.'],
    fr: [
      'L’incident ne peut pas être postérieur au moment où il a été raconté.',
      'Vérifiez la date et l’heure de l’incident.',
    ],
  },
  'UNKNOWN_REFERENCE/UA-3': {
    ar: ['لا يوجد خطر مباشر مسجّل بهذا المعرّف.', 'ينبغي التحقق من المعرّف أو تسجيل الخطر أولًا.'],
    fr: [
      'Aucun danger immédiat ne porte cet identifiant.',
      'Vérifiez l’identifiant, ou enregistrez d’abord le danger.',
    ],
  },
  'UNKNOWN_REFERENCE/UA-3#referralId': {
    ar: [
      'لا توجد إحالة مقبولة مسجّلة بهذا المعرّف.',
      'ينبغي أولًا تسجيل جواب الجهة مقدّمة الخدمة، أو كيف وصل الطفل إليها.',
    ],
    fr: [
      'Aucun référencement accepté ne porte cet identifiant.',
      'Enregistrez d’abord la réponse du service, ou comment l’enfant l’a atteint.',
    ],
  },
  'ALREADY_PENDING/UA-3': {
    ar: ['عولج هذا الخطر المباشر في {addressedAt}.', 'إذا تعرّض الطفل للخطر من جديد ينبغي تسجيل خطر مباشر جديد.'],
    fr: [
      'Ce danger immédiat a déjà été traité le {addressedAt}.',
      'Si l’enfant est de nouveau en danger, enregistrez un nouveau danger immédiat.',
    ],
  },
  'FIELD_MISSING/UA-4': {
    ar: ['الرعاية المؤقتة تحتاج إلى تحديد مكان للمبيت.', 'ينبغي ذكر المكان في نموذج هذه الخطوة.'],
    fr: ['L’accueil provisoire exige un lieu nommé pour la nuit.', 'Nommez le lieu dans le formulaire de cette étape.'],
  },
  'GROUND_MISSING/UA-3': {
    ar: [
      'لا ينتهي الخطر بالرفض إلا إذا لم يوجد سبب يسمح بالتصرف رغم الرفض.',
      'ينبغي مراجعة الأسباب مع المشرف، والتصرف إن وُجد سبب.',
    ],
    fr: [
      'Un refus n’y met fin que si aucun motif ne permet de passer outre.',
      'Vérifiez les motifs avec le superviseur ; agissez s’il en existe un.',
    ],
  },
  'FIELD_MISSING/UA-3': {
    ar: ['لم يُذكر من رفض ولماذا.', 'ينبغي إرسال ذلك مع نموذج هذه الخطوة.'],
    fr: ['Il manque qui a refusé et pourquoi.', 'Envoyez-le avec le formulaire de cette étape.'],
  },
  'ALREADY_PENDING/TIME-6': {
    ar: ['نهاية هذا اللقاء مسجّلة.', 'ينبغي التحقق من اللقاء؛ فلكل لقاء نهاية واحدة.'],
    fr: ['La fin de cet entretien est déjà enregistrée.', 'Vérifiez l’entretien ; chacun ne finit qu’une fois.'],
  },
  'FIELD_MISSING/SPEC-4.1': {
    ar: ['الربط بخدمة يحتاج إلى اسم الخدمة وإلى الموافقة على الربط.', 'ينبغي ذكر الخدمة وتسجيل الموافقة.'],
    fr: [
      'Une mise en relation exige le service et l’accord de la personne.',
      'Nommez le service et enregistrez l’accord.',
    ],
  },
  'FIELD_MISSING/SPEC-5': {
    ar: ['لم يُذكر ما حدث.', 'ينبغي إرسال ذلك مع نموذج هذه الخطوة.'],
    fr: ['Il manque ce qui s’est passé.', 'Envoyez-le avec le formulaire de cette étape.'],
  },
  'VALUE_NOT_POSSIBLE/TIME-1': {
    ar: ['هذا التاريخ في المستقبل.', 'ينبغي التحقق من التاريخ.'],
    fr: ['Cette date est dans le futur.', 'Vérifiez la date.'],
  },
  'CONSENT_MISSING/FLOW-1': {
    ar: ['لم تُسجَّل الموافقة على المشاركة وعلى حفظ البيانات.', 'ينبغي أولًا تسجيل موافقة الطفل أو مقدّم الرعاية.'],
    fr: [
      'Le consentement à participer et à conserver les données n’est pas enregistré.',
      'Enregistrez d’abord le consentement de l’enfant ou de la personne qui s’en occupe.',
    ],
  },
  'VALUE_NOT_POSSIBLE/CONS-3': {
    ar: ['سبب التصرف دون موافقة لا يُذكر إلا مع الرفض.', 'ينبغي عدم ذكر السبب عند إعطاء الموافقة.'],
    fr: [
      'Un motif pour agir sans consentement ne va qu’avec un refus.',
      'Laissez le motif de côté lorsque le consentement est donné.',
    ],
  },
  'ALREADY_PENDING/CONS-3': {
    ar: ['طلب التصرف دون موافقة بانتظار قرار المشرف.', 'ينبغي انتظار قرار المشرف.'],
    fr: ['L’action sans consentement attend déjà la décision du superviseur.', 'Attendez la décision du superviseur.'],
  },
  'NOTHING_PENDING/CONS-3': {
    ar: ['لا يوجد اقتراح بالتصرف دون موافقة.', 'يقترح الأخصائي ذلك أولًا مع ذكر السبب، إن لم تُعطَ الموافقة.'],
    fr: [
      'Aucune proposition d’agir sans consentement n’attend de décision.',
      'Le travailleur social la fait d’abord, avec le motif, si le consentement n’est pas donné.',
    ],
  },
  'VALUE_NOT_POSSIBLE/CONS-4': {
    ar: ['التصرف دون موافقة يحتاج إلى أساس قانوني آخر.', 'ينبغي اختيار الأساس المناسب، مثل المصالح الحيوية.'],
    fr: [
      'Agir sans consentement exige une autre base légale.',
      'Choisissez celle qui s’applique, par exemple les intérêts vitaux.',
    ],
  },
  'FIELD_MISSING/CONS-3': {
    ar: ['لم يُذكر السبب، أو كيف شُرح للطفل.', 'ينبغي إرسال ذلك مع نموذج هذه الخطوة.'],
    fr: [
      'Il manque la raison, ou comment elle a été expliquée à l’enfant.',
      'Envoyez-la avec le formulaire de cette étape.',
    ],
  },
  'NOTHING_PENDING/CONS-6': {
    ar: ['لا توجد موافقة مسجّلة يمكن سحبها.', 'ينبغي أولًا تسجيل الموافقة أو رفضها.'],
    fr: ['Aucun consentement enregistré ne peut être retiré.', 'Enregistrez d’abord le consentement, ou son refus.'],
  },
  'NOTHING_PENDING/CONS-6#scopes': {
    ar: ['ما يُراد سحبه لم تُعطَ موافقة عليه.', 'ينبغي مراجعة ما تشمله الموافقة المسجّلة في الحالة.'],
    fr: ['Ce qui est retiré n’avait pas été accordé.', 'Voyez dans le cas ce qui est accordé.'],
  },
  'OUTSIDE_CONSENT/CONS-5': {
    ar: [
      'الموافقة لا تشمل هذه المشاركة: {service}.',
      'ينبغي طلب الموافقة، أو إعداد مسودة الإحالة ليتجاوز المشرف الموافقة مع ذكر السبب عند وجود خطر على السلامة.',
    ],
    fr: [
      'Le consentement ne couvre pas ce partage : {service}.',
      'Demandez le consentement ; si la sécurité est en jeu, préparez le brouillon et faites passer outre par le superviseur, avec la raison.',
    ],
  },
  'FIELD_MISSING/CONS-5': {
    ar: ['لم يُذكر سبب المشاركة خارج نطاق الموافقة.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: ['La raison du partage hors du consentement manque.', 'Envoyez la raison avec le formulaire de cette étape.'],
  },
  'UNKNOWN_REFERENCE/CONS-5': {
    ar: ['لا توجد إحالة مسجّلة بهذا المعرّف.', 'ينبغي التحقق من معرّف الإحالة أو تسجيلها أولًا.'],
    fr: [
      'Aucun référencement ne porte cet identifiant.',
      'Vérifiez l’identifiant, ou enregistrez d’abord le référencement.',
    ],
  },
  'NOTHING_PENDING/CONS-5': {
    ar: ['لم يبقَ ما يُشرح بشأن هذه الإحالة.', 'لا يُشرح إلا ما شورك خارج نطاق الموافقة.'],
    fr: [
      'Il ne reste rien à expliquer au sujet de ce référencement.',
      'Seul un partage hors du consentement doit être expliqué.',
    ],
  },
  'ALREADY_USED/MAND-1': {
    ar: ['يوجد إبلاغ مسجّل بهذا المعرّف.', 'ينبغي استخدام معرّف آخر لإبلاغ جديد.'],
    fr: ['Un signalement porte déjà cet identifiant.', 'Utilisez un autre identifiant pour un nouveau signalement.'],
  },
  'NOTHING_PENDING/MAND-1': {
    ar: ['لا يوجد إبلاغ كهذا بانتظار القرار.', 'ينبغي أولًا طرح الإبلاغ، أو قراءة القرار المتخذ.'],
    fr: ['Aucun signalement de ce type n’attend de décision.', 'Soulevez-le d’abord, ou lisez la décision prise.'],
  },
  'FIELD_MISSING/MAND-1': {
    ar: ['لم يُذكر السبب وتدابير السلامة.', 'ينبغي إرسال ذلك مع نموذج هذه الخطوة.'],
    fr: ['Il manque la raison et les mesures de sécurité.', 'Envoyez-les avec le formulaire de cette étape.'],
  },
  'FIELD_MISSING/RISK-1': {
    ar: [
      'لم يُذكر أي مصدر قلق؛ ومستواه هو الذي يحدّد مستوى الحالة.',
      'ينبغي تقدير مستوى مصدر قلق واحد على الأقل من القائمة.',
    ],
    fr: [
      'Aucune préoccupation n’est nommée ; c’est son niveau qui donne celui du cas.',
      'Évaluez au moins une préoccupation du catalogue.',
    ],
  },
  'CONSENT_MISSING/CONS-2': {
    ar: ['الطفل أصغر من أن يوافق وحده.', 'ينبغي سؤال مقدّم الرعاية، أو اقتراح التصرف دون موافقة على المشرف إن لم يوجد.'],
    fr: [
      'L’enfant est trop jeune pour consentir seul.',
      'Demandez à la personne qui s’en occupe ; à défaut, proposez au superviseur d’agir sans consentement.',
    ],
  },
  'CONSENT_MISSING/CONS-2#assent': {
    ar: ['لم تُسجَّل موافقة الطفل نفسه.', 'ينبغي شرح الأمر له بكلمات تناسب عمره وتسجيل جوابه.'],
    fr: ['L’assentiment de l’enfant n’est pas noté.', 'Expliquez-lui avec des mots de son âge et notez sa réponse.'],
  },
  'VALUE_NOT_POSSIBLE/CAT-4': {
    ar: ['ساعات العنف الجنسي تُسجَّل مع الرعاية الصحية.', 'ينبغي تسجيل خطر مباشر من نوع الرعاية الصحية.'],
    fr: [
      'Les heures depuis des violences sexuelles vont avec les soins de santé.',
      'Enregistrez un danger immédiat de type soins de santé.',
    ],
  },
};
