import type { Role } from '../access/actor.js';
import type { ObligationKind } from '../case/obligation.js';
import { DUTY_WORDS } from '../duty/duties.js';
import type { Stage } from '../case/lifecycle.js';
import type { Word } from './language.js';

export const ROLE_WORDS: Readonly<Record<Role, Word>> = {
  CW: { en: 'caseworker', ar: 'أخصائي الحالة', fr: 'travailleur social' },
  SUP: { en: 'supervisor', ar: 'المشرف', fr: 'superviseur' },
  MGR: { en: 'manager', ar: 'المدير', fr: 'responsable' },
  HEAD: { en: 'head of the agency', ar: 'رئيس المنظمة', fr: 'direction de l’organisation' },
  DE: { en: 'data entry', ar: 'مُدخِل البيانات', fr: 'saisie de données' },
  CONF: { en: 'conference member', ar: 'عضو مؤتمر الحالة', fr: 'membre de la conférence de cas' },
  BIDP: { en: 'panel member', ar: 'عضو لجنة المصلحة الفضلى', fr: 'membre du comité' },
  RFP: { en: 'service provider', ar: 'مقدّم الخدمة', fr: 'prestataire' },
  COMM: { en: 'community focal point', ar: 'منسق المجتمع المحلي', fr: 'point focal communautaire' },
  ADM: { en: 'administrator', ar: 'مدير النظام', fr: 'administrateur' },
  COORD: { en: 'coordination group', ar: 'مجموعة التنسيق', fr: 'groupe de coordination' },
  SYSTEM: { en: 'the system', ar: 'النظام', fr: 'le système' },
};

export const STAGE_WORDS: Readonly<Record<Stage, Word>> = {
  NONE: { en: 'not in the record', ar: 'غير مسجّلة', fr: 'non enregistré' },
  IDENTIFIED: { en: 'identified', ar: 'تحديد الطفل', fr: 'enfant identifié' },
  CONSENT_PENDING: { en: 'waiting for consent', ar: 'بانتظار الموافقة', fr: 'en attente du consentement' },
  NOT_ELIGIBLE: { en: 'not taken in', ar: 'غير مؤهلة', fr: 'non éligible' },
  CONSENT_REFUSED: { en: 'consent refused', ar: 'رُفضت الموافقة', fr: 'consentement refusé' },
  REGISTERED: { en: 'registered', ar: 'مسجّلة', fr: 'enregistré' },
  ASSESSED: { en: 'assessed', ar: 'تم التقييم', fr: 'évalué' },
  PLAN_AGREED: { en: 'plan agreed', ar: 'تم الاتفاق على الخطة', fr: 'plan convenu' },
  IMPLEMENTING: { en: 'implementing', ar: 'قيد التنفيذ', fr: 'mise en œuvre' },
  STABILISING: { en: 'stabilising', ar: 'مرحلة الاستقرار', fr: 'stabilisation' },
  CLOSURE_REQUESTED: { en: 'closure requested', ar: 'طُلب الإغلاق', fr: 'clôture demandée' },
  CLOSED: { en: 'closed', ar: 'مغلقة', fr: 'clos' },
};

export const KIND_WORDS: Readonly<Record<ObligationKind, Word>> = {
  assessment: { en: 'Assessment', ar: 'التقييم الشامل', fr: 'Évaluation' },
  plan: { en: 'Case plan', ar: 'خطة الحالة', fr: 'Plan de prise en charge' },
  plan_signoff: { en: 'Sign-off of the plan', ar: 'اعتماد الخطة', fr: 'Validation du plan' },
  follow_up: { en: 'Follow-up', ar: 'المتابعة', fr: 'Suivi' },
  review: { en: 'Case review', ar: 'مراجعة الحالة', fr: 'Revue du cas' },
  reassessment: { en: 'Re-assessment', ar: 'إعادة التقييم', fr: 'Réévaluation' },
  plan_revision: { en: 'Revised plan', ar: 'تعديل الخطة', fr: 'Révision du plan' },
  closure_decision: {
    en: 'Decision to close or keep open',
    ar: 'قرار الإغلاق أو الإبقاء على الحالة مفتوحة',
    fr: 'Décision de clore ou de garder ouvert',
  },
  post_closure_review: { en: 'Final review', ar: 'المراجعة بعد الإغلاق', fr: 'Revue après clôture' },
  urgent_action: { en: 'Urgent action', ar: 'الإجراء العاجل', fr: 'Action urgente' },
  assignment: {
    en: 'Assignment to a caseworker',
    ar: 'إسناد الحالة إلى أخصائي',
    fr: 'Attribution à un travailleur social',
  },
  referral_answer: { en: 'Answer to the referral', ar: 'الرد على الإحالة', fr: 'Réponse au référencement' },
  transfer_answer: { en: 'Answer to the transfer', ar: 'الرد على نقل الحالة', fr: 'Réponse au transfert' },
  mandatory_report: {
    en: 'Decision on mandatory reporting',
    ar: 'قرار الإبلاغ الإلزامي',
    fr: 'Décision de signalement obligatoire',
  },
  emergency_review: {
    en: 'Review of an emergency access',
    ar: 'مراجعة فتح الملف في حالة طارئة',
    fr: 'Examen d’un accès d’urgence',
  },
  ...DUTY_WORDS,
};

