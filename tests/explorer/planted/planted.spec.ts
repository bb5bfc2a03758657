import { afterAll, describe, expect, it } from 'vitest';
import { BUGS } from './bugs.js';
import { CATCHERS, seenBy } from './catchers.js';
import { clear, plant } from './plant.js';

/** Those that cost least: `npm run plant-bugs` plants all of them. */
const QUICK = new Set([
  'TIME-3',
  'TIME-4',
  'TIME-9',
  'A34',
  'A72',
  'CLK-4',
  'CLK-5',
  'RISK-3',
  'RISK-4',
  'PERM-1',
  'UA-2',
  'CONS-5',
  'SPEC-3.10',
  'SPEC-3.4',
]);
const folder = (name: string): string => `spec-${name}`;

describe('a rule that is broken on purpose', () => {
  afterAll(() => {
    for (const { rule } of BUGS) clear(folder(rule));
    clear(folder('none'));
  });

  it('is what scenarios and properties see: without one they see nothing', async () => {
    const planted = await plant(folder('none'), null);
    for (const catcher of CATCHERS.filter(({ name }) => name !== 'explorer')) {
      expect(await seenBy(catcher, planted), catcher.name).toBeNull();
    }
  });

  it.each(BUGS.filter(({ rule }) => QUICK.has(rule)))('is seen: $rule $what', async (bug) => {
    const planted = await plant(folder(bug.rule), bug);
    let seen: string | null = null;
    for (const catcher of CATCHERS) {
      seen = await seenBy(catcher, planted);
      if (seen !== null) break;
    }
    expect(seen).not.toBeNull();
  });
});
