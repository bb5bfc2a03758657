import { KIND_WORDS, OBLIGATION_KINDS, REFUSAL_WORDINGS } from '@caseward/domain';
import { describe, expect, it } from 'vitest';
import { refusalCalls } from './refusal-calls.js';

const calls = refusalCalls();
const keys = new Set(calls.map(({ key }) => key));

/** `CODE/RULE` of a wording that may have a variant. */
const keyOf = (wording: string): string => wording.split('#')[0]!;

describe('refusals of the domain', () => {
  it('are found in the sources, also behind the functions that refuse for others', () => {
    expect(calls.length).toBeGreaterThan(100);
    expect(keys).toContain('FIELD_MISSING/CLOSE-1');
    expect(keys).toContain('CLOSURE_GATE/SPEC-3.10');
  });

  it('all have words of their own in Arabic and French', () => {
    const worded = new Set(Object.keys(REFUSAL_WORDINGS).map(keyOf));
    expect([...keys].filter((key) => !worded.has(key)).sort()).toEqual([]);
  });

  it('all say what would make it possible', () => {
    expect(calls.filter(({ hasRemedy }) => !hasRemedy)).toEqual([]);
  });

  it('have no words that nothing refuses with any more', () => {
    expect(Object.keys(REFUSAL_WORDINGS).filter((wording) => !keys.has(keyOf(wording)))).toEqual([]);
  });

  it('fill every gap of their words from inputs that some place of that rule gives', () => {
    const gaps = Object.entries(REFUSAL_WORDINGS).flatMap(([wording, { ar, fr }]) => {
      const given = new Set(calls.filter(({ key }) => key === keyOf(wording)).flatMap(({ inputs }) => inputs));
      const named = [...[...ar, ...fr].join(' ').matchAll(/\{(\w+)\}/g)].map((it) => it[1]!);
      return named.filter((name) => !given.has(name)).map((name) => `${wording} {${name}}`);
    });
    expect(gaps).toEqual([]);
  });

  it.each(Object.entries(REFUSAL_WORDINGS))('%s is written in the two languages', (_, { ar, fr }) => {
    for (const text of ar) expect(text).toMatch(/[\u0600-\u06ff]{3}/);
    for (const text of fr) expect(text).toMatch(/^[A-ZÀÉÊÉ«].*[.]$/u);
    for (const text of ar) expect(text).not.toMatch(/[,;?]/);
    for (const text of fr) expect(text).not.toMatch(/'/);
  });

  it('leave no kind of duty without a word', () => {
    expect(Object.keys(KIND_WORDS).sort()).toEqual([...OBLIGATION_KINDS].sort());
  });
});
