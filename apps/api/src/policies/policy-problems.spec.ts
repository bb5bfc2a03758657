import { describe, expect, it } from 'vitest';
import { assertAgreed, assertPublishable, documentFrom } from './policy-problems.js';

const text = (values: string, approvedBy = '[{ agency: a, by: COORD, on: 2026-06-01 }]'): string =>
  `version: sop-1\ntitle: Invented\nzone: Asia/Amman\neffectiveFrom: 2026-07-01\napprovedBy: ${approvedBy}\nvalues: ${values}\n`;
const READY = '{ retention.years: 10, retention.extended_years: 30, forms.minimum_data: required }';

describe('a document that is to be published', () => {
  it('points at every key that cannot be read, with its line [SPEC-6]', () => {
    expect(() => documentFrom(text('{ plan.lwo: 3, caseload.max: many }'))).toThrow(
      expect.objectContaining({
        status: 422,
        code: 'POLICY_NOT_ACCEPTED',
        details: expect.objectContaining({
          errors: [
            { pointer: '/values/plan.lwo', detail: expect.stringMatching(/^Line 6: .*plan\.low/) },
            { pointer: '/values/caseload.max', detail: expect.stringMatching(/^Line 6: /) },
          ],
        }),
      }),
    );
  });

  it('is refused for what the SOP does not allow, whatever the clock [SPEC-6, A76]', () => {
    const loose = documentFrom(text('{ plan.medium: 14, plan.low: 10 }'));
    for (const isReal of [true, false]) {
      expect(() => assertPublishable(loose, isReal)).toThrow(expect.objectContaining({ code: 'POLICY_NOT_ACCEPTED' }));
    }
  });

  it('is not published for real cases while a value that blocks them is unset [IM-7, SPEC-6]', () => {
    const unset = documentFrom(text('{ plan.low: 10 }'));
    expect(() => assertPublishable(unset, true)).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/retention\.years/) }),
    );
    expect(() => assertPublishable(unset, false)).not.toThrow();
    expect(() => assertPublishable(documentFrom(text(READY)), true)).not.toThrow();
  });

  it('needs the recorded agreement of the coordination group [SPEC-2]', () => {
    expect(() => assertAgreed(documentFrom(text(READY)))).not.toThrow();
    const alone = documentFrom(text(READY, '[{ agency: a, by: SOPF, on: 2026-06-01 }]'));
    expect(() => assertAgreed(alone)).toThrow(expect.objectContaining({ code: 'AGREEMENT_MISSING' }));
  });
});
