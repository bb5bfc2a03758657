import type { QualityDimension } from './terms.js';

/** Framework 5a. */
export const SAFEGUARDING: QualityDimension = {
  id: 'safeguarding',
  clause: '5a',
  words: { en: 'Safeguarding and doing no harm', ar: 'الصون وعدم الإضرار', fr: 'Protection contre nos propres torts' },
  indicators: [
    {
      id: 'codes_and_policies',
      words: { en: 'Codes and policies', ar: 'مدونات السلوك والسياسات', fr: 'Codes et politiques' },
      steps: [
        {
          en: 'Staff and volunteers signed them',
          ar: 'وقّع عليها الموظفون والمتطوعون',
          fr: 'Personnel et bénévoles les ont signés',
        },
        {
          en: 'They are trained on them, and breaches have consequences',
          ar: 'تدرّبوا عليها وتُتابَع المخالفات',
          fr: 'Ils y sont formés et tout manquement a des suites',
        },
        {
          en: 'Services in our network are trained at least twice a year',
          ar: 'تُدرَّب الجهات في شبكتنا مرتين في السنة على الأقل',
          fr: 'Les services de notre réseau sont formés au moins deux fois par an',
        },
      ],
      answeredBy: [{ step: 3, fact: 'providers_trained_in_time' }],
    },
    {
      id: 'recruitment',
      words: { en: 'Recruitment', ar: 'التوظيف', fr: 'Recrutement' },
      steps: [
        {
          en: 'It is safe, fair and by merit',
          ar: 'آمن ونزيه وقائم على الكفاءة',
          fr: 'Il est sûr, juste et au mérite',
        },
        {
          en: 'Interviews test competence; references and past are checked',
          ar: 'تختبر المقابلات الكفاءة ويُتحقق من المراجع والسوابق',
          fr: 'L’entretien teste les compétences ; références et antécédents sont vérifiés',
        },
        {
          en: 'Somebody strictly checks that it is done so',
          ar: 'يُراقَب الالتزام بذلك بصرامة',
          fr: 'Le respect en est contrôlé avec rigueur',
        },
      ],
    },
    {
      id: 'mandatory_reporting',
      words: { en: 'Reports that the law asks for', ar: 'الإبلاغ الإلزامي', fr: 'Signalement obligatoire' },
      steps: [
        {
          en: 'Caseworkers know the law',
          ar: 'يعرف الأخصائيون القانون',
          fr: 'Les travailleurs sociaux connaissent la loi',
        },
        {
          en: 'They can weigh safety and best interests when they follow it',
          ar: 'يستطيعون مراعاة سلامة الطفل ومصلحته الفضلى عند تطبيقه',
          fr: 'Ils savent peser sécurité et intérêt supérieur en l’appliquant',
        },
        {
          en: 'The head of the agency decides, which protects the caseworker',
          ar: 'يقرر أعلى مستوى في المنظمة حمايةً للأخصائي',
          fr: 'La direction décide, ce qui protège le travailleur social',
        },
      ],
    },
  ],
};

/** Framework 5b. */
export const COMPETENCE: QualityDimension = {
  id: 'competence',
  clause: '5b',
  words: { en: 'Competence and experience', ar: 'الكفاءات والخبرة', fr: 'Compétences et expérience' },
  indicators: [
    {
      id: 'job_descriptions',
      words: { en: 'Job descriptions', ar: 'التوصيف الوظيفي', fr: 'Fiches de poste' },
      steps: [
        {
          en: 'They name competence, qualification and safeguarding',
          ar: 'تذكر الكفاءات والمؤهلات ومتطلبات الصون',
          fr: 'Elles nomment compétences, qualification et protection',
        },
        {
          en: 'We hire and train by them, and all have worked with children before',
          ar: 'نوظف وندرّب بموجبها وللجميع خبرة سابقة مع الأطفال',
          fr: 'Nous recrutons et formons selon elles ; tous ont déjà travaillé avec des enfants',
        },
        {
          en: 'Caseworkers are licensed in the national system',
          ar: 'الأخصائيون مرخَّصون ضمن النظام الوطني',
          fr: 'Les travailleurs sociaux sont agréés dans le système national',
        },
      ],
    },
    {
      id: 'staff_ratios',
      words: { en: 'Load of staff', ar: 'عبء العمل', fr: 'Charge du personnel' },
      steps: [
        {
          en: 'The procedures limit the load of caseworkers, supervisors and data entry',
          ar: 'تضع الإجراءات حدًا لعبء الأخصائيين والمشرفين ومدخلي البيانات',
          fr: 'Les procédures limitent la charge des travailleurs sociaux, superviseurs et agents de saisie',
        },
        { en: 'These limits are kept', ar: 'تُحترم هذه الحدود', fr: 'Ces limites sont tenues' },
        {
          en: 'Enough women are caseworkers for girls who prefer one',
          ar: 'عدد الأخصائيات كافٍ للعمل مع الفتيات',
          fr: 'Il y a assez de femmes pour travailler avec les filles',
        },
      ],
      answeredBy: [
        { step: 1, indicator: 'P6a', needs: 'measured' },
        { step: 2, indicator: 'P6b', needs: 'target_met' },
        { step: 2, indicator: 'P6c', needs: 'target_met' },
      ],
    },
  ],
};

