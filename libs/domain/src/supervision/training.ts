/** What caseworkers are trained in; a context that needs another word says `other`. */
export const TRAINING_TOPICS = [
  'case_management',
  'sop',
  'data_protection',
  'referral_pathways',
  'communication_with_children',
  'psychosocial_support',
  'gender_based_violence',
  'family_tracing',
  'alternative_care',
  'disability_inclusion',
  'safeguarding',
  'other',
] as const;
export type TrainingTopic = (typeof TRAINING_TOPICS)[number];

/** Somebody watches a new caseworker at work, or the new caseworker watches somebody. */
export const OBSERVATION_MODES = ['observation', 'shadowing'] as const;
export type ObservationMode = (typeof OBSERVATION_MODES)[number];
