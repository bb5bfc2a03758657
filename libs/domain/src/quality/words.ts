import type { Word } from '../explain/language.js';
import type { NotApplicableReason } from './answers.js';
import type { QualityChange } from './compare.js';
import type { SystemFact } from './terms.js';

export const NOT_APPLICABLE_WORDS: Readonly<Record<NotApplicableReason, Word>> = {
  not_in_this_context: {
    en: 'Does not exist in this context',
    ar: 'غير موجود في هذا السياق',
    fr: 'N’existe pas dans ce contexte',
  },
  done_by_others: { en: 'Somebody else does this', ar: 'تقوم به جهة أخرى', fr: 'D’autres s’en chargent' },
  no_such_cases: {
    en: 'We have no such cases',
    ar: 'ليس لدينا حالات من هذا النوع',
    fr: 'Nous n’avons pas de tels cas',
  },
};

export const SYSTEM_FACT_WORDS: Readonly<Record<SystemFact, Word>> = {
  sop_reviewed_in_time: {
    en: 'Procedures reviewed in time',
    ar: 'روجعت إجراءات العمل في موعدها',
    fr: 'Procédures revues à temps',
  },
  service_map_reviewed_in_time: {
    en: 'Service map reviewed in time',
    ar: 'روجعت خريطة الخدمات في موعدها',
    fr: 'Carte des services revue à temps',
  },
  dpia_in_time: {
    en: 'Impact on data protection assessed in time',
    ar: 'قُيّم أثر حماية البيانات في موعده',
    fr: 'Impact sur la protection des données évalué à temps',
  },
  dpp_reviewed_in_time: {
    en: 'Data protection protocol reviewed in time',
    ar: 'روجع بروتوكول حماية البيانات في موعده',
    fr: 'Protocole de protection des données revu à temps',
  },
  isp_reviewed_in_time: {
    en: 'Information-sharing protocol reviewed in time',
    ar: 'روجع بروتوكول مشاركة المعلومات في موعده',
    fr: 'Protocole de partage de l’information revu à temps',
  },
  providers_trained_in_time: {
    en: 'Providers trained in time',
    ar: 'دُرّب مقدمو الخدمات في الموعد',
    fr: 'Prestataires formés à temps',
  },
  complaints_answered_in_time: {
    en: 'Complaints answered in time',
    ar: 'رُدّ على الشكاوى في موعدها',
    fr: 'Plaintes traitées à temps',
  },
};

export const QUALITY_CHANGE_WORDS: Readonly<Record<QualityChange, Word>> = {
  improved: { en: 'Improved', ar: 'تحسّن', fr: 'En progrès' },
  same: { en: 'The same', ar: 'دون تغيير', fr: 'Inchangé' },
  worse: { en: 'Worse', ar: 'تراجع', fr: 'En recul' },
  newly_answered: { en: 'Answered for the first time', ar: 'أُجيب عنه لأول مرة', fr: 'Répondu pour la première fois' },
  no_longer_answered: { en: 'No longer answered', ar: 'لم يعد له جواب', fr: 'N’a plus de réponse' },
  unanswered: { en: 'Without an answer', ar: 'بلا جواب', fr: 'Sans réponse' },
};
