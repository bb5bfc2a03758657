import { expect, it } from 'vitest';
import { CW, TestCase } from '../testing/a-case.js';
import { showsAlternativeCare } from './alternative-care.js';

const planned = (): TestCase =>
  new TestCase().registered('2026-05-01', 'LOW').assessed('2026-05-02').planned('2026-05-03');

it('a file shows alternative care by a service, a conference or a determination, and not by anything else [IM-7]', () => {
  const service = (name: 'alternative_care' | 'shelter'): boolean => {
    const c = planned().do('2026-05-05', CW, 'recordService', { service: name, startedOn: '2026-05-04' });
    return showsAlternativeCare(c.events);
  };
  expect([showsAlternativeCare(planned().events), service('shelter'), service('alternative_care')]).toEqual([
    false,
    false,
    true,
  ]);
  const flagged = planned().do('2026-05-05', CW, 'flagBid', { bidId: 'b-1', kind: 'separation_from_parents' });
  expect(showsAlternativeCare(flagged.events)).toBe(true);
});
