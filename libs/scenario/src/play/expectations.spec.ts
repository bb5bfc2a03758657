import { describe, expect, it } from 'vitest';
import { startDomainDriver } from '../drivers/domain-driver.js';
import { readScenario } from '../format/parse.js';
import type { Scenario } from '../format/scenario.js';
import { play } from './play.js';

const concerns = [{ concernId: 'care', category: 'neglect', level: 'LOW' }];
const referral = {
  referralId: 'r1',
  service: 'medical',
  providerId: 'RFP-1',
  providerAgencyId: 'Clinic',
  priority: 'high',
  channel: 'phone',
  urgent: true,
};
const at = '2026-06-01 12:00';

/** A case with an urgent referral, two more of the same caseworker, one refused intake. */
const story = (...steps: object[]): Scenario =>
  readScenario({
    id: 'x',
    title: 'x',
    rules: [],
    cast: {
      'CW-A': { role: 'CW', agency: 'A' },
      'SUP-A': { role: 'SUP', agency: 'A' },
      'DE-A': { role: 'DE', agency: 'A' },
      'RFP-1': { role: 'RFP', agency: 'Clinic' },
    },
    cases: { K: { owner: 'CW-A' }, X: { owner: 'CW-A', copies: 2 } },
    steps: [
      { at: '2026-06-01 09:00', case: 'K', as: 'CW-A', do: '@consented' },
      { at: '2026-06-01 09:00', case: 'X', as: 'CW-A', do: '@consented' },
      { at: '2026-06-01 10:00', case: 'K', as: 'CW-A', do: 'registerCase', with: { concerns } },
      { at: '2026-06-01 10:00', case: 'X', as: 'CW-A', do: 'assignDataEntry', with: { person: 'DE-A' } },
      { at: '2026-06-01 10:00', case: 'X', as: 'DE-A', authoredBy: 'CW-A', do: 'registerCase', with: { concerns } },
      { at: '2026-06-01 11:00', case: 'K', as: 'CW-A', do: 'sendReferral', with: referral },
      ...steps,
    ],
  });
const look = (expected: object): Scenario => story({ at, case: 'K', expect: expected });
const placesOf = async (scenario: Scenario): Promise<string[]> =>
  (await play(scenario, startDomainDriver)).differences.map(({ path }) => path.replace(/^steps\[\d+\]\.expect\.?/, ''));

describe('what a file can say of a case and its people', () => {
  it.each<[string, object]>([
    [
      'parts of the details, people by name, instants as local moments',
      { details: { referrals: [{ providerId: 'RFP-1', providerAgencyId: 'Clinic', sentAt: '2026-06-01 11:00' }] } },
    ],
    [
      'a list and nothing else',
      { details: { notices: { exactly: [] }, referrals: { exactly: [{ status: 'sent' }] } } },
    ],
    ['consent to everything', { details: { consent: { reporting: true, caseTransfer: true, services: ['legal'] } } }],
    ['events in any order', { records: ['ReferralSent', 'CaseRegistered'] }],
    ['who types in how many cases', { spans: { 'DE-A': { count: 2, isOverLimit: false } } }],
    ['who may open the case', { mayOpen: ['CW-A', 'SUP-A', 'RFP-1'] }],
    ['what is offered', { commands: [{ as: 'CW-A', include: ['completeAssessment'], exclude: ['signOffPlan'] }] }],
    ['open cases over all copies', { caseloads: { 'CW-A': { open: 3, isOverLimit: false } }, refusals: { A: 0 } }],
    ['a code that says nothing', { caseCode: { revealsNothingOf: { names: ['Karim Haddad'], bornOn: '2016-02-11' } } }],
  ])('%s', async (_, expected) => {
    expect(await placesOf(look(expected))).toEqual([]);
  });

  it.each<[object, string]>([
    [{ details: { referrals: [{ providerId: 'CW-A' }] } }, 'details.referrals[0]'],
    [{ details: { referrals: [{ sentAt: '2026-06-01 11:01' }] } }, 'details.referrals[0]'],
    [{ details: { referrals: [{ status: 'sent' }, { status: 'sent' }] } }, 'details.referrals[1]'],
    [{ details: { referrals: { exactly: [] } } }, 'details.referrals'],
    [{ details: { consent: { reporting: false } } }, 'details.consent.reporting'],
    [{ details: { mood: 'good' } }, 'details.mood'],
    [{ records: ['CaseClosed'] }, 'records[0]'],
    [{ mayOpen: ['CW-A', 'RFP-1'], mayNotOpen: ['DE-A', 'SUP-A'] }, 'mayNotOpen[1]'],
    [{ commands: { as: 'CW-A', include: ['signOffPlan'] } }, 'commands.include'],
    [{ commands: { as: 'CW-A', exclude: ['recordNote'] } }, 'commands.exclude'],
    [{ caseloads: { 'CW-A': 4 } }, 'caseloads.CW-A'],
    [{ refusals: { A: 1 } }, 'refusals.A'],
    [{ spans: { 'SUP-A': { count: 2, isOverLimit: false } } }, 'spans.SUP-A'],
  ])('%j differs at %s', async (expected, place) => {
    expect(await placesOf(look(expected))).toEqual([place]);
  });

  it('a refusal is compared with code, rule, remedy and inputs', async () => {
    const refused = (expected: object): Scenario =>
      story({ at, case: 'K', as: 'CW-A', do: 'registerCase', with: { concerns }, expect: { refused: expected } });
    expect(await placesOf(refused({ code: 'NOT_ALLOWED_IN_STAGE', inputs: { stage: 'REGISTERED' } }))).toEqual([]);
    const wrong = { rule: 'PERM-1', remedyContains: 'wait for rain', inputs: { stage: 'CLOSED' } };
    expect(await placesOf(refused(wrong))).toEqual(['refused.rule', 'refused.remedyContains', 'refused.inputs.stage']);
  });

  it('a step about a group is one for each copy, and each stands in the report', async () => {
    const report = await play(look({}), startDomainDriver);
    expect(report.steps.map(({ path }) => path).filter((path) => path.includes('@'))).toEqual([
      'steps[1]@X-1',
      'steps[1]@X-2',
      'steps[3]@X-1',
      'steps[3]@X-2',
      'steps[4]@X-1',
      'steps[4]@X-2',
    ]);
  });

  it('a question is answered by the rules, a part of the answer is enough', async () => {
    const ask = (expected: object): Scenario =>
      story({ at, ask: 'caseworkerSpan', with: { attached: 6 }, expect: expected });
    expect(await placesOf(ask({ refused: { code: 'OVER_LIMIT', rule: 'SUPV-1' } }))).toEqual([]);
    expect(await placesOf(ask({ refused: { code: 'OWN_WORK' } }))).toEqual(['refused.code']);
    expect(await placesOf(ask({ count: 7 }))).toEqual(['']);
    const due = { at, ask: 'caseloadReview', with: { lastReviewOn: '2026-06-01' } };
    expect(await placesOf(story({ ...due, expect: { dueOn: '2026-06-15' } }))).toEqual([]);
    expect(await placesOf(story({ ...due, expect: { refused: {} } }))).toEqual(['refused']);
  });
});
