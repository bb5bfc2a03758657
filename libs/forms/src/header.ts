import type { ResolvedField } from './form-set.js';
import { HEADER } from './definition.js';

/** What stands on every form: which case, when, by whom. The server knows it and fills it in; IM-1 keeps the code free of names. */
export const HEADER_FIELD: ResolvedField = {
  id: HEADER,
  type: 'group',
  label: { en: 'About this form', ar: 'عن هذه الاستمارة', fr: 'À propos de ce formulaire' },
  fields: [
    {
      id: 'case_code',
      type: 'text',
      maxLength: 40,
      label: { en: 'Case code', ar: 'رمز الحالة', fr: 'Code du cas' },
    },
    {
      id: 'completed_on',
      type: 'date',
      label: { en: 'Date completed', ar: 'تاريخ التعبئة', fr: 'Date de remplissage' },
    },
    {
      id: 'worker',
      type: 'text',
      maxLength: 100,
      label: { en: 'Worker', ar: 'أخصائي الحالة', fr: 'Travailleur social' },
    },
    {
      id: 'agency',
      type: 'text',
      maxLength: 100,
      label: { en: 'Agency', ar: 'المنظمة', fr: 'Organisation' },
    },
  ],
};
