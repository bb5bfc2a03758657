import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT, CW, TestCase } from '../testing/a-case.js';
import type { CommandPayloads, CommandType } from './commands.js';

const request: CommandPayloads['sendReferral'] = {
  referralId: 'r1',
  service: 'psychosocial',
  providerId: 'rfp-1',
  providerAgencyId: 'agency-p',
  priority: 'medium',
  channel: 'sealed_envelope',
  urgent: false,
};
const planned = (): TestCase =>
  new TestCase()
    .registered('2026-06-01', 'MEDIUM')
    .do('2026-06-01', CW, 'recordConsent', { participate: true, storeData: true, services: ['psychosocial'] })
    .assessed('2026-06-02')
    .planned('2026-06-03');

describe('a referral beside the case', () => {
  const act = fc.record({
    referralId: fc.constantFrom('r1', 'r2'),
    type: fc.constantFrom('draftReferral', 'sendReferral', 'answerReferral', 'reportReferralDone', 'revokeReferral'),
    accepted: fc.boolean(),
    urgent: fc.boolean(),
  } as const);

  const played = (withReferrals: boolean, acts: readonly { referralId: string; type: string }[]): TestCase => {
    const test = planned();
    acts.forEach((one, day) => {
      const at = `2026-06-${String(10 + day)}`;
      if (day % 3 === 0) test.followedUp(`${at}T09:00`);
      if (!withReferrals) return;
      try {
        const payload = one.type === 'draftReferral' || one.type === 'sendReferral' ? { ...request, ...one } : one;
        test.do(at, CW, one.type as CommandType, { ...payload, content: CONTENT });
      } catch {
        // A refused step is one of the things that must leave no trace.
      }
    });
    return test.until('2026-07-20');
  };
  const clocks = ({ state }: TestCase): unknown[] =>
    Object.values(state.obligations)
      .filter(({ kind }) => kind !== 'referral_answer')
      .map(({ kind, anchor, due, status, endedAt }) => [kind, anchor, due, status, endedAt]);

  it('REF-1 CLK-9: no referral ever changes stage, level, owner or any other clock', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 12 }), (acts) => {
        const [without, having] = [played(false, acts), played(true, acts)];
        const face = ({ state }: TestCase): unknown => [state.stage, state.level, state.owner, state.breaches.length];
        expect(face(having)).toEqual(face(without));
        expect(clocks(having)).toEqual(clocks(without));
      }),
      { numRuns: 60 },
    );
  });
});
