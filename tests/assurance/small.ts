import { expect, it } from 'vitest';
import { DEFAULT_SEED, failuresOf, tableOf, type Campaign } from './campaign.js';

/** One campaign with its small count, as a test that prints what it did. */
export function inSmall(campaign: Campaign, rule = ''): void {
  const { name, about, small, unit } = campaign;
  it(`${rule}${name}: ${about} ${String(small)} ${unit}`, async () => {
    const outcome = await campaign.run({ count: small, seed: DEFAULT_SEED, say: () => undefined });
    console.log([`${name}:`, ...tableOf(outcome)].join('\n'));
    expect(failuresOf(outcome)).toEqual([]);
  });
}
