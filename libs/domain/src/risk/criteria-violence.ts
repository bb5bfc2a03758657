import type { Criterion } from './criteria.js';
import {
  all,
  any,
  is,
  no,
  not,
  perpetratorGone,
  perpetratorHasAccess,
  under,
  atLeast,
  yes,
  youngOrDisabled,
} from './terms.js';

const seriousOver = all(is('violence', 'serious'), yes('violenceIsPast'), perpetratorGone);

export const PHYSICAL_VIOLENCE: readonly Criterion[] = [
  {
    id: 'physical.high.serious',
    level: 'HIGH',
    words: 'Serious violence suffered or threatened, with significant harm or danger to life',
    when: all(is('violence', 'serious'), not(seriousOver)),
  },
  {
    id: 'physical.high.young_or_disabled',
    level: 'HIGH',
    words: 'A child under 5 or with a disability injured in domestic violence',
    when: all(yes('injuredInDomesticViolence'), youngOrDisabled),
  },
  {
    id: 'physical.high.untreated',
    level: 'HIGH',
    words: 'A treatable condition becomes seriously impairing because carers do not provide or agree to treatment',
    when: yes('treatableConditionUntreated'),
  },
  {
    id: 'physical.medium.non_injurious',
    level: 'MEDIUM',
    words: 'Violence without injury and without risk of significant harm',
    when: all(is('violence', 'non_injurious'), not(all(yes('violenceIsPast'), perpetratorGone))),
  },
  {
    id: 'physical.medium.witness',
    level: 'MEDIUM',
    words: 'The child witnesses violence',
    when: yes('witnessesViolence'),
  },
  {
    id: 'physical.low.past_unsupported',
    level: 'LOW',
    words: 'Past violence, the perpetrator is gone, support is not adequate',
    when: all(
      is('violence', 'serious', 'non_injurious'),
      yes('violenceIsPast'),
      perpetratorGone,
      no('supportAdequate'),
    ),
  },
  {
    id: 'physical.low.household',
    level: 'LOW',
    words: 'A household with reported domestic violence',
    when: yes('domesticViolenceInHousehold'),
  },
  {
    id: 'physical.no',
    level: 'NO',
    words: 'No violence and its causes removed; or past violence, no contact, adequate support',
    when: any(
      all(is('violence', 'none'), yes('causesRemoved')),
      all(yes('violenceIsPast'), perpetratorGone, yes('supportAdequate')),
    ),
  },
];

export const EMOTIONAL_VIOLENCE: readonly Criterion[] = [
  {
    id: 'emotional.high.persistent',
    level: 'HIGH',
    words: 'Persistent hostility by an important carer or a frequent contact',
    when: all(is('emotionalHarm', 'persistent'), yes('byImportantCarerOrFrequentContact')),
  },
  {
    id: 'emotional.high.young_or_disabled',
    level: 'HIGH',
    words: 'Occasional emotional harm to a child under 5 or with a disability',
    when: all(is('emotionalHarm', 'occasional', 'persistent'), youngOrDisabled),
  },
  {
    id: 'emotional.medium.occasional',
    level: 'MEDIUM',
    words: 'Emotional harm to an older child',
    when: is('emotionalHarm', 'occasional', 'persistent'),
  },
  {
    id: 'emotional.low.worse_treatment',
    level: 'LOW',
    words: 'At risk of being treated worse than other children',
    when: yes('riskOfWorseTreatment'),
  },
  {
    id: 'emotional.no',
    level: 'NO',
    words: 'Causes addressed: the carer is supported or the person is gone',
    when: yes('causesAddressed'),
  },
];

const recent = { answer: 'hoursSinceIncident', atMost: { policy: 'sv.urgent_hours' } } as const;
const longAgo = { answer: 'hoursSinceIncident', above: { policy: 'sv.urgent_hours' } } as const;
const belowAge = under('age.marriage');
const ofAge = atLeast('age.marriage');
/** CAT-2, A14: a wedding exactly one month away counts as imminent. */
const weddingSoon = { answer: 'monthsToWedding', atMost: { policy: 'marriage.imminent' } } as const;

