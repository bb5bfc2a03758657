import { expect } from 'vitest';

/** What somebody tries; it gives the status of the answer, or null where there was none to give. */
export type Attack = readonly [what: string, attempt: () => Promise<{ readonly status: number }>];

let tried = 0;

/** How many attacks were tried in this file so far. */
export function attacksTried(): number {
  return tried;
}

/** Each is refused, by an answer that says no and not by a fault. */
export async function refuse(attacks: readonly Attack[]): Promise<void> {
  const accepted: string[] = [];
  for (const [what, attempt] of attacks) {
    const { status } = await attempt();
    tried += 1;
    if (![400, 401, 403, 404, 422, 429].includes(status)) accepted.push(`${what}: ${String(status)}`);
  }
  expect(accepted).toEqual([]);
}
