import { expect, it } from 'vitest';
import type { StartedApi } from '../api/support/running-api.js';
import { DEFAULT_SEED, failuresOf, tableOf, type Campaign } from './campaign.js';

/** One campaign with its small count, as a test that prints what it did. */
export function inSmall(campaign: Campaign, rule = '', api: () => StartedApi | undefined = () => undefined): void {
  const { name, about, small, unit } = campaign;
  it(`${rule}${name}: ${about} ${String(small)} ${unit}`, async () => {
    const shared = api();
    const order = { count: small, seed: DEFAULT_SEED, say: () => undefined };
    const outcome = await campaign.run({ ...order, ...(shared === undefined ? {} : { api: shared }) });
    console.log([`${name}:`, ...tableOf(outcome)].join('\n'));
    expect(failuresOf(outcome)).toEqual([]);
  });
}
