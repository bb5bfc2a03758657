import type { QualityDimension } from './terms.js';

/** Framework 7. */
export const INFORMATION: QualityDimension = {
  id: 'information',
  clause: '7',
  words: { en: 'Information management', ar: 'إدارة المعلومات', fr: 'Gestion de l’information' },
  indicators: [
    {
      id: 'forms',
      words: { en: 'Forms', ar: 'النماذج', fr: 'Formulaires' },
      steps: [
        {
          en: 'They ask for the minimum dataset',
          ar: 'تشمل الحد الأدنى من البيانات',
          fr: 'Ils recueillent le jeu minimal de données',
        },
        {
          en: 'They are adapted, in the local language, and the same for all agencies',
          ar: 'مكيّفة وبلغة محلية وموحدة بين المنظمات',
          fr: 'Ils sont adaptés, dans la langue locale, et communs aux organisations',
        },
        {
          en: 'The authorities made them the national forms',
          ar: 'اعتمدتها السلطات نماذج وطنية',
          fr: 'Les autorités en ont fait les formulaires nationaux',
        },
      ],
    },
    {
      id: 'dpia',
      words: { en: 'Impact on data protection', ar: 'أثر حماية البيانات', fr: 'Impact sur la protection des données' },
      steps: [
        {
          en: 'Our agency assessed it before writing its protocols',
          ar: 'قيّمته منظمتنا قبل وضع بروتوكولاتها',
          fr: 'Notre organisation l’a évalué avant d’écrire ses protocoles',
        },
        {
          en: 'Agencies assessed it together',
          ar: 'قيّمته المنظمات معًا',
          fr: 'Les organisations l’ont évalué ensemble',
        },
        {
          en: 'They do so again at least twice a year',
          ar: 'تكرر ذلك مرتين في السنة على الأقل',
          fr: 'Elles le refont au moins deux fois par an',
        },
      ],
      answeredBy: [
        { step: 1, fact: 'dpia_in_time' },
        { step: 3, fact: 'dpia_in_time', isPart: true },
      ],
    },
    {
      id: 'data_protection',
      words: {
        en: 'Data protection protocol',
        ar: 'بروتوكول حماية البيانات',
        fr: 'Protocole de protection des données',
      },
      steps: [
        {
          en: 'Our agency has it in writing',
          ar: 'لدى منظمتنا بروتوكول مكتوب',
          fr: 'Notre organisation l’a par écrit',
        },
        {
          en: 'Agencies share one, renew it at least twice a year and train on it',
          ar: 'لدى المنظمات بروتوكول مشترك يُحدَّث مرتين في السنة على الأقل ويُدرَّب عليه',
          fr: 'Les organisations en partagent un, le revoient au moins deux fois par an et y forment',
        },
        {
          en: 'Checks and coaching see that it is kept',
          ar: 'يضمن الرصد والإرشاد الالتزام به',
          fr: 'Contrôles et accompagnement veillent à son respect',
        },
      ],
      answeredBy: [{ step: 2, fact: 'dpp_reviewed_in_time', isPart: true }],
    },
    {
      id: 'information_sharing',
      words: {
        en: 'Information-sharing protocol',
        ar: 'بروتوكول مشاركة المعلومات',
        fr: 'Protocole de partage de l’information',
      },
      steps: [
        {
          en: 'Our agency has it in writing',
          ar: 'لدى منظمتنا بروتوكول مكتوب',
          fr: 'Notre organisation l’a par écrit',
        },
        {
          en: 'Agencies share one, renew it at least twice a year and train on it',
          ar: 'لدى المنظمات بروتوكول مشترك يُحدَّث مرتين في السنة على الأقل ويُدرَّب عليه',
          fr: 'Les organisations en partagent un, le revoient au moins deux fois par an et y forment',
        },
        {
          en: 'Checks and coaching see that it is kept',
          ar: 'يضمن الرصد والإرشاد الالتزام به',
          fr: 'Contrôles et accompagnement veillent à son respect',
        },
      ],
      answeredBy: [{ step: 2, fact: 'isp_reviewed_in_time', isPart: true }],
    },
    {
      id: 'database',
      words: { en: 'Database', ar: 'قاعدة البيانات', fr: 'Base de données' },
      steps: [
        {
          en: 'A simple one tracks cases and gives disaggregated counts',
          ar: 'قاعدة بسيطة تتابع الحالات وتعطي أعدادًا مصنفة',
          fr: 'Une base simple suit les cas et donne des chiffres ventilés',
        },
        {
          en: 'Agencies share one made for case management, with a plan and training',
          ar: 'للمنظمات قاعدة مشتركة خاصة بإدارة الحالة مع خطة وتدريب',
          fr: 'Les organisations en partagent une faite pour la gestion de cas, avec plan et formation',
        },
        {
          en: 'Those who use it are coached all along',
          ar: 'يُرشَد المستخدمون باستمرار',
          fr: 'Ses utilisateurs sont accompagnés en continu',
        },
      ],
      answeredBy: [{ step: 1, indicator: 'P13b', needs: 'measured' }],
    },
  ],
};

