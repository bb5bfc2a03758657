import { describe, it } from 'vitest';
import { compareHere } from './support.js';
import { AFRICA_AND_ASIA } from './tuples.js';

describe('due dates against the calendar and the clock on the wall, in Africa and Asia', () => {
  it('TIME-2 TIME-3 TIME-4 CLK-1 CLK-2 CLK-4 CLK-6 PLAN-2 POST-1 A36 A72: agree for half a million policies, zones and instants, every change of the clocks from 2000 to 2040 among them', () => {
    compareHere(AFRICA_AND_ASIA, 4);
  });
});
