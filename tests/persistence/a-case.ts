import { randomUUID } from 'node:crypto';
import {
  decide,
  evolve,
  fold,
  initialState,
  plusHours,
  policySnapshot,
  readModelChanges,
  type Actor,
  type CaseEvent,
  type CaseState,
  type Command,
  type CommandOf,
  type CommandType,
  type Owner,
} from '@caseward/domain';
import { appendEvents, readRecord, type AppendInput, type AppendOutcome, type Sql } from '@caseward/persistence';

export const START = '2026-03-01T08:00:00.000Z';

export const OWNER: Owner = { caseworkerId: 'p-cw', teamId: 't-1', officeId: 'o-1', agencyId: 'a-1' };
export const CASEWORKER: Actor = { personId: 'p-cw', role: 'CW', teamId: 't-1', officeId: 'o-1', agencyId: 'a-1' };
export const SUPERVISOR: Actor = { personId: 'p-sup', role: 'SUP', teamId: 't-1', officeId: 'o-1', agencyId: 'a-1' };
export const SYSTEM: Actor = { personId: 'system', role: 'SYSTEM' };

type Payload<T extends CommandType> = CommandOf<T>['payload'];

export function command<T extends CommandType>(
  type: T,
  payload: Payload<T>,
  occurredAt: string,
  actor = CASEWORKER,
): Command {
  return { commandId: randomUUID(), type, actor, occurredAt, payload } as Command;
}

/** The commands that bring a case from nothing to registered, an hour apart. */
export function intake(owner: Owner = OWNER, level = 'MEDIUM', code = `C-${randomUUID().slice(0, 8)}`): Command[] {
  const actor: Actor = {
    ...CASEWORKER,
    personId: owner.caseworkerId,
    teamId: owner.teamId,
    officeId: owner.officeId,
    agencyId: owner.agencyId,
  };
  const at = (hours: number) => plusHours(START, hours);
  return [
    command('identifyChild', { source: 'community', owner, policy: policySnapshot() }, at(0), actor),
    command(
      'answerEligibility',
      { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true },
      at(1),
      actor,
    ),
    command('recordConsent', { participate: true, storeData: true }, at(2), actor),
    command(
      'registerCase',
      { caseCode: code, concerns: [{ concernId: 'n-1', category: 'neglect', level }] },
      at(3),
      actor,
    ),
  ];
}

export function appendInput(state: CaseState, given: Command, now = given.occurredAt): AppendInput {
  const events = decide(state, given, { now });
  const after = events.reduce(evolve, state);
  return {
    caseId: state.caseId,
    expectedSeq: state.seq,
    command: given,
    events,
    changes: readModelChanges(state, after),
  };
}

/** Decides on what the record says and appends. */
export async function give(sql: Sql, caseId: string, given: Command, now = given.occurredAt): Promise<AppendOutcome> {
  return appendEvents(sql, appendInput(await stateOf(sql, caseId), given, now));
}

export async function stateOf(sql: Sql, caseId: string): Promise<CaseState> {
  return fold(caseId, await readRecord(sql, caseId));
}

export interface RecordedCase {
  readonly caseId: string;
  readonly state: CaseState;
}

/** A case as the commands leave it. */
export async function aCase(
  sql: Sql,
  commands: readonly Command[] = intake(),
  caseId: string = randomUUID(),
): Promise<RecordedCase> {
  let state = initialState(caseId);
  for (const given of commands) {
    const { events } = await appendEvents(sql, appendInput(state, given));
    state = events.reduce<CaseState>((folded, event: CaseEvent) => evolve(folded, event), state);
  }
  return { caseId, state };
}
