export const SEXES = ['female', 'male', 'other'] as const;
export const DISABILITIES = ['yes', 'no'] as const;
export const DISPLACEMENTS = [
  'resident',
  'internally_displaced',
  'refugee',
  'asylum_seeker',
  'returnee',
  'migrant',
  'stateless',
  'other',
] as const;

/** Section 7: what numbers are broken down by. Codes only; what is left out is not known. */
export interface ChildProfile {
  readonly sex?: (typeof SEXES)[number];
  readonly disability?: (typeof DISABILITIES)[number];
  readonly displacement?: (typeof DISPLACEMENTS)[number];
  /** Where the child lives, as a code of the context. */
  readonly area?: string;
}
