import { expect, it } from 'vitest';
import type { Actor } from './actor.js';
import { typedIn } from './typing-in.js';

const AT = '2026-03-01T08:00:00.000Z';
const CLERK: Actor = { personId: 'p-de', role: 'DE', authoredBy: 'p-cw' };
const event = (actor: Actor, seq = 1) => ({ seq, actor, recordedAt: AT });

it('data entry is assigned to the case that it types in, by whoever wrote it [SPEC-2]', () => {
  const later = event({ personId: 'p-cw', role: 'CW' }, 2);
  expect(typedIn([event(CLERK), later])).toEqual({
    ...{ personId: 'p-de', assignedBy: 'p-cw' },
    ...{ startsAt: AT, recordedAt: AT },
  });
});

it('by its first event only, and nobody else is', () => {
  expect(typedIn([])).toBeNull();
  expect(typedIn([event(CLERK, 2)])).toBeNull();
  expect(typedIn([event({ personId: 'p-cw', role: 'CW' })])).toBeNull();
  expect(typedIn([event({ personId: 'p-de', role: 'DE' })])).toBeNull();
});
