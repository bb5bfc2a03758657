import type { QualityDimension } from './terms.js';

/** Framework 1: what the agency knows and agreed before it takes cases. */
export const RESPONSE: QualityDimension = {
  id: 'response',
  clause: '1',
  words: { en: 'The response', ar: 'الاستجابة', fr: 'La réponse' },
  indicators: [
    {
      id: 'needs_and_strategy',
      words: {
        en: 'Needs, capacity and strategy',
        ar: 'الاحتياجات والقدرات والاستراتيجية',
        fr: 'Besoins, capacités et stratégie',
      },
      steps: [
        {
          en: 'The needs around the agency are assessed',
          ar: 'جرى تقدير الاحتياجات في محيط عمل المنظمة',
          fr: 'Les besoins du contexte sont évalués',
        },
        {
          en: 'Our own capacity is assessed and a strategy written',
          ar: 'جرى تقييم قدرات المنظمة ووُضعت استراتيجية',
          fr: 'Nos capacités sont évaluées et une stratégie est écrite',
        },
        {
          en: 'Agencies assess needs and capacity together and share a strategy',
          ar: 'تقيّم المنظمات الاحتياجات والقدرات معًا ولها استراتيجية مشتركة',
          fr: 'Les organisations évaluent ensemble besoins et capacités et partagent une stratégie',
        },
      ],
    },
    {
      id: 'risk_analysis',
      words: {
        en: 'Analysis of risks to children',
        ar: 'تحليل المخاطر على الأطفال',
        fr: 'Analyse des risques pour les enfants',
      },
      steps: [
        {
          en: 'We know the main threats and which children they hit hardest',
          ar: 'نعرف أهم التهديدات والأطفال الأكثر تأثرًا بها',
          fr: 'Nous connaissons les principales menaces et les enfants les plus touchés',
        },
        {
          en: 'Eligibility follows from the analysis',
          ar: 'تستند شروط القبول إلى هذا التحليل',
          fr: 'L’éligibilité découle de l’analyse',
        },
        {
          en: 'Risk levels follow from it as well',
          ar: 'وتستند إليه كذلك مستويات الخطر',
          fr: 'Les niveaux de risque en découlent aussi',
        },
      ],
      answeredBy: [{ step: 3, indicator: 'P13a', needs: 'measured' }],
    },
    {
      id: 'access_and_participation',
      words: { en: 'Access and participation', ar: 'الوصول والمشاركة', fr: 'Accès et participation' },
      steps: [
        {
          en: 'Children who are eligible can reach us',
          ar: 'يستطيع الأطفال المستوفون للشروط الوصول إلينا',
          fr: 'Les enfants éligibles peuvent nous atteindre',
        },
        {
          en: 'They can take part in what is decided',
          ar: 'ويستطيعون المشاركة في القرارات',
          fr: 'Ils peuvent prendre part aux décisions',
        },
        {
          en: 'Children with disabilities can do both, with what they need for it',
          ar: 'ويتاح الأمران للأطفال ذوي الإعاقة مع ما يلزمهم',
          fr: 'Les enfants handicapés peuvent les deux, avec les aménagements utiles',
        },
      ],
    },
    {
      id: 'service_map',
      words: {
        en: 'Service map and referral pathways',
        ar: 'خريطة الخدمات ومسارات الإحالة',
        fr: 'Cartographie des services et circuits de référencement',
      },
      steps: [
        {
          en: 'They exist for the country, across sectors',
          ar: 'متوفرة على مستوى البلد وتشمل مختلف القطاعات',
          fr: 'Ils existent pour le pays, tous secteurs confondus',
        },
        { en: 'They exist for each area too', ar: 'متوفرة لكل منطقة أيضًا', fr: 'Ils existent aussi pour chaque zone' },
        {
          en: 'They are renewed and sent round at least twice a year',
          ar: 'تُحدَّث وتُوزَّع مرتين في السنة على الأقل',
          fr: 'Ils sont mis à jour et diffusés au moins deux fois par an',
        },
      ],
      answeredBy: [{ step: 3, fact: 'service_map_reviewed_in_time' }],
    },
    {
      id: 'sop',
      words: {
        en: 'Standard operating procedures',
        ar: 'إجراءات العمل الموحدة',
        fr: 'Procédures opératoires standard',
      },
      steps: [
        {
          en: 'We have procedures and check that they are followed',
          ar: 'لدينا إجراءات ونتحقق من الالتزام بها',
          fr: 'Nous avons des procédures et vérifions leur application',
        },
        {
          en: 'Agencies agreed on common procedures and check them',
          ar: 'اتفقت المنظمات على إجراءات مشتركة وتتحقق من تطبيقها',
          fr: 'Les organisations ont des procédures communes et en vérifient l’application',
        },
        {
          en: 'They are recognised in law and renewed at least twice a year',
          ar: 'معترف بها قانونًا وتُحدَّث مرتين في السنة على الأقل',
          fr: 'Elles sont reconnues en droit et revues au moins deux fois par an',
        },
      ],
      answeredBy: [
        { step: 1, indicator: 'P1', needs: 'measured' },
        { step: 3, fact: 'sop_reviewed_in_time', isPart: true },
      ],
    },
  ],
};
