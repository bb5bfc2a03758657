import type { Criterion } from './criteria.js';
import { all, any, atLeast, is, no, not, under, yes } from './terms.js';

const young = under('age.uasc_older');
/** CAT-2: 15 and above includes the 15th birthday. */
const older = atLeast('age.uasc_older');
const vulnerableCare = any(
  { answer: 'childrenInHousehold', above: { policy: 'care.household_children' } },
  yes('carerAbusesSubstances'),
  yes('singleVulnerableCarer'),
);
const monitored = (months: string): { answer: string; atLeast: { policy: string } } => ({
  answer: 'monitoredMonths',
  atLeast: { policy: months },
});

export const UASC: readonly Criterion[] = [
  {
    id: 'uasc.high.without_care',
    level: 'HIGH',
    words: 'Unaccompanied without appropriate care',
    when: all(is('separation', 'unaccompanied'), no('appropriateCare')),
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
    when: all(is('separation', 'unaccompanied'), young, yes('appropriateCare')),
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
    words: 'Unaccompanied, 15 or older, with care; or separated with such care; or newly reunified',
    when: any(
      all(is('separation', 'unaccompanied'), older, yes('appropriateCare')),
      all(is('separation', 'separated'), yes('appropriateCare'), not(vulnerableCare)),
      all(is('separation', 'reunified'), not(monitored('norisk.monitor_uasc'))),
    ),
  },
  {
    id: 'uasc.no',
    level: 'NO',
    words: 'Reunified or durably placed and cared for, six months of monitoring without issue',
    when: all(is('separation', 'reunified'), monitored('norisk.monitor_uasc'), yes('noIssueSince')),
  },
];

export const CAAFAG: readonly Criterion[] = [
  {
    id: 'caafag.high',
    level: 'HIGH',
    words: 'Associated, at risk of recruitment, or released and at risk of significant harm',
    when: any(
      is('association', 'associated', 'at_risk'),
      all(is('association', 'released'), is('harmRisk', 'significant')),
    ),
  },
  {
    id: 'caafag.medium',
    level: 'MEDIUM',
    words: 'Released and at risk of harm, or without needed services',
    when: all(is('association', 'released'), any(is('harmRisk', 'some'), no('servicesProvided'))),
  },
  {
    id: 'caafag.no',
    level: 'NO',
    words: 'Placed and reintegrated, six months of monitoring',
    when: all(is('association', 'released'), yes('reintegrated'), monitored('norisk.monitor_caafag')),
  },
  {
    id: 'caafag.low',
    level: 'LOW',
    words: 'Released, in temporary care or newly placed, with services',
    when: all(is('association', 'released'), yes('servicesProvided')),
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
    words: 'At risk of the formal system; or a witness or victim without adequate support',
    when: any(yes('atRiskOfFormalSystem'), all(yes('witnessOrVictim'), no('supportAdequate'))),
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
