import { nextAlarmAt } from '../case/alarms.js';
import type { Command } from '../case/commands.js';
import { decide, type DecideContext } from '../case/decide.js';
import type { CaseEvent } from '../case/events.js';
import { evolve, fold } from '../case/evolve.js';
import { readModelChanges, type ReadModelChanges } from '../case/read-model.js';
import type { CaseState } from '../case/state.js';
import { DomainError } from '../errors.js';
import type { Instant } from '../time/instant.js';
import type { DutyCommand, DutyCommandType } from './commands.js';
import { decideDuty, nextDutyAlarmAt } from './decide.js';
import type { DutyEvent } from './events.js';
import { evolveDuty, foldDuty } from './evolve.js';
import { isDutyState, type DutyState, type DutyFileKind } from './file.js';
import { DUTY_FILES } from './kinds/index.js';
import { dutyReadModelChanges, type DutyReadModelChanges } from './read-model.js';

/** What one id of the record holds: a case or a duty file. The first event says which; nobody outside has to know. */
export type HostedState = CaseState | DutyState;
export type HostedEvent = CaseEvent | DutyEvent;
export type HostedCommand = Command | DutyCommand;
export type HostedChanges = ReadModelChanges | DutyReadModelChanges;

const COMMON: readonly DutyCommandType[] = [
  'openDutyFile',
  'endDutyFile',
  'adoptDutyPolicy',
  'acknowledgeDutyEscalation',
  'resolveDutyEscalation',
];

/** Every command of every kind of duty file. */
export const DUTY_COMMANDS: readonly DutyCommandType[] = [
  ...new Set([
    ...COMMON,
    ...(Object.keys(DUTY_FILES) as DutyFileKind[]).flatMap(
      (kind) => Object.keys(DUTY_FILES[kind].commands) as DutyCommandType[],
    ),
  ]),
];
const dutyCommands: ReadonlySet<string> = new Set(DUTY_COMMANDS);

export function isDutyCommand(command: { readonly type: string }): command is DutyCommand {
  return dutyCommands.has(command.type);
}

/** @throws DomainError when a rule refuses the command */
export function decideHosted(state: HostedState, command: HostedCommand, context: DecideContext): HostedEvent[] {
  const forDuty = isDutyCommand(command);
  if (isDutyState(state)) {
    if (forDuty || command.type === 'alarm' || command.type === 'sync') {
      return decideDuty(state, state.caseId, command, context);
    }
    throw otherSubject(command.type, 'a duty file', 'a case');
  }
  if (!forDuty) return decide(state, command, context);
  if (state.seq === 0) return decideDuty(null, state.caseId, command, context);
  throw otherSubject(command.type, 'a case', 'a duty file');
}

function otherSubject(type: string, here: string, there: string): DomainError {
  return new DomainError('NOT_ALLOWED_IN_STAGE', 'SPEC-3.11', `This is ${here}; "${type}" is for ${there}.`, {
    inputs: { command: type },
    remedy: 'See the available commands.',
  });
}

/** Applies one recorded event, of a case or of a duty file. */
export function evolveHosted(state: HostedState, event: HostedEvent): HostedState {
  if (isDutyState(state)) return evolveDuty(state, event as DutyEvent);
  if (event.type === 'DutyFileOpened') return evolveDuty(null, event);
  return evolve(state, event as CaseEvent);
}

/** The state behind an id, from its record. */
export function foldHosted(caseId: string, events: readonly HostedEvent[]): HostedState {
  const duty = events[0]?.type === 'DutyFileOpened' ? foldDuty(events as readonly DutyEvent[]) : null;
  return duty ?? fold(caseId, events as readonly CaseEvent[]);
}

export function nextHostedAlarmAt(state: HostedState): Instant | null {
  return isDutyState(state) ? nextDutyAlarmAt(state) : nextAlarmAt(state);
}

export function hostedChanges(before: HostedState, after: HostedState): HostedChanges {
  if (isDutyState(after)) return dutyReadModelChanges(isDutyState(before) ? before : null, after);
  return readModelChanges(before as CaseState, after);
}
