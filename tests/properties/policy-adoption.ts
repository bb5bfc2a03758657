import type { CaseState, PolicySnapshot } from '@caseward/domain';
import { worldsOf, type Domain, type Node } from '../explorer/world.js';
import { Chance } from './random.js';
import { caseAtWork, caseRegistered, clocksOf, days, entered, someWork, standingOf } from './stories.js';

const LEVELS = ['LOW', 'MEDIUM', 'HIGH'];
const ADM = { personId: 'adm-1', role: 'ADM' } as const;

/** Some version, in order or not: adopting is about clocks that run, not about the lint. */
function drawnPolicy(domain: Domain, chance: Chance, base: PolicySnapshot, name: string): PolicySnapshot {
  const values = {
    'assessment.low': { days: chance.between(1, 9) },
    'plan.high': chance.between(1, 5),
    'plan.low': chance.between(2, 20),
    'followup.high': { times: chance.between(1, 3), days: chance.between(3, 9) },
    'followup.low': { times: 1, days: chance.between(2, 20) },
    'review.low': chance.between(1, 4),
    'implementation.start_trigger': chance.one(['signoff', 'first_action']),
    'norisk.cadence': chance.one(['none', 'low']),
  };
  const zone = chance.next() < 0.3 ? domain.fixedZone('-05:00', -300) : base.zone;
  return { version: name, zone, values: { ...base.values, ...values } };
}

function adopting(domain: Domain, node: Node, policy: PolicySnapshot): Node {
  const occurredAt = new Date(node.ms).toISOString();
  const payload = { version: policy.version, policy };
  return entered(domain, node, { type: 'adoptPolicy', actor: ADM, occurredAt, payload });
}

/** The same case at that moment, without the adoption: what time alone brought. */
function settledAt(domain: Domain, node: Node, ms: number): CaseState {
  const now = new Date(ms).toISOString();
  const sync = { commandId: 'sync', type: 'sync', actor: domain.SYSTEM_ACTOR, occurredAt: now, payload: {} } as const;
  return domain.decide(node.state, sync, { now }).reduce(domain.evolve, node.state);
}

/** Dates, breaches and escalations: everything that somebody was told. */
const told = (state: CaseState): string =>
  JSON.stringify([
    clocksOf(state),
    standingOf(state),
    state.escalations.map(({ escalationId, step }) => [escalationId, step]),
  ]);

/** A31: at the moment of adoption nothing that runs moves, and from then on nothing is armed by a version left behind. */
export function adoptionMovesNothing(domain: Domain, runs: number, seed = 7): string | null {
  const chance = new Chance(seed);
  const worlds = worldsOf(domain);
  for (let run = 0; run < runs / 4; run += 1) {
    const world = chance.one(worlds);
    const level = chance.one(LEVELS);
    const start = chance.next() < 0.7 ? caseAtWork(domain, world, level) : caseRegistered(domain, world, level);
    let node = days(domain, world, someWork(domain, world, start, chance, chance.upTo(6)), chance.upTo(8));
    for (let adoptions = chance.between(1, 2); adoptions > 0; adoptions -= 1) {
      const policy = drawnPolicy(domain, chance, world.policy, `drawn-${String(adoptions)}`);
      const after = adopting(domain, node, policy);
      const without = settledAt(domain, node, after.ms);
      if (told(without) !== told(after.state)) return `${told(without)} became ${told(after.state)}`;
      const adoptedAt = after.events.length;
      node = someWork(domain, world, after, chance, chance.upTo(6));
      const wrong = node.events
        .slice(adoptedAt)
        .find((event) => event.type === 'ObligationArmed' && event.data.derivation.policyVersion !== policy.version);
      if (wrong !== undefined) return JSON.stringify(wrong);
    }
  }
  return null;
}
