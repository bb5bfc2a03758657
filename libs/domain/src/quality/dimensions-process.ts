import type { QualityDimension } from './terms.js';

/** Framework 2: what holds in every stage of a case. */
export const PROCESS: QualityDimension = {
  id: 'process',
  clause: '2',
  words: { en: 'The process as a whole', ar: 'مسار إدارة الحالة ككل', fr: 'Le processus dans son ensemble' },
  indicators: [
    {
      id: 'guiding_principles',
      words: { en: 'Guiding principles', ar: 'المبادئ التوجيهية', fr: 'Principes directeurs' },
      steps: [
        { en: 'The procedures are built on them', ar: 'بُنيت الإجراءات عليها', fr: 'Les procédures reposent sur eux' },
        {
          en: 'Caseworkers are trained on them',
          ar: 'تدرّب عليها أخصائيو الحالة',
          fr: 'Les travailleurs sociaux y sont formés',
        },
        {
          en: 'Coaching and checks keep them alive at work',
          ar: 'يُحافَظ عليها في العمل بالإرشاد والمتابعة',
          fr: 'L’accompagnement et les contrôles les font vivre au travail',
        },
      ],
    },
    {
      id: 'timeframes',
      words: { en: 'Time for each step', ar: 'المهلة لكل خطوة', fr: 'Délai de chaque étape' },
      steps: [
        {
          en: 'The procedures say how long each step may take',
          ar: 'تحدد الإجراءات مهلة كل خطوة',
          fr: 'Les procédures fixent un délai par étape',
        },
        {
          en: 'Caseworkers are trained on the times of each risk level',
          ar: 'تدرّب أخصائيو الحالة على المهل حسب مستوى الخطر',
          fr: 'Les travailleurs sociaux sont formés aux délais de chaque niveau de risque',
        },
        {
          en: 'Whether they are kept is watched, and caseworkers are coached',
          ar: 'يُتابَع الالتزام بها ويُرشَد الأخصائيون',
          fr: 'Leur respect est suivi et les travailleurs sociaux sont accompagnés',
        },
      ],
      answeredBy: [
        { step: 3, indicator: 'P1', needs: 'measured' },
        { step: 3, indicator: 'P2a', needs: 'measured' },
        { step: 3, indicator: 'P3a', needs: 'measured' },
        { step: 3, indicator: 'P4', needs: 'measured' },
      ],
    },
    {
      id: 'urgent_action',
      words: { en: 'Urgent action', ar: 'الإجراء العاجل', fr: 'Action urgente' },
      steps: [
        {
          en: 'The procedures put a threat to life, safety or dignity first, in any stage',
          ar: 'تعطي الإجراءات الأولوية لكل تهديد للحياة أو السلامة أو الكرامة في أي مرحلة',
          fr: 'Les procédures font passer en premier toute menace pour la vie, la sécurité ou la dignité',
        },
        {
          en: 'Caseworkers are trained to see such a threat and answer at once',
          ar: 'تدرّب أخصائيو الحالة على ملاحظة التهديد ومعالجته فورًا',
          fr: 'Les travailleurs sociaux sont formés à la voir et à y répondre aussitôt',
        },
        {
          en: 'It is watched that this happens, and caseworkers are coached',
          ar: 'يُتابَع حدوث ذلك ويُرشَد الأخصائيون',
          fr: 'On vérifie que cela se fait et les travailleurs sociaux sont accompagnés',
        },
      ],
      answeredBy: [{ step: 3, indicator: 'P5a', needs: 'target_met' }],
    },
  ],
};

