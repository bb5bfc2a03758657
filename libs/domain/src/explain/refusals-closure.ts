import type { Wording } from './language.js';

/** Closure, death, after closure, re-opening. */
export const CLOSURE_REFUSALS: Readonly<Record<string, Wording>> = {
  'CHILD_DIED/A62': {
    ar: ['وفاة الطفل مسجّلة ({diedOn}).', 'ينبغي إغلاق الحالة، أو أن يُلغي المشرف والمدير معًا تسجيل الوفاة إن كان خطأ.'],
    fr: [
      'Le décès de l’enfant est enregistré ({diedOn}).',
      'Clôturez le cas, ou faites annuler un enregistrement erroné par le superviseur et le responsable.',
    ],
  },
  'NOTHING_PENDING/A79': {
    ar: ['لا يوجد تصحيح لتسجيل الوفاة بانتظار القرار.', 'يقترح المشرف التصحيح أولًا، إذا كانت الوفاة مسجّلة خطأ.'],
    fr: [
      'Aucune correction de l’enregistrement du décès n’attend de décision.',
      'Le superviseur la propose d’abord, si un décès est enregistré à tort.',
    ],
  },
  'ALREADY_PENDING/A79': {
    ar: ['يوجد تصحيح بانتظار المدير.', 'يؤكد المدير التصحيح المنتظر أو يعيده.'],
    fr: ['Une correction attend déjà le responsable.', 'Le responsable confirme ou renvoie celle qui attend.'],
  },
  'FIELD_MISSING/A79': {
    ar: ['لم يُذكر سبب التصحيح أو سبب بقاء التسجيل.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: ['La raison de la correction, ou du maintien, manque.', 'Envoyez la raison avec le formulaire de cette étape.'],
  },
  'REASON_NOT_AVAILABLE/SPEC-3.10': {
    ar: ['سبب الإغلاق هذا غير متاح لهذه الحالة الآن.', 'ينبغي استيفاء شروط هذا السبب أو اختيار سبب آخر.'],
    fr: [
      'Ce motif de clôture n’est pas possible pour ce cas maintenant.',
      'Remplissez les conditions de ce motif, ou choisissez-en un autre.',
    ],
  },
  'CLOSURE_GATE/SPEC-3.10': {
    ar: ['استمارة الإغلاق غير مكتملة.', 'ينبغي إكمال استمارة الإغلاق.'],
    fr: ['Le formulaire de clôture n’est pas complet.', 'Complétez le formulaire de clôture.'],
  },
  'CLOSURE_GATE/SPEC-3.10#childAndFamilyInvolved': {
    ar: ['لا تذكر استمارة الإغلاق هل شارك الطفل والأسرة، وإلا فلماذا.', 'ينبغي إكمال استمارة الإغلاق.'],
    fr: [
      'Le formulaire ne dit pas si l’enfant et la famille ont participé, ou pourquoi non.',
      'Complétez le formulaire de clôture.',
    ],
  },
  'CLOSURE_GATE/SPEC-3.10#workersTold': {
    ar: ['لا تذكر استمارة الإغلاق أن جميع العاملين مع الطفل قد أُبلغوا.', 'ينبغي إكمال استمارة الإغلاق.'],
    fr: [
      'Le formulaire ne dit pas que tous ceux qui travaillent avec l’enfant sont informés.',
      'Complétez le formulaire de clôture.',
    ],
  },
  'CLOSURE_GATE/SPEC-3.10#contactForLaterGiven': {
    ar: ['لا تذكر استمارة الإغلاق أن الطفل والأسرة يعرفون بمن يتصلون.', 'ينبغي إكمال استمارة الإغلاق.'],
    fr: [
      'Le formulaire ne dit pas que l’enfant et la famille savent à qui s’adresser.',
      'Complétez le formulaire de clôture.',
    ],
  },
  'CLOSURE_GATE/SPEC-3.10#feedbackOffered': {
    ar: ['لا تذكر استمارة الإغلاق هل عُرضت استمارة الرأي، وإلا فلماذا.', 'ينبغي إكمال استمارة الإغلاق.'],
    fr: [
      'Le formulaire ne dit pas si le retour a été proposé, ou pourquoi non.',
      'Complétez le formulaire de clôture.',
    ],
  },
  'CLOSURE_GATE/SPEC-3.10#fileComplete': {
    ar: ['لا تذكر استمارة الإغلاق أن الملف مكتمل.', 'ينبغي إكمال استمارة الإغلاق.'],
    fr: ['Le formulaire ne dit pas que le dossier est complet.', 'Complétez le formulaire de clôture.'],
  },
  'CLOSURE_GATE/SPEC-3.10#storageFormAgreed': {
    ar: ['لا تذكر استمارة الإغلاق كيف يُحفظ الملف.', 'ينبغي إكمال استمارة الإغلاق.'],
    fr: ['Le formulaire ne dit pas comment le dossier est conservé.', 'Complétez le formulaire de clôture.'],
  },
  'TOO_EARLY/CLOSE-2': {
    ar: ['يمكن طلب الإغلاق ابتداءً من {earliest}.', 'ينبغي طلبه من جديد في {earliest} أو بعده.'],
    fr: ['La clôture peut être demandée à partir du {earliest}.', 'Redemandez-la le {earliest} ou plus tard.'],
  },
  'CONFERENCE_NEEDED/CLOSE-1': {
    ar: [
      'عند مستوى الخطر هذا ({level}) يجب أن يوافق مؤتمر الحالة أولًا.',
      'ينبغي عقد مؤتمر حالة يوافق فيه جميع الأعضاء على الإغلاق، ثم الاعتماد.',
    ],
    fr: [
      'À ce niveau de risque ({level}), une conférence de cas doit d’abord donner son accord.',
      'Tenez une conférence dont tous les membres acceptent la clôture, puis validez.',
    ],
  },
  'NOTHING_PENDING/CLOSE-1': {
    ar: ['لا يوجد طلب إغلاق بانتظار القرار.', 'يطلب الأخصائي الإغلاق أولًا.'],
    fr: ['Aucune clôture n’attend de décision.', 'Le travailleur social demande d’abord la clôture.'],
  },
  'FIELD_MISSING/CLOSE-1': {
    ar: ['لم يُذكر سبب إعادة طلب الإغلاق.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: ['La raison du renvoi de la clôture manque.', 'Envoyez la raison avec le formulaire de cette étape.'],
  },
  'NOTHING_PENDING/RISK-5': {
    ar: [
      'لا يُنتظر قرار بإغلاق هذه الحالة أو إبقائها مفتوحة.',
      'يُطلب القرار عندما ينزل المستوى إلى «لا خطر» قبل وضع أي خطة.',
    ],
    fr: [
      'Aucune décision de clore ou de garder ouvert n’est attendue pour ce cas.',
      'Elle l’est lorsque le niveau tombe à « aucun risque » avant tout plan.',
    ],
  },
  'FIELD_MISSING/RISK-5': {
    ar: ['لم يُذكر سبب إبقاء الحالة مفتوحة.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: ['La raison de garder le cas ouvert manque.', 'Envoyez la raison avec le formulaire de cette étape.'],
  },
  'NOTHING_PENDING/POST-1': {
    ar: ['لا تُنتظر مراجعة بعد الإغلاق لهذه الحالة.', 'تُستحق بعد ثلاثة أشهر من إغلاق يتطلب ذلك.'],
    fr: [
      'Aucune revue après clôture n’est attendue pour ce cas.',
      'Elle est due trois mois après une clôture qui la demande.',
    ],
  },
  'TOO_EARLY/POST-1': {
    ar: [
      'موعد المراجعة بعد الإغلاق هو {earliest}، لا قبله.',
      'تُسجَّل هذه الزيارة ملاحظةً، وتُعقد المراجعة في ذلك اليوم أو بعده.',
    ],
    fr: [
      'La revue après clôture est due le {earliest}, pas avant.',
      'Enregistrez cette visite comme note ; tenez la revue à cette date ou plus tard.',
    ],
  },
  'ALREADY_PENDING/REOP-1': {
    ar: ['طلب إعادة فتح هذه الحالة بانتظار المشرف.', 'ينبغي الانتظار حتى يوافق المشرف أو يعيد الطلب.'],
    fr: [
      'Une réouverture de ce cas attend déjà le superviseur.',
      'Attendez que le superviseur l’approuve ou la renvoie.',
    ],
  },
  'CONSENT_MISSING/REOP-1': {
    ar: ['إعادة الفتح تحتاج إلى تأكيد الأهلية والموافقة من جديد.', 'ينبغي تأكيدهما مع الطفل والأسرة ثم إعادة الطلب.'],
    fr: [
      'La réouverture exige que l’éligibilité et le consentement soient confirmés à nouveau.',
      'Confirmez les deux avec l’enfant et la famille, puis redemandez.',
    ],
  },
  'FIELD_MISSING/REOP-1': {
    ar: [
      'ينقص طلب إعادة الفتح: مصادر القلق التي تحدّد المستوى، أو سبب إعادة الطلب.',
      'ينبغي تقدير مصدر قلق واحد على الأقل وذكر السبب.',
    ],
    fr: [
      'Il manque à la réouverture les préoccupations qui fixent le niveau, ou la raison du renvoi.',
      'Évaluez au moins une préoccupation et donnez la raison.',
    ],
  },
  'NOTHING_PENDING/REOP-1': {
    ar: ['لا توجد إعادة فتح بانتظار القرار.', 'يطلب الأخصائي إعادة الفتح أولًا.'],
    fr: ['Aucune réouverture n’attend de décision.', 'Le travailleur social la demande d’abord.'],
  },
  'CLOSURE_GATE/SPEC-3.10#goalMet': {
    ar: ['تذكر استمارة الإغلاق أن هدف الخطة لم يتحقق.', 'ينبغي متابعة الخطة أو تعديلها.'],
    fr: ['Le formulaire dit que l’objectif n’est pas atteint.', 'Poursuivez le plan, ou révisez-le.'],
  },
  'CLOSURE_GATE/SPEC-3.10#transitionPlan': {
    ar: ['لا توجد خطة انتقالية.', 'ينبغي وضعها مع الشاب أو الشابة وتسجيل ذلك.'],
    fr: ['Il n’y a pas de plan de transition.', 'Établissez-en un ensemble et enregistrez-le.'],
  },
  'CLOSURE_GATE/SPEC-3.10#supportInformationGiven': {
    ar: ['لا يعرف الشاب أو الشابة بعد أين يجد الدعم.', 'ينبغي إعلامه بذلك وتسجيله.'],
    fr: ['La jeune personne ne sait pas encore où trouver du soutien.', 'Dites-le-lui et enregistrez-le.'],
  },
  'CLOSURE_GATE/SPEC-3.10#agencySearchRecorded': {
    ar: ['لم يُسجَّل البحث عن منظمة في المكان الجديد.', 'ينبغي البحث: تُنقل الحالة إن وُجدت منظمة، ويُسجَّل البحث إن لم توجد.'],
    fr: [
      'Aucune recherche d’une organisation sur place n’est enregistrée.',
      'Cherchez-en une : transférez le cas s’il y en a une, sinon enregistrez la recherche.',
    ],
  },
  'REASON_NOT_AVAILABLE/SPEC-3.10#goal_met': {
    ar: ['لم تنتهِ الخطة بعد.', 'ينبغي إنهاء الخطة عند تحقق هدفها.'],
    fr: ['Le plan n’est pas terminé.', 'Terminez-le lorsque son objectif est atteint.'],
  },
  'REASON_NOT_AVAILABLE/SPEC-3.10#no_longer_at_risk': {
    ar: ['ما زال الطفل مقدَّرًا في خطر.', 'ينبغي أولًا خفض المستوى إلى «لا خطر» وتأكيده.'],
    fr: ['L’enfant est encore évalué à risque.', 'Faites d’abord baisser le niveau à « aucun risque » et confirmer.'],
  },
  'REASON_NOT_AVAILABLE/SPEC-3.10#no_risk_found': {
    ar: ['هذا السبب للحالات التي قُدّرت «لا خطر» قبل أي خطة.', 'ينبغي اختيار سبب آخر.'],
    fr: ['Ce motif vaut pour les cas évalués « aucun risque » avant tout plan.', 'Choisissez un autre motif.'],
  },
  'REASON_NOT_AVAILABLE/SPEC-3.10#opened_in_error': {
    ar: ['لهذه الحالة خطة.', 'ينبغي اختيار سبب آخر.'],
    fr: ['Ce cas a déjà un plan.', 'Choisissez un autre motif.'],
  },
  'REASON_NOT_AVAILABLE/SPEC-3.10#death': {
    ar: ['لا توجد وفاة مسجّلة لهذه الحالة.', 'ينبغي أولًا تسجيل تاريخ الوفاة.'],
    fr: ['Aucun décès n’est enregistré pour ce cas.', 'Enregistrez d’abord la date du décès.'],
  },
  'REASON_NOT_AVAILABLE/CLOSE-5': {
    ar: ['وفاة الطفل مسجّلة.', 'ينبغي إغلاق الحالة لهذا السبب.'],
    fr: ['Le décès de l’enfant est enregistré.', 'Clôturez le cas pour ce motif.'],
  },
  'REASON_NOT_AVAILABLE/CLOSE-6': {
    ar: ['تاريخ الميلاد غير مؤكد.', 'ينبغي التحقق منه وتسجيله على أنه غير تقديري.'],
    fr: ['La date de naissance n’est pas certaine.', 'Vérifiez-la et enregistrez-la comme non estimée.'],
  },
  'TOO_EARLY/CLOSE-6': {
    ar: ['يبلغ الطفل الثامنة عشرة في {on}.', 'ينبغي طلب الإغلاق في ذلك اليوم أو بعده، أو اختيار سبب آخر.'],
    fr: ['L’enfant a 18 ans le {on}.', 'Demandez la clôture ce jour-là ou plus tard, ou choisissez un autre motif.'],
  },
  'NOT_CONTACTABLE_GATE/CLOSE-4': {
    ar: [
      'المحاولات: {attempts} من {attemptsNeeded}، والقنوات: {channels} من {channelsNeeded}، والإغلاق ممكن ابتداءً من {earliest}.',
      'ينبغي إكمال المحاولات عبر القنوات المختلفة وانتظار ذلك اليوم.',
    ],
    fr: [
      'Tentatives : {attempts} sur {attemptsNeeded} ; voies : {channels} sur {channelsNeeded} ; clôture possible à partir du {earliest}.',
      'Complétez les tentatives par différentes voies et attendez cette date.',
    ],
  },
  'ALREADY_PENDING/A62': {
    ar: ['يوجد طلب إغلاق بانتظار القرار.', 'ينبغي انتظار الموافقة أو الإعادة؛ وعند الوفاة تُسجَّل الوفاة فتحل محل الطلب.'],
    fr: [
      'Une clôture de ce cas attend déjà une décision.',
      'Attendez qu’elle soit approuvée ou renvoyée ; en cas de décès, enregistrez-le : il la remplace.',
    ],
  },
  'GROUND_MISSING/CONS-6': {
    ar: ['لم يُذكر هل توجد أسباب للتصرف خلافًا للرغبة.', 'ينبغي الموافقة إن لم توجد، وإلا إعادة الطلب مع ذكر السبب.'],
    fr: [
      'Il manque s’il existe des motifs d’aller contre le souhait.',
      'Approuvez s’il n’y en a pas ; sinon renvoyez la demande avec la raison.',
    ],
  },
  'FIELD_MISSING/SPEC-3.10': {
    ar: ['لم يُذكر سبب الإغلاق بالتفصيل.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: ['Le détail du motif de clôture manque.', 'Envoyez la raison avec le formulaire de cette étape.'],
  },
  'NOT_REOPENABLE/CLOSE-5': {
    ar: ['الحالة التي انتهت بوفاة الطفل تبقى مغلقة.', 'يمكن للمشرف والمدير معًا إلغاء تسجيل وفاة خاطئ.'],
    fr: [
      'Un cas terminé par le décès de l’enfant reste clos.',
      'Le superviseur et le responsable peuvent annuler un enregistrement erroné.',
    ],
  },
  'CLOSURE_GATE/SPEC-3.10#keepUntil': {
    ar: ['سيُحفظ الملف حتى يوم مضى.', 'ينبغي تحديد يوم لم يأتِ بعد لحفظ الملف.'],
    fr: ['Le dossier serait conservé jusqu’à un jour déjà passé.', 'Indiquez un jour à venir.'],
  },
  'VALUE_NOT_POSSIBLE/TIME-1#diedOn': {
    ar: ['لا يمكن أن يكون تاريخ الوفاة هذا صحيحًا.', 'ينبغي التحقق من تاريخ الوفاة.'],
    fr: ['Cette date de décès n’est pas possible.', 'Vérifiez la date du décès.'],
  },
};
