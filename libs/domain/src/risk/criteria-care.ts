import type { Criterion } from './criteria.js';
import { all, any, atLeast, is, no, not, under, yes } from './terms.js';

const young = under('age.uasc_older');
/** CAT-2: 15 and above includes the 15th birthday. */
const older = atLeast('age.uasc_older');
const vulnerableCare = any(
  { answer: 'childrenInHousehold', above: { policy: 'care.household_children' } },
  yes('carerAbusesSubstances'),
  yes('singleVulnerableCarer'),
  no('appropriateCare'),
);
const monitored = (months: string): { answer: string; atLeast: { policy: string } } => ({
  answer: 'monitoredMonths',
  atLeast: { policy: months },
});
const unaccompanied = is('separation', 'unaccompanied');
const backForGood = is('separation', 'reunified', 'durably_placed');
const settled = all(monitored('norisk.monitor_uasc'), yes('noIssueSince'));
const released = is('association', 'released');
const reintegrated = all(yes('reintegrated'), monitored('norisk.monitor_caafag'));

export const UASC: readonly Criterion[] = [
  {
    id: 'uasc.high.without_care',
    level: 'HIGH',
    words: 'Unaccompanied without appropriate care',
    // Care that nobody has found appropriate is treated as none.
    when: all(unaccompanied, not(yes('appropriateCare'))),
  },
  {
    id: 'uasc.high.vulnerable_care',
    level: 'HIGH',
    words: 'Separated, under 15, in highly vulnerable care',
    when: all(is('separation', 'separated'), young, vulnerableCare),
  },
  {
    id: 'uasc.medium.young_with_care',
    level: 'MEDIUM',
    words: 'Unaccompanied, under 15, with care',
    when: all(unaccompanied, young, yes('appropriateCare')),
  },
  {
    id: 'uasc.medium.vulnerable_care',
    level: 'MEDIUM',
    words: 'Separated, 15 or older, in highly vulnerable care',
    when: all(is('separation', 'separated'), older, vulnerableCare),
  },
  {
    id: 'uasc.low',
    level: 'LOW',
    words: 'Unaccompanied, 15 or older, with care; or separated with such care; or newly reunified or placed',
    when: any(
      all(unaccompanied, older, yes('appropriateCare')),
      all(is('separation', 'separated'), yes('appropriateCare'), not(vulnerableCare)),
      all(backForGood, not(settled)),
    ),
  },
  {
    id: 'uasc.no',
    level: 'NO',
    words: 'Reunified or durably placed and cared for, six months of monitoring without issue',
    when: all(backForGood, settled),
  },
];

export const CAAFAG: readonly Criterion[] = [
  {
    id: 'caafag.high',
    level: 'HIGH',
    words: 'Associated, at risk of recruitment, or released and at risk of significant harm',
    when: any(is('association', 'associated', 'at_risk'), all(released, is('harmRisk', 'significant'))),
  },
  {
    id: 'caafag.medium',
    level: 'MEDIUM',
    words: 'Released and at risk of harm, or without needed services',
    when: all(released, any(is('harmRisk', 'some'), no('servicesProvided'))),
  },
  {
    id: 'caafag.no',
    level: 'NO',
    words: 'Placed and reintegrated, six months of monitoring',
    when: all(released, reintegrated),
  },
  {
    id: 'caafag.low',
    level: 'LOW',
    words: 'Released, in temporary care or newly placed, with services',
    when: all(released, yes('servicesProvided'), not(reintegrated)),
  },
];

export const CONTACT_WITH_LAW: readonly Criterion[] = [
  {
    id: 'law.high',
    level: 'HIGH',
    words: 'Deprived of liberty, or in the formal system without diversion or child-friendly alternatives',
    when: any(yes('deprivedOfLiberty'), all(yes('inFormalSystem'), no('diversionPossible'))),
  },
  {
    id: 'law.medium',
    level: 'MEDIUM',
    words: 'In the formal system with diversion possible',
    when: all(yes('inFormalSystem'), yes('diversionPossible')),
  },
  {
    id: 'law.low',
    level: 'LOW',
    words: 'At risk of the formal system, or newly diverted; or a witness or victim without adequate support',
    when: any(
      yes('atRiskOfFormalSystem'),
      all(yes('diverted'), not(monitored('norisk.monitor_law'))),
      all(yes('witnessOrVictim'), no('supportAdequate')),
    ),
  },
  {
    id: 'law.no',
    level: 'NO',
    words: 'Diverted, three months of monitoring; or a witness or victim with adequate support',
    when: any(
      all(yes('diverted'), monitored('norisk.monitor_law')),
      all(yes('witnessOrVictim'), yes('supportAdequate')),
    ),
  },
];