/** Framework 8. */
export const LEARNING: QualityDimension = {
  id: 'learning',
  clause: '8',
  words: {
    en: 'Monitoring, accountability and learning',
    ar: 'المتابعة والمساءلة والتعلم',
    fr: 'Suivi, redevabilité et apprentissage',
  },
  indicators: [
    {
      id: 'performance_indicators',
      words: { en: 'Performance indicators', ar: 'مؤشرات الأداء', fr: 'Indicateurs de performance' },
      steps: [
        { en: 'We have chosen ours', ar: 'اخترنا مؤشراتنا', fr: 'Nous avons choisi les nôtres' },
        {
          en: 'Disaggregated data feed them all the time',
          ar: 'تغذيها باستمرار بيانات مصنفة',
          fr: 'Des données ventilées les alimentent en continu',
        },
        { en: 'Agencies share the same ones', ar: 'للمنظمات مؤشرات مشتركة', fr: 'Les organisations ont les mêmes' },
      ],
      answeredBy: [
        { step: 1, indicator: 'P1', needs: 'measured' },
        { step: 2, indicator: 'P13a', needs: 'measured' },
      ],
    },
    {
      id: 'trend_analysis',
      words: { en: 'Trends', ar: 'تحليل الاتجاهات', fr: 'Tendances' },
      steps: [
        {
          en: 'Figures on concerns and on quality come out regularly',
          ar: 'تصدر بانتظام أرقام عن مصادر القلق وعن الجودة',
          fr: 'Des chiffres sur les préoccupations et la qualité paraissent régulièrement',
        },
        {
          en: 'We change our work by what they show',
          ar: 'نعدّل عملنا بحسب ما تظهره',
          fr: 'Nous changeons notre travail selon ce qu’ils montrent',
        },
        {
          en: 'Agencies pool them, adapt programmes and speak up',
          ar: 'تجمعها المنظمات فتكيّف البرامج وتناصر قضايا الأطفال',
          fr: 'Les organisations les réunissent, adaptent leurs programmes et plaident',
        },
      ],
      answeredBy: [{ step: 1, indicator: 'P13a', needs: 'measured' }],
    },
    {
      id: 'feedback_and_complaints',
      words: { en: 'Feedback and complaints', ar: 'الملاحظات والشكاوى', fr: 'Avis et plaintes' },
      steps: [
        { en: 'There is a way to give them', ar: 'توجد وسيلة لتقديمها', fr: 'Il existe un moyen de les donner' },
        {
          en: 'They are answered in time, and people know of the way',
          ar: 'يُرد عليها في حينها ويعرف الناس الوسيلة',
          fr: 'Ils reçoivent une réponse à temps et ce moyen est connu',
        },
        {
          en: 'Children and families shaped the way, and we learn from what comes',
          ar: 'شارك الأطفال والأسر في تصميمها ونتعلم مما يصلنا',
          fr: 'Enfants et familles l’ont façonné, et nous en tirons des leçons',
        },
      ],
      answeredBy: [
        { step: 1, indicator: 'K2a', needs: 'measured' },
        { step: 2, fact: 'complaints_answered_in_time' },
      ],
    },
  ],
};
