import type { ConcernCategory } from '../case/commands.js';

/** The categories of the catalogue; `other` is none of them. */
type AnnexCategory = Exclude<ConcernCategory, 'other'>;

/**
 * CAT-5: the finer codes that registration and assessment forms offer, each with the one category by whose criteria it
 * is rated. What makes a child vulnerable without being a violation itself is rated by whether its needs are met.
 */
export const FINE_CODES = {
  physical_abuse: 'physical_violence',
  corporal_punishment: 'physical_violence',
  domestic_violence: 'physical_violence',
  community_violence: 'physical_violence',
  explosive_ordnance: 'physical_violence',
  female_genital_mutilation: 'physical_violence',
  emotional_abuse: 'emotional_violence',
  bullying: 'emotional_violence',
  stigma_or_discrimination: 'emotional_violence',
  rape: 'sexual_violence',
  sexual_abuse: 'sexual_violence',
  sexual_exploitation: 'sexual_violence',
  sexual_harassment: 'sexual_violence',
  child_marriage: 'sexual_violence',
  pregnancy: 'sexual_violence',
  child_parent: 'sexual_violence',
  neglect: 'neglect',
  abandonment: 'neglect',
  medical_neglect: 'neglect',
  malnutrition: 'neglect',
  living_on_the_street: 'neglect',
  out_of_school: 'neglect',
  lack_of_documents: 'neglect',
  difficulty_seeing: 'neglect',
  difficulty_hearing: 'neglect',
  difficulty_walking: 'neglect',
  difficulty_remembering: 'neglect',
  difficulty_with_self_care: 'neglect',
  difficulty_communicating: 'neglect',
  chronic_illness: 'neglect',
  child_labour: 'child_labour',
  hazardous_work: 'child_labour',
  forced_labour: 'child_labour',
  trafficking: 'child_labour',
  begging: 'child_labour',
  psychosocial_distress: 'mental_distress',
  self_harm_or_suicide_risk: 'mental_distress',
  mental_disorder: 'mental_distress',
  substance_abuse: 'mental_distress',
  unaccompanied: 'uasc',
  separated: 'uasc',
  orphan: 'uasc',
  child_headed_household: 'uasc',
  associated_with_armed_group: 'caafag',
  released_from_armed_group: 'caafag',
  at_risk_of_recruitment: 'caafag',
  detained: 'contact_with_law',
  accused_of_offence: 'contact_with_law',
  witness_or_victim_of_crime: 'contact_with_law',
} as const satisfies Readonly<Record<string, AnnexCategory>>;
export type FineCode = keyof typeof FINE_CODES;

/** CAT-5. @returns null when the forms do not know the code */
export function categoryOf(code: string): AnnexCategory | null {
  return Object.hasOwn(FINE_CODES, code) ? FINE_CODES[code as FineCode] : null;
}
