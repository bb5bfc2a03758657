import type { QualityDimension } from './terms.js';

/** Framework 3: what exists already, and what stays when the response ends. */
export const SYSTEM_STRENGTHENING: QualityDimension = {
  id: 'system',
  clause: '3',
  words: { en: 'The national system', ar: 'النظام الوطني', fr: 'Le système national' },
  indicators: [
    {
      id: 'knowing_the_system',
      words: { en: 'Assessing what exists', ar: 'تقييم النظام القائم', fr: 'Évaluer l’existant' },
      steps: [
        {
          en: 'Our agency assessed the system in place',
          ar: 'قيّمت منظمتنا النظام القائم',
          fr: 'Notre organisation a évalué le système en place',
        },
        {
          en: 'Agencies assessed it together',
          ar: 'قيّمته المنظمات معًا',
          fr: 'Les organisations l’ont évalué ensemble',
        },
        {
          en: 'The responsible authority took part',
          ar: 'شاركت السلطة المختصة في ذلك',
          fr: 'L’autorité compétente y a participé',
        },
      ],
    },
    {
      id: 'fitting_the_system',
      words: { en: 'Fitting in', ar: 'الانسجام مع النظام القائم', fr: 'S’inscrire dans l’existant' },
      steps: [
        { en: 'What we do does not work against it', ar: 'عملنا متوافق معه', fr: 'Notre travail s’aligne sur lui' },
        { en: 'What we do fills its gaps', ar: 'عملنا يكمّل ما ينقصه', fr: 'Notre travail en comble les manques' },
        { en: 'What we do is a part of it', ar: 'عملنا جزء منه', fr: 'Notre travail en fait partie' },
      ],
    },
    {
      id: 'exit_strategy',
      words: { en: 'What stays when we leave', ar: 'ما يبقى بعد خروجنا', fr: 'Ce qui reste après notre départ' },
      steps: [
        {
          en: 'Our agency has a plan for it',
          ar: 'لدى منظمتنا خطة لذلك',
          fr: 'Notre organisation a un plan pour cela',
        },
        {
          en: 'Agencies have a common plan',
          ar: 'لدى المنظمات خطة مشتركة',
          fr: 'Les organisations ont un plan commun',
        },
        {
          en: 'The responsible authority wrote it with us',
          ar: 'وضعتها السلطة المختصة معنا',
          fr: 'L’autorité compétente l’a écrit avec nous',
        },
      ],
    },
  ],
};

/** Framework 4. */
export const COORDINATION: QualityDimension = {
  id: 'coordination',
  clause: '4',
  words: { en: 'Working together', ar: 'التعاون والتنسيق', fr: 'Collaboration et coordination' },
  indicators: [
    {
      id: 'between_services',
      words: { en: 'Between services', ar: 'بين مقدمي الخدمات', fr: 'Entre services' },
      steps: [
        {
          en: 'People of different services talk with each other',
          ar: 'يتواصل العاملون في الخدمات المختلفة فيما بينهم',
          fr: 'Les personnes des différents services se parlent',
        },
        {
          en: 'A coordination group meets, with other sectors and where useful locally',
          ar: 'تجتمع مجموعة تنسيق تشمل قطاعات أخرى ومحليًا عند الحاجة',
          fr: 'Un groupe de coordination se réunit, avec d’autres secteurs et localement s’il le faut',
        },
        {
          en: 'The responsible authority leads it or shares the lead',
          ar: 'تقودها السلطة المختصة أو تشارك في قيادتها',
          fr: 'L’autorité compétente le dirige ou le codirige',
        },
      ],
      answeredBy: [{ step: 1, indicator: 'P8a', needs: 'measured' }],
    },
    {
      id: 'weighty_decisions',
      words: {
        en: 'Decisions that change a life',
        ar: 'القرارات المصيرية للطفل',
        fr: 'Décisions qui changent une vie',
      },
      steps: [
        {
          en: 'Caseworkers take them with the supervisor, in a meeting',
          ar: 'تُتخذ مع المشرف في اجتماع داخلي',
          fr: 'Elles se prennent avec le superviseur, en réunion',
        },
        {
          en: 'Where the State has no procedure, a panel or conference of agencies takes them',
          ar: 'عند غياب إجراء حكومي تتخذها لجنة أو مؤتمر حالة بين المنظمات',
          fr: 'Sans procédure de l’État, un comité ou une conférence de plusieurs acteurs les prend',
        },
        {
          en: 'The responsible authority takes them, in a procedure that protects the child',
          ar: 'تتخذها السلطة المختصة بإجراءات تحمي الطفل',
          fr: 'L’autorité compétente les prend, selon une procédure qui protège l’enfant',
        },
      ],
    },
    {
      id: 'with_communities',
      words: { en: 'With communities', ar: 'مع المجتمع المحلي', fr: 'Avec les communautés' },
      steps: [
        {
          en: 'Community groups and services talk with each other',
          ar: 'تتواصل اللجان المجتمعية مع مقدمي الخدمات',
          fr: 'Groupes communautaires et services se parlent',
        },
        {
          en: 'They have a place in the procedures',
          ar: 'دورها محدد في الإجراءات',
          fr: 'Ils ont leur place dans les procédures',
        },
        {
          en: 'They are recognised parts of the national system',
          ar: 'هي جزء معترف به من النظام الوطني',
          fr: 'Ils sont une partie reconnue du système national',
        },
      ],
    },
  ],
};