export const SEXUAL_VIOLENCE: readonly Criterion[] = [
  {
    id: 'sexual.high.access',
    level: 'HIGH',
    words: 'Happening or threatened, and the perpetrator has access',
    when: all(yes('happeningOrThreatened'), perpetratorHasAccess),
  },
  {
    id: 'sexual.high.past_access',
    level: 'HIGH',
    words: 'More than 120 hours ago, and the perpetrator has or may have access',
    when: all(longAgo, perpetratorHasAccess),
  },
  { id: 'sexual.high.recent', level: 'HIGH', words: 'Within the last 120 hours', when: recent },
  {
    id: 'sexual.high.mother',
    level: 'HIGH',
    words: 'A girl mother whose child has a disability',
    when: yes('motherOfChildWithDisability'),
  },
  {
    id: 'sexual.high.married',
    level: 'HIGH',
    words: 'Married below the age of consent without adequate support',
    when: all(is('marriage', 'married'), belowAge, no('supportAdequate')),
  },
  { id: 'sexual.high.pregnant', level: 'HIGH', words: 'Pregnant by rape', when: yes('pregnantByRape') },
  {
    id: 'sexual.high.wedding',
    level: 'HIGH',
    words: 'Engaged below the age, wedding within a month, whatever her or his wish',
    when: all(is('marriage', 'engaged'), belowAge, weddingSoon),
  },
  {
    id: 'sexual.high.unwilling',
    level: 'HIGH',
    words: 'Engaged above the age without consenting',
    when: all(is('marriage', 'engaged'), ofAge, no('consentsToMarriage')),
  },
  {
    id: 'sexual.medium.past_unsupported',
    level: 'MEDIUM',
    words: 'More than 120 hours ago, no contact, support is not adequate',
    when: all(longAgo, perpetratorGone, no('supportAdequate')),
  },
  {
    id: 'sexual.medium.marriage',
    level: 'MEDIUM',
    words: 'Married below the age with adequate support; engaged, with the wedding later or not set, or by own consent',
    when: any(
      all(is('marriage', 'married'), belowAge, yes('supportAdequate')),
      all(is('marriage', 'engaged'), belowAge),
      all(is('marriage', 'engaged'), ofAge, yes('consentsToMarriage')),
    ),
  },
  {
    id: 'sexual.low',
    level: 'LOW',
    words: 'More than 120 hours ago, no contact, adequate support; or married above the age',
    when: any(all(longAgo, perpetratorGone, yes('supportAdequate')), all(is('marriage', 'married'), ofAge)),
  },
  { id: 'sexual.no', level: 'NO', words: 'None, and its causes addressed', when: yes('causesAddressed') },
];

const neglected = any(
  yes('neglected'),
  yes('carerDoesNotProtectOrProvide'),
  yes('carerEmotionallyUnavailable'),
  yes('exposedToViolenceOrSubstanceAbuse'),
);

export const NEGLECT: readonly Criterion[] = [
  {
    id: 'neglect.high.injury',
    level: 'HIGH',
    words: 'Serious injury or illness from neglect',
    when: yes('seriousInjuryOrIllness'),
  },
  {
    id: 'neglect.high.young_or_disabled',
    level: 'HIGH',
    words: 'A neglected child under 5 or with a disability',
    when: all(neglected, youngOrDisabled),
  },
  {
    id: 'neglect.medium',
    level: 'MEDIUM',
    words: 'The carer does not protect, provide or attend, or exposes the child to violence or substance abuse',
    when: neglected,
  },
  {
    id: 'neglect.low',
    level: 'LOW',
    words: 'Supervision is unsafe for age, place, situation or duration',
    when: yes('unsafeSupervision'),
  },
  { id: 'neglect.no', level: 'NO', words: 'Causes addressed', when: yes('causesAddressed') },
];
