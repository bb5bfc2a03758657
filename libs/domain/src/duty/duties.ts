import type { ObligationRule } from '../case/obligation.js';
import type { Word } from '../explain/language.js';

/** Section 3.11: what an organisation owes with a clock; a miss is a breach of its own (TIME-8). */
const supervised: ObligationRule = { breaches: true, doneBy: 'supervisor', ladder: 'supervision' };

export const DUTIES = {
  caseload_review: supervised,
  file_check: supervised,
  individual_supervision: supervised,
  capacity_assessment: supervised,
  observation: supervised,
  team_meeting: supervised,
  weekly_report: supervised,
  monthly_report: supervised,
  sop_review: supervised,
  isp_review: supervised,
  dpp_review: supervised,
  dpia_review: supervised,
  service_map_review: supervised,
  provider_training: supervised,
  quality_assessment: supervised,
  quality_action: supervised,
  sop_signature: supervised,
  sop_comment: supervised,
  directory_entry: supervised,
  data_breach_assessment: supervised,
  data_breach_notification: supervised,
  complaint_acknowledgement: supervised,
  complaint_answer: supervised,
  access_answer: supervised,
  retention_review: supervised,
  reading_inquiry: supervised,
} as const satisfies Record<string, ObligationRule>;
export type DutyKind = keyof typeof DUTIES;

export const DUTY_WORDS: Readonly<Record<DutyKind, Word>> = {
  caseload_review: { en: 'Caseload review', ar: 'مراجعة عبء الحالات', fr: 'Revue de la charge de cas' },
  file_check: { en: 'Check of a case file', ar: 'تدقيق ملف حالة', fr: 'Contrôle d’un dossier' },
  individual_supervision: { en: 'Individual supervision', ar: 'الإشراف الفردي', fr: 'Supervision individuelle' },
  capacity_assessment: { en: 'Capacity assessment', ar: 'تقييم القدرات', fr: 'Évaluation des compétences' },
  observation: {
    en: 'Observation or shadowing of a new caseworker',
    ar: 'ملاحظة أخصائي جديد أثناء العمل أو مرافقته',
    fr: 'Observation ou accompagnement d’un nouveau travailleur social',
  },
  team_meeting: { en: 'Team meeting', ar: 'اجتماع الفريق', fr: 'Réunion d’équipe' },
  weekly_report: { en: 'Weekly report', ar: 'التقرير الأسبوعي', fr: 'Rapport hebdomadaire' },
  monthly_report: { en: 'Monthly report', ar: 'التقرير الشهري', fr: 'Rapport mensuel' },
  sop_signature: { en: 'Signature of the SOP', ar: 'التوقيع على إجراءات العمل', fr: 'Signature des procédures' },
  sop_comment: {
    en: 'Answer to a comment on the SOP',
    ar: 'الرد على تعليق على إجراءات العمل',
    fr: 'Réponse à un commentaire sur les procédures',
  },
  directory_entry: {
    en: 'Check of a service in the directory',
    ar: 'التحقق من خدمة في دليل الخدمات',
    fr: 'Vérification d’un service de l’annuaire',
  },
  sop_review: { en: 'Review of the SOP', ar: 'مراجعة إجراءات العمل', fr: 'Revue des procédures' },
  isp_review: {
    en: 'Review of the information-sharing protocol',
    ar: 'مراجعة بروتوكول تبادل المعلومات',
    fr: 'Revue du protocole de partage d’informations',
  },
  dpp_review: {
    en: 'Review of the data protection protocol',
    ar: 'مراجعة بروتوكول حماية البيانات',
    fr: 'Revue du protocole de protection des données',
  },
  dpia_review: {
    en: 'Review of the data protection impact assessment',
    ar: 'مراجعة تقييم أثر حماية البيانات',
    fr: 'Revue de l’analyse d’impact sur la protection des données',
  },
  service_map_review: {
    en: 'Review of the service map',
    ar: 'مراجعة خريطة الخدمات',
    fr: 'Revue de la carte des services',
  },
  provider_training: {
    en: 'Training of service providers',
    ar: 'تدريب مقدّمي الخدمات',
    fr: 'Formation des prestataires',
  },
  quality_assessment: {
    en: 'Quality self-assessment',
    ar: 'التقييم الذاتي للجودة',
    fr: 'Auto-évaluation de la qualité',
  },
  data_breach_assessment: {
    en: 'First assessment of a data breach',
    ar: 'التقييم الأول لخرق البيانات',
    fr: 'Première évaluation d’une violation de données',
  },
  data_breach_notification: {
    en: 'Decision on who is told of a data breach, and telling them',
    ar: 'تحديد من يُبلَّغ بخرق البيانات وإبلاغهم',
    fr: 'Décision sur qui informer d’une violation de données, et leur information',
  },
  complaint_acknowledgement: {
    en: 'Acknowledgement of a complaint',
    ar: 'تأكيد استلام شكوى',
    fr: 'Accusé de réception d’une plainte',
  },
  complaint_answer: { en: 'Answer to a complaint', ar: 'الرد على شكوى', fr: 'Réponse à une plainte' },
  access_answer: {
    en: 'Answer to a request to see one’s own data',
    ar: 'الرد على طلب الاطلاع على البيانات الشخصية',
    fr: 'Réponse à une demande d’accès à ses propres données',
  },
  retention_review: {
    en: 'Review of a file at the end of its retention',
    ar: 'مراجعة ملف عند انتهاء مدة حفظه',
    fr: 'Examen d’un dossier à la fin de sa conservation',
  },
  reading_inquiry: {
    en: 'Inquiry into unusual reading',
    ar: 'التحقق من اطلاع غير معتاد على الملفات',
    fr: 'Enquête sur des lectures inhabituelles',
  },
  quality_action: { en: 'Action for quality', ar: 'إجراء لتحسين الجودة', fr: 'Action pour la qualité' },
};
