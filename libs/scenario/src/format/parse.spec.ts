import { describe, expect, it } from 'vitest';
import { UnusableScenarioError } from './faults.js';
import { instantOf } from './moments.js';
import { parseScenario, readScenario } from './parse.js';
import { policiesOf, policyInForceOf, policyOf } from './policy.js';
import type { Scenario } from './scenario.js';

const act = { at: '2026-06-01 10:00', as: 'CW-A', do: 'concludePlan' };
const file = (change: object = {}, steps: unknown[] = [act]) => ({
  id: 'x',
  title: 'x',
  rules: [],
  cast: { 'CW-A': { role: 'CW', agency: 'A' } },
  cases: { K: { owner: 'CW-A' } },
  steps,
  ...change,
});

function faultsOf(value: unknown): string[] {
  try {
    readScenario(value);
    return [];
  } catch (error) {
    if (!(error instanceof UnusableScenarioError)) throw error;
    return error.faults.map(({ pointer, message }) => `${pointer}: ${message}`);
  }
}

describe('a scenario file that cannot be played names every place at fault', () => {
  it.each([
    ['an owner who is not in the cast', file({ cases: { K: { owner: 'Z' } } }), '/cases/K/owner'],
    ['a role that does not exist', file({ cast: { 'CW-A': { role: 'KING', agency: 'A' } } }), '/cast/CW-A/role'],
    ['an unknown zone', file({ policy: { 'calendar.timezone': 'Asia/Nowhere' } }), '/policy/calendar.timezone'],
    ['a policy value that is none', file({ policy: { 'plan.low': 'soon' } }), '/policy'],
    ['an unknown case', file({}, [{ ...act, case: 'L' }]), '/steps/0/case'],
    ['no case where there are two', file({ cases: { K: { owner: 'CW-A' }, L: { owner: 'CW-A' } } }), '/steps/0'],
    ['an unknown field of a step', file({}, [{ ...act, why: 'x' }]), '/steps/0'],
    ['a payload field too many', file({}, [{ ...act, with: { why: 'x' } }]), '/steps/0/with'],
    ['an entry before the act', file({}, [{ ...act, recordedAt: '2026-06-01 09:00' }]), '/steps/0/recordedAt'],
    ['a step that comes too late', file({}, [act, { ...act, at: '2026-05-01 10:00' }]), '/steps/1/at'],
    [
      'a fault in a branch',
      file({}, [{ at: act.at, fork: [{ name: 'a', steps: [{ ...act, do: 'fly' }] }] }]),
      '/steps/0/fork/0/steps/0/do',
    ],
    [
      'a chair who is not in the cast',
      file({}, [
        {
          ...act,
          do: 'conveneConference',
          with: {
            conferenceId: 'c',
            purposes: ['closure'],
            chairId: 'Z',
            plannedFor: '2026-06-01',
            members: [{ memberId: 'CW-A', organisationId: 'A', role: 'caseworker' }],
          },
        },
      ]),
      '/steps/0/with/chairId',
    ],
    [
      'a copy too many',
      file({ cases: { X: { owner: 'CW-A', copies: 2 } } }, [{ ...act, case: 'X-3' }]),
      '/steps/0/case',
    ],
    [
      'an expectation about nobody',
      file({}, [{ at: act.at, expect: { mayOpen: ['Z'] } }]),
      '/steps/0/expect/mayOpen/0',
    ],
    [
      'a question without what it needs',
      file({}, [{ at: act.at, ask: 'fileCheck', expect: {} }]),
      '/steps/0/with/onStaffSince',
    ],
    ['a policy that the SOP does not allow', file({ policy: { 'caseload.max': 30 } }), '/policy'],
    ['a day that does not exist', file({}, [{ ...act, at: '2026-06-31 10:00' }]), '/steps/0/at'],
    ['an offset that does not exist', file({}, [{ ...act, at: '2026-06-30 10:00+99:00' }]), '/steps/0/at'],
    ['a time that does not exist', file({}, [{ ...act, at: '2026-06-30 24:00' }]), '/steps/0/at'],
    ['a step after a fork', file({}, [{ at: act.at, fork: [{ name: 'a', steps: [act] }] }, act]), '/steps/0'],
    ['an escalation named by nothing', file({}, [{ ...act, do: 'acknowledgeEscalation' }]), '/steps/0/with/kind'],
  ])('%s', (_, value, pointer) => {
    expect(faultsOf(value).map((line) => line.split(': ')[0])).toEqual([pointer]);
  });

  it('all faults at once', () => {
    expect(
      faultsOf(
        file({}, [
          { ...act, as: 'Z' },
          { ...act, do: 'fly' },
        ]),
      ),
    ).toHaveLength(2);
  });

  it('text that is no JSON', () => {
    expect(() => parseScenario('{')).toThrow(UnusableScenarioError);
  });
});

