import { CommandScanner } from '@caseward/api';
import { compileZone } from '@caseward/contracts';
import { policySnapshot } from '@caseward/domain';
import { publishPolicy, upsertAccounts } from '@caseward/persistence';
import { startedApi, type RunningApiSettings, type StartedApi } from '../../api/support/running-api.js';
import type { Order } from '../campaign.js';
import { NEWCOMERS } from './journeys/of-duties.js';
import { ORIGIN } from './journeys/of-sessions.js';
import { NEXT_POLICY } from './payloads.js';

/** Limits of people, which a program that asks without end would reach at once. */
const WIDE_LIMITS = {
  ...{ 'caseload.max': 5000, 'reading.margin_cases': 5000, 'reading.misses_day': 5000 },
  'reading.emergencies_week': 5000,
};

/** Nothing is ever found in a file; what is, has a spec of its own. */
const scanner = new CommandScanner({ command: ['/bin/sh', '-c', 'cat > /dev/null'], timeoutMs: 20_000 });

/** An API where everything that is described can be asked. */
export const FUZZ_SITE: RunningApiSettings = {
  policyValues: WIDE_LIMITS,
  embedded: { publicUrl: ORIGIN, asksSecondFactor: false },
  files: { scanner, filesOrigin: 'https://files.test' },
};

const newcomer = (personId: string) => ({
  ...{ personId, displayName: 'Invented newcomer', role: 'CW' as const, login: personId.slice(5), active: false },
  ...{ teamId: null, officeId: null, agencyId: null, passwordHash: '-' },
});

/** A second version of the policy, and people who may be given a post. */
export async function furnish({ dataSource }: StartedApi): Promise<void> {
  const next = policySnapshot(NEXT_POLICY, WIDE_LIMITS, compileZone('Asia/Amman', 2024, 2030));
  await publishPolicy(dataSource, next, '2020-01-02T00:00:00.000Z');
  await upsertAccounts(dataSource, NEWCOMERS.map(newcomer));
}

/** On the API that the order brings along, or on one of its own. */
export async function onFuzzSite<Result>(order: Order, use: (api: StartedApi) => Promise<Result>): Promise<Result> {
  if (order.api !== undefined) return use(order.api);
  const api = await startedApi(FUZZ_SITE);
  try {
    await furnish(api);
    return await use(api);
  } finally {
    await api.stop();
  }
}