/** Framework 2a. */
export const IDENTIFICATION: QualityDimension = {
  id: 'identification',
  clause: '2a',
  words: {
    en: 'Identification and registration',
    ar: 'التعرّف على الطفل والتسجيل',
    fr: 'Identification et enregistrement',
  },
  indicators: [
    {
      id: 'identification_pathways',
      words: { en: 'How children come to us', ar: 'كيف يصل الأطفال إلينا', fr: 'Comment les enfants nous parviennent' },
      steps: [
        {
          en: 'Children who need help are noticed',
          ar: 'يُتعرَّف على الأطفال المحتاجين إلى المساعدة',
          fr: 'Les enfants qui ont besoin d’aide sont repérés',
        },
        {
          en: 'There are known ways: coming by oneself, referral, outreach',
          ar: 'توجد طرق معروفة كالتبليغ الذاتي والإحالة والتواصل الميداني',
          fr: 'Il existe des voies connues : venue spontanée, référencement, terrain',
        },
        {
          en: 'Children, families, communities and services know how to reach us',
          ar: 'يعرف الأطفال والأسر والمجتمع ومقدمو الخدمات كيف يتواصلون معنا',
          fr: 'Enfants, familles, communautés et services savent comment nous joindre',
        },
      ],
      answeredBy: [{ step: 2, indicator: 'P13a', needs: 'measured' }],
    },
    {
      id: 'eligibility',
      words: { en: 'Eligibility', ar: 'شروط القبول', fr: 'Éligibilité' },
      steps: [
        {
          en: 'The criteria stand in the procedures',
          ar: 'الشروط مذكورة في الإجراءات',
          fr: 'Les critères figurent dans les procédures',
        },
        {
          en: 'A first assessment at the start compares each child with them',
          ar: 'يُقارَن وضع كل طفل بها بتقييم أولي في البداية',
          fr: 'Une première évaluation y confronte chaque situation dès le début',
        },
        {
          en: 'Children, families, communities and services know them',
          ar: 'يعرفها الأطفال والأسر والمجتمع ومقدمو الخدمات',
          fr: 'Enfants, familles, communautés et services les connaissent',
        },
      ],
    },
    {
      id: 'consent_and_wishes',
      words: {
        en: 'Consent and the wishes of the child',
        ar: 'الموافقة ورغبات الطفل',
        fr: 'Consentement et souhaits de l’enfant',
      },
      steps: [
        {
          en: 'We always ask, separately for help, for storing and for reporting',
          ar: 'نطلب الموافقة دائمًا وبشكل منفصل على المشاركة وحفظ البيانات والتقارير',
          fr: 'Nous demandons toujours, séparément pour l’aide, la conservation et les rapports',
        },
        {
          en: 'The answer is informed and kept on record',
          ar: 'يكون الرد عن علم ويُسجَّل',
          fr: 'La réponse est éclairée et consignée',
        },
        {
          en: 'Who becomes the caseworker takes the wish of the child into account',
          ar: 'تُراعى رغبة الطفل عند اختيار أخصائي الحالة',
          fr: 'Le choix du travailleur social tient compte du souhait de l’enfant',
        },
      ],
      answeredBy: [{ step: 2, indicator: 'P12c', needs: 'target_met' }],
    },
    {
      id: 'prioritisation',
      words: { en: 'Risk levels', ar: 'مستويات الخطر', fr: 'Niveaux de risque' },
      steps: [
        {
          en: 'There is guidance on which case comes first',
          ar: 'يوجد دليل يحدد الحالات ذات الأولوية',
          fr: 'Un guide dit quels cas passent d’abord',
        },
        {
          en: 'Caseworkers are trained to set the first level by it',
          ar: 'تدرّب أخصائيو الحالة على تحديد المستوى الأول بموجبه',
          fr: 'Les travailleurs sociaux sont formés à fixer le premier niveau selon ce guide',
        },
        {
          en: 'Coaching makes sure that the level is looked at again all along',
          ar: 'يضمن الإرشاد إعادة النظر في المستوى طوال مسار الحالة',
          fr: 'L’accompagnement veille à ce que le niveau soit revu tout au long du cas',
        },
      ],
      answeredBy: [{ step: 3, indicator: 'P13c', needs: 'measured' }],
    },
  ],
};

/** Framework 2b. */
export const ASSESSMENT: QualityDimension = {
  id: 'assessment',
  clause: '2b',
  words: { en: 'Assessment', ar: 'التقييم', fr: 'Évaluation' },
  indicators: [
    {
      id: 'assessment_of_child',
      words: { en: 'Assessment of the child', ar: 'تقييم وضع الطفل', fr: 'Évaluation de l’enfant' },
      steps: [
        {
          en: 'Level and plan always rest on an assessment',
          ar: 'يستند المستوى والخطة دائمًا إلى تقييم',
          fr: 'Niveau et plan reposent toujours sur une évaluation',
        },
        { en: 'There is one form for it', ar: 'له نموذج ثابت', fr: 'Elle a un formulaire établi' },
        {
          en: 'It looks at needs, risks and strengths of child, family and community',
          ar: 'يشمل احتياجات الطفل والأسرة والمجتمع ومخاطرهم ونقاط قوتهم',
          fr: 'Elle regarde besoins, risques et forces de l’enfant, de la famille et de la communauté',
        },
      ],
      answeredBy: [{ step: 1, indicator: 'P1', needs: 'measured' }],
    },
  ],
};