describe('what a file may say', () => {
  it('a wrong payload, where being refused for it is the point', () => {
    const steps = [{ ...act, with: { why: 'x' }, expect: { refused: { code: 'MALFORMED' } } }];
    expect(faultsOf(file({}, steps))).toEqual([]);
  });

  it('moments with an offset, ordered by the instant and not by the text', () => {
    const later = { ...act, at: '2026-06-01T08:30:00Z' };
    expect(faultsOf(file({}, [act, later]))).toEqual([]);
    expect(faultsOf(file({}, [later, act]))).toHaveLength(1);
  });

  it('policy values in the notation of the SOP, and a zone', () => {
    const policy: Scenario['policy'] = { 'assessment.high': '24h', 'calendar.timezone': 'Asia/Amman' };
    expect(faultsOf(file({ policy }))).toEqual([]);
  });
});

describe('policy documents that a file names [SPEC-6, A31]', () => {
  const text = (version: string, from: string, values = '{}') =>
    `version: ${version}\ntitle: Invented\nzone: Asia/Amman\neffectiveFrom: ${from}\nvalues: ${values}\n`;
  const shelf: Readonly<Record<string, string>> = {
    'sop.yaml': text('sop-1', '2026-01-01', '{ plan.low: 12, review.low: 2 }'),
    'next.yaml': text('sop-2', '2026-06-10'),
    'broken.yaml': text('sop-3', '2026-06-10', '{ plan.lwo: 12 }'),
  };
  const readText = (path: string): string => {
    const found = shelf[path];
    if (found === undefined) throw new Error('no such file');
    return found;
  };
  const read = (change: object): Scenario => readScenario(file(change), readText);

  it('give the values, the zone and the version; values of the file win over them', () => {
    const { version, zone, values } = policyOf(read({ policy: 'sop.yaml' }));
    expect([version, zone.name, values['plan.low'], values['review.low']]).toEqual(['sop-1', 'Asia/Amman', 12, 2]);
    const own = policyOf(read({ policy: { document: 'sop.yaml', 'plan.low': 10 } }));
    expect([own.version, own.values['plan.low'], own.values['review.low']]).toEqual(['sop-1', 10, 2]);
  });

  it('hold from their day on for new cases', () => {
    const scenario = read({ policy: 'sop.yaml', policies: ['next.yaml'] });
    const at = (moment: string): string =>
      policyInForceOf(scenario, instantOf(policyOf(scenario).zone, moment)).version;
    expect([at('2026-06-09 23:59'), at('2026-06-10 00:00')]).toEqual(['sop-1', 'sop-2']);
    expect([...policiesOf(scenario).keys()]).toEqual(['sop-1', 'sop-2']);
  });

  it.each([
    ['that is not there', { policy: 'gone.yaml' }, /^\/policy: gone\.yaml: no such file/],
    ['with a fault', { policies: ['next.yaml', 'broken.yaml'] }, /^\/policies\/1: broken\.yaml: .*plan\.low/],
  ])('one %s makes the file unusable', (_, change, message) => {
    expect(() => read(change)).toThrow(expect.objectContaining({ message: expect.stringMatching(message) }));
  });

  it('a text without a place can name none', () => {
    expect(() => readScenario(file({ policy: 'sop.yaml' }))).toThrow(/text without a place/);
  });
});
