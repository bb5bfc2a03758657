import { expect, it } from 'vitest';
import { CW, MGR, OWNER, SUP } from '../testing/a-case.js';
import { ROLES, type Actor } from './actor.js';
import { mayResolveName } from './name-code.js';

const inPlace: Actor = { personId: OWNER.caseworkerId, role: 'CW', ...OWNER } as unknown as Actor;

it('the name behind a code is for its caseworker, the team’s supervisor and the office’s manager [IM-2] [IM-3]', () => {
  expect([CW, SUP, MGR].map((actor) => mayResolveName(actor, OWNER))).toEqual([true, true, true]);
  expect(mayResolveName({ ...CW, personId: 'another' }, OWNER)).toBe(false);
  expect(mayResolveName({ ...SUP, teamId: 'another' }, OWNER)).toBe(false);
  expect(mayResolveName({ ...MGR, officeId: 'another' }, OWNER)).toBe(false);
  expect(ROLES.filter((role) => mayResolveName({ ...inPlace, role }, OWNER))).toEqual(['CW', 'SUP', 'MGR']);
});