/** Framework 5c. */
export const CAPACITY: QualityDimension = {
  id: 'capacity',
  clause: '5c',
  words: { en: 'Building capacity', ar: 'بناء القدرات', fr: 'Renforcement des capacités' },
  indicators: [
    {
      id: 'training',
      words: { en: 'Training', ar: 'التدريب', fr: 'Formation' },
      steps: [
        {
          en: 'All were trained on the field, the procedures and their own post',
          ar: 'تدرّب الجميع على المجال والإجراءات ومهامهم',
          fr: 'Tous sont formés au domaine, aux procédures et à leur poste',
        },
        {
          en: 'Training goes on, with supervision and coaching',
          ar: 'يستمر التدريب مع الإشراف والإرشاد',
          fr: 'La formation continue, avec supervision et accompagnement',
        },
        {
          en: 'Everybody is assessed at least twice a year and has a plan to grow by',
          ar: 'تُقيَّم قدرات كل فرد مرتين في السنة على الأقل وله خطة تطوير',
          fr: 'Chacun est évalué au moins deux fois par an et a son plan de progrès',
        },
      ],
      answeredBy: [
        { step: 2, indicator: 'K1', needs: 'target_met' },
        { step: 3, indicator: 'P7c', needs: 'target_met' },
      ],
    },
  ],
};

/** Framework 5d. */
export const SUPERVISION: QualityDimension = {
  id: 'supervision',
  clause: '5d',
  words: { en: 'Supervision and coaching', ar: 'الإشراف والإرشاد', fr: 'Supervision et accompagnement' },
  indicators: [
    {
      id: 'supervision_practice',
      words: { en: 'Supervision', ar: 'الإشراف', fr: 'Supervision' },
      steps: [
        {
          en: 'There are talks with each caseworker, team meetings and file checks',
          ar: 'تُعقد جلسات فردية واجتماعات فريق وتُراجع الملفات',
          fr: 'Il y a des entretiens individuels, des réunions d’équipe et des revues de dossiers',
        },
        {
          en: 'A calendar sets how often each of them takes place',
          ar: 'يحدد جدول زمني وتيرة كل منها',
          fr: 'Un calendrier fixe la fréquence de chacun',
        },
        {
          en: 'Colleagues of several agencies coach each other',
          ar: 'يدعم الزملاء من عدة منظمات بعضهم بعضًا',
          fr: 'Des collègues de plusieurs organisations s’accompagnent',
        },
      ],
      answeredBy: [
        { step: 1, indicator: 'P7a', needs: 'measured' },
        { step: 1, indicator: 'P7b', needs: 'measured' },
        { step: 2, indicator: 'P7a', needs: 'target_met' },
        { step: 2, indicator: 'P7b', needs: 'target_met' },
      ],
    },
  ],
};

/** Framework 6. */
export const RESOURCES: QualityDimension = {
  id: 'resources',
  clause: '6',
  words: {
    en: 'Money, material and transport',
    ar: 'الموارد المالية والمادية واللوجستية',
    fr: 'Moyens financiers, matériels et logistiques',
  },
  indicators: [
    {
      id: 'means_to_work',
      words: { en: 'Means to work with', ar: 'وسائل العمل', fr: 'Moyens de travail' },
      steps: [
        {
          en: 'There are some: telephone, transport, rooms, an emergency fund, money for training',
          ar: 'يتوفر بعضها كالهاتف والنقل والغرف وصندوق الطوارئ وميزانية التدريب',
          fr: 'Il y en a : téléphone, transport, locaux, fonds d’urgence, budget de formation',
        },
        { en: 'There are always enough', ar: 'تتوفر دائمًا بقدر كافٍ', fr: 'Il y en a toujours assez' },
        { en: 'They are secured for years', ar: 'مؤمَّنة على المدى الطويل', fr: 'Ils sont assurés dans la durée' },
      ],
    },
  ],
};
