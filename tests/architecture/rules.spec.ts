import { describe, expect, it } from 'vitest';
import { root } from '../support/repository.js';
import { RULE_NAMES, ruleIdsIn, ruleProofs, ruleTable, titlesIn } from './rule-table.js';

const proofs = ruleProofs();
const ids = Object.keys(RULE_NAMES);

describe('titles of tests', () => {
  it('are found in plain calls, tables, templates and groups', () => {
    const source = [
      `describe('a group', () => { it("plain", f); it.each([['row one', 1]])('table %s', f);`,
      'test(`templated`, f); it.skip("skipped", f); other("no title", f); });',
    ].join('\n');
    expect(titlesIn(source)).toEqual(['a group', 'plain', 'table %s', 'row one', 'templated', 'skipped']);
  });

  it('give up their rules once each, and nothing else that looks alike', () => {
    expect(ruleIdsIn('counts once (CLK-4, CLK-4, UTF-8 aside), read as A36')).toEqual(['CLK-4', 'UTF-8', 'A36']);
    expect(ruleIdsIn('AB12, A0, XA44, A444')).toEqual([]);
    expect(ruleIdsIn('[SPEC-3.11] [P5a] [P5c] [K2b] P100')).toEqual(['SPEC-3.11', 'P5', 'K2']);
  });
});

describe('rules of the procedures', () => {
  it('are all listed: sections 2 to 8 and the settled readings', () => {
    const groups = new Map<string, number[]>();
    for (const id of ids.filter((one) => !one.startsWith('SPEC-'))) {
      const [, group = '', number = ''] = /^([A-Z]+)-?(\d+)$/.exec(id) ?? [];
      groups.set(group, [...(groups.get(group) ?? []), Number(number)]);
    }
    const last = (group: string): number => Math.max(...groups.get(group)!);
    const lasts = [...groups.keys()].map((group) => [group, last(group)]);
    expect(Object.fromEntries(lasts)).toEqual({
      PERM: 4,
      TIME: 9,
      CLK: 9,
      FLOW: 2,
      UA: 10,
      RISK: 9,
      CONS: 7,
      MAND: 1,
      PLAN: 3,
      REF: 3,
      CONF: 3,
      BID: 3,
      TR: 7,
      CLOSE: 6,
      POST: 1,
      REOP: 2,
      SUPV: 3,
      IM: 12,
      K: 3,
      P: 13,
      CAT: 5,
      SOP: 7,
      DIR: 4,
      QAF: 8,
      A: 81,
    });
    for (const [group, numbers] of groups) {
      expect(numbers).toEqual(Array.from({ length: last(group) }, (_, index) => index + 1));
    }
  });

  it('include the sections that are tables', () => {
    const sections = ids.filter((id) => id.startsWith('SPEC-'));
    expect(sections).toEqual(
      ['2', '3.4', '3.10', '3.11', '4.1', '4.3', '5', '6', '7'].map((section) => `SPEC-${section}`),
    );
  });

  it.each(ids)('%s is proved by a test', (id) => {
    const { tests } = proofs.find((proof) => proof.id === id)!;
    expect(tests.size).toBeGreaterThan(0);
  });

  it('stand with their proofs in docs/rules.md, which is current', async () => {
    await expect(await ruleTable(proofs)).toMatchFileSnapshot(`${root}/docs/rules.md`);
  });
});
