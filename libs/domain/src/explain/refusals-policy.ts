import type { Wording } from './language.js';

/** Versions of the SOP that a running case takes over. */
export const POLICY_REFUSALS: Readonly<Record<string, Wording>> = {
  'NOTHING_PENDING/A31': {
    ar: ['تسير الحالة بالفعل على هذه النسخة من إجراءات العمل: {version}.', 'لا يلزم أي إجراء.'],
    fr: ['Le cas suit déjà cette version des procédures : {version}.', 'Il n’y a rien à faire.'],
  },
  'TOO_EARLY/SPEC-6': {
    ar: ['لم تدخل هذه النسخة من إجراءات العمل حيّز التنفيذ بعد.', 'يمكن اعتمادها ابتداءً من {earliest}.'],
    fr: ['Cette version des procédures n’est pas encore en vigueur.', 'Adoptez-la à partir du {earliest}.'],
  },
  'UNKNOWN_LEVEL/A28#version': {
    ar: [
      'للحالة مستوى خطر لا تعرفه هذه النسخة من إجراءات العمل: {level}.',
      'ينبغي أولًا تقدير مصدر القلق بأحد مستويات النسخة الجديدة.',
    ],
    fr: [
      'Le cas a un niveau que cette version des procédures ne connaît pas : {level}.',
      'Évaluez d’abord la préoccupation selon un niveau de la nouvelle version.',
    ],
  },
  'UNKNOWN_LEVEL/A28#occurredAt': {
    ar: [
      'لم يكن هذا المستوى موجودًا في إجراءات العمل في ذلك اليوم: {level}.',
      'ينبغي اختيار مستوى كان معروفًا حينها، أو تقدير مصدر القلق كما هو الآن.',
    ],
    fr: [
      'Les procédures de ce jour-là n’avaient pas ce niveau : {level}.',
      'Choisissez un niveau connu alors, ou évaluez la préoccupation telle qu’elle est maintenant.',
    ],
  },
};