/** Levels of the default SOP; a level that a context adds stands as it is. */
export const LEVEL_WORDS: Readonly<Record<string, Word>> = {
  HIGH: { en: 'high', ar: 'مرتفع', fr: 'élevé' },
  MEDIUM: { en: 'medium', ar: 'متوسط', fr: 'moyen' },
  LOW: { en: 'low', ar: 'منخفض', fr: 'faible' },
  NO: { en: 'no risk', ar: 'لا خطر', fr: 'aucun risque' },
};

export const STATUS_WORDS: Readonly<Record<string, Word>> = {
  draft: { en: 'a draft', ar: 'مسودة', fr: 'brouillon' },
  sent: { en: 'sent', ar: 'مُرسَل', fr: 'envoyé' },
  accepted: { en: 'accepted', ar: 'مقبول', fr: 'accepté' },
  rejected: { en: 'rejected', ar: 'مرفوض', fr: 'rejeté' },
  done: { en: 'done', ar: 'منجز', fr: 'terminé' },
  revoked: { en: 'revoked', ar: 'ملغى', fr: 'annulé' },
  pending: { en: 'pending', ar: 'لم يبدأ بعد', fr: 'en attente' },
  ongoing: { en: 'under way', ar: 'جارٍ', fr: 'en cours' },
  completed: { en: 'completed', ar: 'مكتمل', fr: 'achevé' },
  agreed: { en: 'agreed', ar: 'متفق عليه', fr: 'convenu' },
  returned: { en: 'returned', ar: 'مُعاد', fr: 'renvoyé' },
  signed_off: { en: 'signed off', ar: 'معتمد', fr: 'validé' },
};

export const CONCERN_TYPE_WORDS: Readonly<Record<string, Word>> = {
  health: { en: 'health care', ar: 'رعاية صحية', fr: 'soins de santé' },
  safety: { en: 'safety', ar: 'سلامة الطفل', fr: 'sécurité' },
  interim_care: { en: 'care for the night', ar: 'مكان آمن للمبيت', fr: 'hébergement pour la nuit' },
  other: { en: 'other', ar: 'أمر آخر', fr: 'autre' },
};

export const SERVICE_WORDS: Readonly<Record<string, Word>> = {
  medical: { en: 'medical care', ar: 'الرعاية الطبية', fr: 'soins médicaux' },
  psychosocial: { en: 'psychosocial support', ar: 'الدعم النفسي الاجتماعي', fr: 'soutien psychosocial' },
  mental_health: { en: 'mental health care', ar: 'رعاية الصحة النفسية', fr: 'santé mentale' },
  legal: { en: 'legal help', ar: 'المساعدة القانونية', fr: 'aide juridique' },
  education: { en: 'education', ar: 'التعليم', fr: 'éducation' },
  shelter: { en: 'shelter', ar: 'المأوى', fr: 'hébergement' },
  food: { en: 'food', ar: 'الغذاء', fr: 'alimentation' },
  nutrition: { en: 'nutrition', ar: 'التغذية', fr: 'nutrition' },
  cash: { en: 'cash', ar: 'المساعدة النقدية', fr: 'aide en espèces' },
  livelihood: { en: 'livelihood', ar: 'سبل العيش', fr: 'moyens de subsistance' },
  documentation: { en: 'documents', ar: 'الوثائق', fr: 'documents' },
  safety: { en: 'safety', ar: 'السلامة', fr: 'sécurité' },
  alternative_care: { en: 'alternative care', ar: 'الرعاية البديلة', fr: 'protection de remplacement' },
  family_tracing: { en: 'family tracing', ar: 'البحث عن الأسرة', fr: 'recherche de la famille' },
  disability: { en: 'disability services', ar: 'خدمات الإعاقة', fr: 'services liés au handicap' },
  other: { en: 'another service', ar: 'خدمة أخرى', fr: 'autre service' },
  case_transfer: { en: 'transfer of the case', ar: 'نقل الحالة', fr: 'transfert du cas' },
};
