import { describe, expect, it } from 'vitest';
import { identifiableView } from '../access/can-open.js';
import type { Guest } from '../access/relations.js';
import { CW, MGR, OWNER, SUP } from '../testing/a-case.js';
import { caseCodeOf, revealedBy } from './case-code.js';
import { referralExport } from './referral-export.js';

const child = { names: ['Karim Haddad'], bornOn: '2016-02-11', sex: 'boy', places: ['Camp North'] };

describe('a case code says nothing about the child', () => {
  it.each([
    ['KARIM-7', ['name']],
    ['X-HAD-5533', ['name']],
    ['KH-3344', ['initials']],
    ['hk 3344', ['initials']],
    ['33-2016-44', ['birth']],
    ['3302114', ['birth']],
    ['3311024', ['birth']],
    ['3344-B-55', ['sex']],
    ['NORTH-33', ['place']],
    ['5739-4863-7459', []],
  ])('%s gives away %j [IM-1]', (code, revealed) => {
    expect(revealedBy(code, child)).toEqual(revealed);
  });

  it('no code can, whatever the child is called and whenever it was born [IM-1]', () => {
    const days = Array.from({ length: 366 }, (_, day) =>
      new Date(Date.UTC(2016, 0, 1 + day)).toISOString().slice(0, 10),
    );
    for (let number = 1n; number < 10n ** 12n; number = number * 3n + 7n) {
      const code = caseCodeOf(number);
      expect(code).toMatch(/^[3-9]{4}-[3-9]{4}-[3-9]{4}$/);
      expect(days.flatMap((bornOn) => revealedBy(code, { ...child, bornOn }))).toEqual([]);
    }
  });

  it('different numbers give different codes [IM-1]', () => {
    const codes = Array.from({ length: 5000 }, (_, number) => caseCodeOf(BigInt(number)));
    expect(new Set(codes).size).toBe(5000);
  });
});

describe('what leaves with a referral', () => {
  const subject = {
    caseCode: '5739-4863-7459',
    facts: { name: 'Karim Haddad', phone: '555-0100', injury: 'broken arm' },
  };
  const referral = { service: 'medical', priority: 'high', needs: ['name', 'injury'] } as const;

  it('is the code and the facts that are both needed and agreed to [IM-1]', () => {
    const terms = { services: ['medical'], facts: ['injury', 'phone'] } as const;
    expect(referralExport(referral, subject, terms)).toEqual({
      caseCode: '5739-4863-7459',
      service: 'medical',
      priority: 'high',
      facts: { injury: 'broken arm' },
    });
  });

  it('leaves out what is withheld from the provider, even with an override [IM-1 CONS-1]', () => {
    const terms = { services: [], facts: ['injury', 'name'], withheld: ['injury'] };
    expect(referralExport({ ...referral, isOverridden: true }, subject, terms).facts).toEqual({ name: 'Karim Haddad' });
  });

  it('is nothing outside the consent [CONS-5]', () => {
    const terms = { services: ['legal'], facts: ['injury'] } as const;
    expect(() => referralExport(referral, subject, terms)).toThrow(
      expect.objectContaining({ code: 'OUTSIDE_CONSENT', rule: 'CONS-5' }),
    );
  });
});

describe('how much of a case somebody sees', () => {
  const place = { teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' };
  const ours = { caseId: 'case-1', owner: OWNER };
  const shared: Guest[] = [{ relation: 'provider', personId: 'rfp', agencyId: null, about: 'r1' }];

  it('the list of names and codes is for caseworker, team and office, not for guests and administrators [IM-2]', () => {
    const listed = (actor: Parameters<typeof identifiableView>[0]): boolean =>
      identifiableView(actor, ours, shared).codeList;
    expect([CW, SUP, MGR].map(listed)).toEqual([true, true, true]);
    expect(listed({ ...CW, personId: 'cw-b' })).toBe(false);
    expect(listed({ personId: 'rfp', role: 'RFP', agencyId: 'clinic' })).toBe(false);
    expect(listed({ personId: 'head', role: 'HEAD', agencyId: 'agency-a' })).toBe(false);
    expect(listed({ personId: 'adm', role: 'ADM' })).toBe(false);
  });

  it('an administrator sees structure and no content, coordination sees neither, a provider its part [IM-2]', () => {
    const view = (actor: Parameters<typeof identifiableView>[0]) => identifiableView(actor, ours, shared);
    expect(view({ personId: 'adm', role: 'ADM', ...place })).toEqual({
      structure: true,
      content: 'none',
      codeList: false,
    });
    expect(view({ personId: 'coord', role: 'COORD' })).toEqual({ structure: false, content: 'none', codeList: false });
    expect(view({ personId: 'rfp', role: 'RFP' }).content).toBe('shared_part');
    expect(view(CW).content).toBe('all');
  });
});
