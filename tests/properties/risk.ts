import { compileZone } from '@caseward/contracts';
import type { Instant, Obligation, PolicySnapshot } from '@caseward/domain';
import type { Domain } from '../explorer/world.js';
import {
  assessed,
  obligationsOf,
  planAgreed,
  rated,
  registered,
  reviewed,
  signedOff,
  visited,
  type Happening,
} from './clock-cases.js';
import { Chance } from './random.js';
import { anywhere, ZONES } from './tuples.js';

const HOUR = 3_600_000;
const LEVELS = ['LOW', 'MEDIUM', 'HIGH'];
const iso = (ms: number): Instant => new Date(ms).toISOString();

const zones = ZONES.slice(4, 8).map((name) => compileZone(name, 2000, 2041));

interface Drawn {
  readonly policy: PolicySnapshot;
  /** What happened before the level moved. */
  readonly before: readonly Happening[];
  readonly from: string;
  readonly at: Instant;
}

/** Some case somewhere in its life, and a moment at which its level moves. */
function drawn(domain: Domain, chance: Chance, level: string): Drawn {
  const zone = chance.one(zones);
  let ms = anywhere(chance);
  const step = (mostHours: number): Instant => iso((ms += Math.floor(chance.next() * mostHours * HOUR)));
  const life = [registered(step(1), level), assessed(step(100)), planAgreed(step(200)), signedOff(step(60))];
  const before = life.slice(0, chance.between(1, life.length));
  if (before.length === life.length) {
    for (let visits = chance.upTo(4); visits > 0; visits -= 1) {
      before.push(chance.next() < 0.8 ? visited(step(120)) : reviewed(step(120)));
    }
  }
  return { policy: domain.policySnapshot('drawn', {}, zone), before, from: level, at: step(300) };
}

const running = (domain: Domain, { policy, before, at }: Drawn): Obligation[] =>
  obligationsOf(domain, policy, before, at).filter(({ status }) => status === 'open');

const after = (domain: Domain, { policy, before, from, at }: Drawn, to: string): readonly Obligation[] =>
  obligationsOf(domain, policy, [...before, rated(at, from, to)], at);

/** RISK-3: raising risk never loosens a due date. */
export function raisingNeverLoosens(domain: Domain, runs: number, seed = 1): string | null {
  const chance = new Chance(seed);
  for (let run = 0; run < runs; run += 1) {
    const case_ = drawn(domain, chance, chance.one(['LOW', 'MEDIUM']));
    const raised = after(domain, case_, chance.one(LEVELS.slice(LEVELS.indexOf(case_.from) + 1)));
    for (const duty of running(domain, case_)) {
      const now = raised.find(({ key }) => key === duty.key);
      if (now?.status !== 'open' || now.due.overdueFrom > duty.due.overdueFrom) return describe(case_, duty, now);
    }
  }
  return null;
}

/** RISK-4, A44: lowering neither moves an overdue duty nor tightens another one. */
export function loweringNeverRescues(domain: Domain, runs: number, seed = 2): string | null {
  const chance = new Chance(seed);
  for (let run = 0; run < runs; run += 1) {
    const case_ = drawn(domain, chance, chance.one(['MEDIUM', 'HIGH']));
    const lowered = after(domain, case_, chance.one(LEVELS.slice(0, LEVELS.indexOf(case_.from))));
    for (const duty of running(domain, case_)) {
      const now = lowered.find(({ key }) => key === duty.key);
      const isOverdue = case_.at >= duty.due.overdueFrom;
      const isKept = isOverdue
        ? now?.status === 'open' && now.due.overdueFrom === duty.due.overdueFrom
        : now?.status === 'open' && now.due.overdueFrom >= duty.due.overdueFrom;
      if (!isKept) return describe(case_, duty, now);
    }
  }
  return null;
}

function describe({ before, from, at }: Drawn, was: Obligation, is: Obligation | undefined): string {
  const story = before.map(({ type, occurredAt }) => `${type} ${occurredAt}`).join(', ');
  return `${was.key} from ${was.due.overdueFrom} to ${is?.due.overdueFrom ?? 'nothing'} (${is?.status ?? ''}) at ${from} ${at} after ${story}`;
}
