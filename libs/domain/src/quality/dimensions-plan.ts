import type { QualityDimension } from './terms.js';

/** Framework 2c. */
export const PLANNING: QualityDimension = {
  id: 'planning',
  clause: '2c',
  words: { en: 'Case planning', ar: 'التخطيط للحالة', fr: 'Planification' },
  indicators: [
    {
      id: 'plan_content',
      words: { en: 'What a plan contains', ar: 'مضمون الخطة', fr: 'Contenu du plan' },
      steps: [
        {
          en: 'It answers what the assessment found',
          ar: 'تستجيب لما أظهره التقييم',
          fr: 'Il répond à ce que l’évaluation a montré',
        },
        {
          en: 'A set form asks for measurable goals, with who and by when',
          ar: 'يطلب نموذج ثابت أهدافًا قابلة للقياس مع المسؤول والموعد',
          fr: 'Un formulaire établi demande des objectifs mesurables, avec qui et pour quand',
        },
        {
          en: 'It looks at the near, the middle and the far future',
          ar: 'تشمل المدى القريب والمتوسط والبعيد',
          fr: 'Il couvre le court, le moyen et le long terme',
        },
      ],
      answeredBy: [{ step: 1, indicator: 'P2a', needs: 'measured' }],
    },
    {
      id: 'plan_made_together',
      words: { en: 'Who makes the plan', ar: 'من يضع الخطة', fr: 'Qui fait le plan' },
      steps: [
        {
          en: 'The caseworker explains it to child and family',
          ar: 'يشرحها الأخصائي للطفل والأسرة',
          fr: 'Le travailleur social l’explique à l’enfant et à la famille',
        },
        {
          en: 'It is made with them, and the supervisor signs it off',
          ar: 'تُوضع معهم ويعتمدها المشرف',
          fr: 'Il est fait avec eux et validé par le superviseur',
        },
        {
          en: 'For complex cases several agencies meet',
          ar: 'تُعقد اجتماعات بين الجهات للحالات المعقدة',
          fr: 'Pour les cas complexes, plusieurs acteurs se réunissent',
        },
      ],
      answeredBy: [{ step: 2, indicator: 'P2b', needs: 'target_met' }],
    },
  ],
};

/** Framework 2d. */
export const IMPLEMENTATION: QualityDimension = {
  id: 'implementation',
  clause: '2d',
  words: { en: 'Carrying out the plan', ar: 'تنفيذ الخطة', fr: 'Mise en œuvre du plan' },
  indicators: [
    {
      id: 'knowing_services',
      words: { en: 'Knowing the services', ar: 'معرفة الخدمات', fr: 'Connaissance des services' },
      steps: [
        {
          en: 'We collect what they offer and whom to call',
          ar: 'نجمع ما تقدمه وجهات الاتصال فيها',
          fr: 'Nous recueillons ce qu’ils offrent et qui appeler',
        },
        {
          en: 'Caseworkers are told of every change',
          ar: 'يُبلَّغ الأخصائيون بكل تغيير',
          fr: 'Les travailleurs sociaux sont informés de chaque changement',
        },
        {
          en: 'Caseworkers go along to the service, so that child and provider understand each other',
          ar: 'يرافق الأخصائي الطفل وأسرته إلى الخدمة ليُفهم المطلوب',
          fr: 'Le travailleur social accompagne l’enfant au service pour que chacun se comprenne',
        },
      ],
      answeredBy: [{ step: 2, fact: 'service_map_reviewed_in_time' }],
    },
    {
      id: 'consent_to_share',
      words: {
        en: 'Consent before sharing',
        ar: 'الموافقة قبل مشاركة البيانات',
        fr: 'Consentement avant tout partage',
      },
      steps: [
        {
          en: 'We always ask before telling another service',
          ar: 'نطلبها دائمًا قبل إبلاغ أي جهة أخرى',
          fr: 'Nous demandons toujours avant d’informer un autre service',
        },
        {
          en: 'The answer is informed and recorded; only the necessary is shared',
          ar: 'يكون الرد عن علم ويُسجَّل ولا يُشارَك إلا الضروري',
          fr: 'La réponse est éclairée et consignée ; seul le nécessaire est partagé',
        },
        {
          en: 'Where best interests let us act without asking, we still explain what and why',
          ar: 'إذا تصرفنا دون طلبها لمصلحة الطفل الفضلى نوضح له ولأسرته السبب',
          fr: 'Si l’intérêt supérieur nous fait agir sans demander, nous expliquons quoi et pourquoi',
        },
      ],
    },
  ],
};

