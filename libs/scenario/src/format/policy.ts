import { compileZone, parsePolicyOverrides, PolicyOverridesError } from '@caseward/contracts';
import { policySnapshot, type PolicySnapshot, type Zone } from '@caseward/domain';
import type { FileFault } from './faults.js';
import type { Scenario } from './scenario.js';

const ZONE_KEY = 'calendar.timezone';
export const DEFAULT_ZONE = '+03:00';

type Overrides = NonNullable<Scenario['policy']>;

function parts(policy: Overrides): { zoneName: string; values: Overrides } {
  const { [ZONE_KEY]: zoneName = DEFAULT_ZONE, ...values } = policy;
  return { zoneName: typeof zoneName === 'string' ? zoneName : '', values };
}

/** What in the file's policy cannot be used. */
export function policyFaults(policy: Overrides): FileFault[] {
  const { zoneName, values } = parts(policy);
  const faults: FileFault[] = [];
  try {
    compileZone(zoneName);
  } catch (error) {
    faults.push({ pointer: `/policy/${ZONE_KEY}`, message: (error as Error).message });
  }
  if (Object.keys(values).length === 0) return faults;
  try {
    parsePolicyOverrides(values);
  } catch (error) {
    if (!(error instanceof PolicyOverridesError)) throw error;
    faults.push(...error.problems.map((message) => ({ pointer: '/policy', message })));
  }
  return faults;
}

/** Compiling a zone walks a century of days: once for each name. */
const zones = new Map<string, Zone>();

function zoneNamed(name: string): Zone {
  const zone = zones.get(name) ?? compileZone(name);
  zones.set(name, zone);
  return zone;
}

/** The default SOP with the file's own values. */
export function policyOf(scenario: Scenario): PolicySnapshot {
  const { zoneName, values } = parts(scenario.policy ?? {});
  if (scenario.policy === undefined) return policySnapshot('sop-default-1', {}, zoneNamed(zoneName));
  return policySnapshot(`scenario-${scenario.id}`, parsePolicyOverrides(values), zoneNamed(zoneName));
}
