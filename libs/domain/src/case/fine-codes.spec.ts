import { describe, expect, it } from 'vitest';
import { COMPLETE_FORM, CONTENT, CW, SUP, TestCase } from '../testing/a-case.js';
import type { ConcernRating } from './commands.js';
import { detailsOf } from './details.js';

const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
const registered = (...concerns: ConcernRating[]): TestCase =>
  new TestCase().consented('2026-06-01').do('2026-06-01T10:00', CW, 'registerCase', { caseCode: 'CW-1', concerns });
const work: ConcernRating = { concernId: 'c1', category: 'child_labour', level: 'MEDIUM', fineCode: 'hazardous_work' };
const codeOf = ({ state }: TestCase): unknown => [state.concerns['c1']?.fineCode, state.concerns['c1']?.level];
const rate = (test: TestCase, at: string, rating: Omit<ConcernRating, 'concernId'>): TestCase =>
  test.do(at, CW, 'rateConcern', { rating: { concernId: 'c1', ...rating }, sourceForm: 'other' });

describe('the finer codes of the forms', () => {
  it('CAT-5: a rating keeps its finer code, in the event, the case and the details', () => {
    const test = registered(work);
    expect(test.events.find(({ type }) => type === 'CaseRegistered')?.data).toMatchObject({ concerns: [work] });
    expect(codeOf(test)).toEqual(['hazardous_work', 'MEDIUM']);
    expect(detailsOf(test.state).fineCodes).toEqual([{ concernId: 'c1', fineCode: 'hazardous_work' }]);
    expect(detailsOf(registered({ ...work, fineCode: 'begging' }).state).fineCodes[0]?.fineCode).toBe('begging');
  });

  it('CAT-5: a code of another category is refused wherever levels are stated', () => {
    const wrong = refusal('VALUE_NOT_POSSIBLE', 'CAT-5');
    expect(() => registered({ ...work, fineCode: 'orphan' })).toThrowError(wrong);
    expect(() => registered({ ...work, category: 'other' })).toThrowError(wrong);
    const test = registered(work);
    expect(() => rate(test, '2026-06-02', { level: 'HIGH', fineCode: 'rape' })).toThrowError(wrong);
    const ratings = [{ concernId: 'c1', level: 'HIGH', fineCode: 'abandonment' }] as const;
    expect(() => test.do('2026-06-02', CW, 'completeAssessment', { ratings })).toThrowError(wrong);
  });

  it('CAT-5: the assessment names a concern more exactly while its level stays', () => {
    const test = registered({ concernId: 'c1', category: 'child_labour', level: 'MEDIUM' });
    test.do('2026-06-02', CW, 'completeAssessment', {
      ratings: [{ concernId: 'c1', level: 'MEDIUM', fineCode: 'trafficking' }],
    });
    expect(codeOf(test)).toEqual(['trafficking', 'MEDIUM']);
    expect(test.events.filter(({ type }) => type === 'ConcernRated')).toHaveLength(1);
    expect(test.due('reassessment')).toBeUndefined();
    rate(test, '2026-06-03', { level: 'MEDIUM', fineCode: 'forced_labour' });
    expect(codeOf(test)).toEqual(['forced_labour', 'MEDIUM']);
    expect(() => rate(test, '2026-06-04', { level: 'MEDIUM', fineCode: 'forced_labour' })).toThrowError(
      refusal('ALREADY_PENDING', 'RISK-8'),
    );
  });

  it('CAT-5, A47: naming it more exactly neither raises anything nor voids a lowering that waits', () => {
    const test = registered(work);
    rate(test, '2026-06-02', { level: 'LOW', fineCode: 'begging' });
    rate(test, '2026-06-03', { level: 'MEDIUM', fineCode: 'trafficking' });
    expect([codeOf(test), Object.keys(test.state.lowerings)]).toEqual([['trafficking', 'MEDIUM'], ['c1']]);
    test.do('2026-06-04', SUP, 'confirmLowering', { concernId: 'c1' });
    expect(codeOf(test)).toEqual(['begging', 'LOW']);
  });

  it('CAT-5: the code stays while the category does, and goes with another category', () => {
    const test = registered(work);
    rate(test, '2026-06-02', { level: 'HIGH' });
    expect(codeOf(test)).toEqual(['hazardous_work', 'HIGH']);
    const other = registered({ ...work, level: 'LOW' });
    rate(other, '2026-06-02', { level: 'HIGH', category: 'neglect' });
    expect(codeOf(other)).toEqual([undefined, 'HIGH']);
  });

  it('CAT-5: a re-opening rates with finer codes too', () => {
    const concerns = [{ concernId: 'c2', category: 'uasc', level: 'MEDIUM', fineCode: 'separated' }] as const;
    const test = registered({ concernId: 'c1', category: 'neglect', level: 'LOW' });
    const ask = { eligibilityConfirmed: true, consentConfirmed: true };
    test.do('2026-06-02', CW, 'requestClosure', {
      reason: 'opened_in_error',
      checks: COMPLETE_FORM,
      content: CONTENT,
    });
    test.do('2026-06-03', SUP, 'approveClosure', {});
    expect(() =>
      test.do('2026-06-04', CW, 'requestReopening', { ...ask, concerns: [{ ...concerns[0], fineCode: 'begging' }] }),
    ).toThrowError(refusal('VALUE_NOT_POSSIBLE', 'CAT-5'));
    test.do('2026-06-04', CW, 'requestReopening', { ...ask, concerns }).do('2026-06-05', SUP, 'approveReopening', {});
    expect(test.state.concerns['c2']?.fineCode).toBe('separated');
  });
});