/** Framework 2e. */
export const FOLLOW_UP: QualityDimension = {
  id: 'follow_up',
  clause: '2e',
  words: { en: 'Follow-up and review', ar: 'المتابعة والمراجعة', fr: 'Suivi et revue' },
  indicators: [
    {
      id: 'follow_ups',
      words: { en: 'Follow-up', ar: 'المتابعة', fr: 'Suivi' },
      steps: [
        {
          en: 'Child, family and services are contacted regularly',
          ar: 'يجري التواصل بانتظام مع الطفل والأسرة ومقدمي الخدمات',
          fr: 'Enfant, famille et services sont contactés régulièrement',
        },
        {
          en: 'A set form is used and the level says how often',
          ar: 'يُستخدم نموذج ثابت ويحدد المستوى عدد المرات',
          fr: 'Un formulaire établi sert et le niveau fixe la fréquence',
        },
        {
          en: 'Notes keep what no form asks for',
          ar: 'تُحفظ في ملاحظات الحالة أمور لا تسأل عنها النماذج',
          fr: 'Des notes gardent ce qu’aucun formulaire ne demande',
        },
      ],
      answeredBy: [
        { step: 1, indicator: 'P3a', needs: 'measured' },
        { step: 2, indicator: 'P3a', needs: 'target_met' },
      ],
    },
    {
      id: 'reviews',
      words: { en: 'Case review', ar: 'مراجعة الحالة', fr: 'Revue du cas' },
      steps: [
        {
          en: 'Those who have a part in the plan meet regularly',
          ar: 'يجتمع المعنيون بالخطة بانتظام',
          fr: 'Les personnes associées au plan se réunissent régulièrement',
        },
        {
          en: 'A set form is used and the level says how often',
          ar: 'يُستخدم نموذج ثابت ويحدد المستوى عدد المرات',
          fr: 'Un formulaire établi sert et le niveau fixe la fréquence',
        },
        {
          en: 'Its result leads to another assessment or a changed plan where needed',
          ar: 'تؤدي نتيجتها عند الحاجة إلى تقييم جديد أو تعديل الخطة',
          fr: 'Son résultat mène, au besoin, à une réévaluation ou à un autre plan',
        },
      ],
      answeredBy: [
        { step: 1, indicator: 'P4', needs: 'measured' },
        { step: 2, indicator: 'P4', needs: 'target_met' },
      ],
    },
    {
      id: 'review_together',
      words: { en: 'Who reviews', ar: 'من يراجع', fr: 'Qui fait la revue' },
      steps: [
        {
          en: 'The caseworker explains the review to child and family',
          ar: 'يشرح الأخصائي المراجعة للطفل والأسرة',
          fr: 'Le travailleur social explique la revue à l’enfant et à la famille',
        },
        { en: 'They take part in it', ar: 'يشاركون فيها', fr: 'Ils y prennent part' },
        {
          en: 'For complex cases several agencies meet',
          ar: 'تُعقد اجتماعات بين الجهات للحالات المعقدة',
          fr: 'Pour les cas complexes, plusieurs acteurs se réunissent',
        },
      ],
    },
  ],
};

/** Framework 2f. */
export const CLOSURE: QualityDimension = {
  id: 'closure',
  clause: '2f',
  words: { en: 'Closure', ar: 'إغلاق الحالة', fr: 'Clôture' },
  indicators: [
    {
      id: 'closure_criteria',
      words: { en: 'When a case is closed', ar: 'متى تُغلق الحالة', fr: 'Quand un cas est clos' },
      steps: [
        {
          en: 'The criteria stand in the procedures',
          ar: 'الشروط مذكورة في الإجراءات',
          fr: 'Les critères figurent dans les procédures',
        },
        { en: 'Cases are closed by them', ar: 'تُغلق الحالات بموجبها', fr: 'Les cas sont clos selon eux' },
        {
          en: 'A visit some months later checks that the child is still well',
          ar: 'تتحقق زيارة بعد أشهر من استقرار وضع الطفل',
          fr: 'Une visite quelques mois après vérifie que l’enfant va toujours bien',
        },
      ],
      answeredBy: [
        { step: 2, indicator: 'P9c', needs: 'target_met' },
        { step: 3, indicator: 'P10a', needs: 'measured' },
      ],
    },
    {
      id: 'closure_together',
      words: { en: 'Who decides on closure', ar: 'من يقرر الإغلاق', fr: 'Qui décide de la clôture' },
      steps: [
        {
          en: 'Child and family have a say',
          ar: 'للطفل والأسرة رأي في القرار',
          fr: 'L’enfant et la famille ont leur mot à dire',
        },
        {
          en: 'The supervisor signs every closure',
          ar: 'يوقّع المشرف على كل إغلاق',
          fr: 'Le superviseur signe chaque clôture',
        },
        {
          en: 'They know whom to call afterwards',
          ar: 'يعرفون بمن يتصلون بعد ذلك',
          fr: 'Ils savent qui appeler ensuite',
        },
      ],
    },
  ],
};
