import type { CaseEvent, Command } from '@caseward/domain';
import type { Move } from './moves/move.js';
import type { Wait } from './moves/time.js';
import { DAY, instant, MINUTE, msOf, OWNER, START, type Domain, type Node, type Step, type World } from './world.js';

export interface Refused {
  readonly code: string;
  readonly rule: string;
  /** Refused by the table of roles, or by the stage, before the command itself was looked at. */
  readonly isByTable: boolean;
}
export type Outcome = { readonly step: Step } | { readonly refused: Refused; readonly command: Command } | null;

/** The case right after the child was identified. */
export function identified(domain: Domain, world: World, unassigned = false): Node {
  const command: Command = {
    commandId: 'identify',
    type: 'identifyChild',
    actor: { personId: 'cw-a', role: 'CW', teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' },
    occurredAt: instant(START),
    payload: {
      source: 'community',
      owner: OWNER,
      policy: world.policy,
      ...(unassigned ? { unassigned, urgent: true } : {}),
    },
  };
  const empty: Node = { state: domain.initialState('case-1'), events: [], ms: START };
  return recorded(domain, empty, domain.decide(empty.state, command, { now: instant(START) }), START);
}

function recorded(domain: Domain, { state, events }: Node, fresh: readonly CaseEvent[], ms: number): Node {
  return { state: fresh.reduce(domain.evolve, state), events: [...events, ...fresh], ms };
}

/** Whoever tries it, a minute later. */
export function attempt(domain: Domain, world: World, { name, commandIn }: Move, from: Node): Outcome {
  const before = { ...from, ms: from.ms + MINUTE };
  const command = commandIn(before, world);
  if (command === null) return null;
  try {
    const fresh = domain.decide(from.state, command, { now: instant(before.ms) });
    const after = recorded(domain, from, fresh, before.ms);
    return { step: { domain, world, name, before: from, after, fresh, command } };
  } catch (error) {
    if (!(error instanceof domain.DomainError)) throw error;
    const isByTable =
      error.rule === 'SPEC-3.4' || (error.rule === 'SPEC-2' && error.details.inputs?.['command'] !== undefined);
    return { refused: { code: error.code, rule: error.rule, isByTable }, command };
  }
}

function alarm(domain: Domain, node: Node, at: string): readonly CaseEvent[] {
  const command = {
    commandId: `alarm-${String(node.events.length)}`,
    type: 'alarm',
    occurredAt: at,
    payload: {},
  } as const;
  return domain.decide(node.state, { ...command, actor: domain.SYSTEM_ACTOR }, { now: at });
}

/** Time passes. @throws Error when an alarm has nothing to do: the engine would be woken for ever */
export function wait(domain: Domain, world: World, { name, days, isOutage }: Wait, from: Node): Step {
  const until = from.ms + days * DAY;
  let node = from;
  for (let fired = 0; !isOutage; fired += 1) {
    const at = domain.nextAlarmAt(node.state);
    if (at === null || msOf(at) > until) break;
    const fresh = alarm(domain, node, at);
    if (fresh.length === 0 || fired > 200) throw new Error(`the alarm at ${at} has nothing to do`);
    node = recorded(domain, node, fresh, msOf(at));
  }
  const last = isOutage ? alarm(domain, node, instant(until)) : [];
  const after = { ...recorded(domain, node, last, until), ms: until };
  return { domain, world, name, before: from, after, fresh: after.events.slice(from.events.length), command: null };
}
