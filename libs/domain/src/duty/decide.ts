import { clockAlarms, earliest } from '../case/alarms.js';
import type { Command } from '../case/commands.js';
import { assertPast, type DecideContext } from '../case/decide.js';
import { settleClocks, type Clocks } from '../case/settle-clocks.js';
import { DomainError } from '../errors.js';
import type { Instant } from '../time/instant.js';
import { ORGANISATION } from './clocks.js';
import type { DutyCommand, DutyCommandOf, DutyCommandType, DutyPayloads } from './commands.js';
import type { DutyEvent } from './events.js';
import type { DutyState } from './file.js';
import type { DutyCommandRule } from './kind.js';
import { DUTY_FILES } from './kinds/index.js';
import { DUTY_OPENERS, isDutyOpener } from './openers.js';
import { assertDutyPermitted } from './permissions.js';
import { DutyRecorder } from './recorder.js';

export type EngineCommand = Extract<Command, { readonly type: 'alarm' | 'sync' }>;

/**
 * What a command does to a duty file: the events to record, in order, or a refusal.
 * @param state null while the file is not open
 * @throws DomainError when a rule refuses the command; nothing is to be recorded then
 */
export function decideDuty(
  state: DutyState | null,
  caseId: string,
  command: DutyCommand | EngineCommand,
  { now }: DecideContext,
): DutyEvent[] {
  const recorder = new DutyRecorder(caseId, state, command, now);
  if (command.type === 'sync') return [];
  if (command.type === 'alarm') {
    if (state !== null) settleDuty(recorder, null);
    return recorder.events;
  }
  assertPast(command, now);
  if (state === null) open(recorder, command);
  else {
    settleDuty(recorder, null);
    act(recorder, command);
  }
  settleDuty(recorder, recorder.events.at(-1)?.seq ?? null);
  return recorder.events;
}

function open(recorder: DutyRecorder, command: DutyCommand): void {
  const opening = openingOf(command);
  if (opening === null) {
    throw new DomainError('CASE_NOT_IDENTIFIED', 'SPEC-3.11', 'This duty file is not in the record.', {
      remedy: 'Open the duty file first.',
    });
  }
  const { kind, subjectId, scope, policy, hiddenFrom = [] } = opening;
  assertDutyPermitted({ fileKind: kind, subjectId, scope, hiddenFrom: [] }, command.actor, command.type);
  recorder.fact('DutyFileOpened', command.occurredAt, { kind, subjectId, scope, policy, hiddenFrom });
  rule(DUTY_FILES[kind].commands[command.type])?.decide(recorder, command);
}

/** A file begins by being opened, or with the act that it is about. */
function openingOf(command: DutyCommand): DutyPayloads['openDutyFile'] | null {
  if (command.type === 'openDutyFile') return command.payload;
  if (!isDutyOpener(command.type) || !('opening' in command.payload)) return null;
  return { kind: DUTY_OPENERS[command.type], ...command.payload.opening };
}

/** A rule is looked up by the type of the very command that is given to it. */
function rule(found: unknown): DutyCommandRule<DutyCommandType> | undefined {
  return found as DutyCommandRule<DutyCommandType> | undefined;
}

function act(recorder: DutyRecorder, command: DutyCommand): void {
  const { state } = recorder;
  assertVersion(state, command);
  assertDutyPermitted(state, command.actor, command.type);
  if (state.endedAt !== null && !isAnswerToEscalation(command) && command.occurredAt > state.endedAt) {
    throw new DomainError('NOT_ALLOWED_IN_STAGE', 'SPEC-3.11', 'This duty file has ended.', {
      inputs: { endedAt: state.endedAt },
      remedy: 'Only what happened before its end can still be entered.',
    });
  }
  const own = rule(DUTY_FILES[state.fileKind].commands[command.type]);
  if (own !== undefined) own.decide(recorder, command);
  else common(recorder, command);
}

function isAnswerToEscalation({ type }: DutyCommand): boolean {
  return type === 'acknowledgeDutyEscalation' || type === 'resolveDutyEscalation';
}

function common(recorder: DutyRecorder, command: DutyCommand): void {
  const { state } = recorder;
  switch (command.type) {
    case 'endDutyFile':
      recorder.fact('DutyFileEnded', command.occurredAt, command.payload);
      return;
    case 'adoptDutyPolicy':
      // A31: an order for many files reaches each of them when it does, and is not dated back.
      recorder.fact('DutyPolicyAdopted', isOrdered(command) ? recorder.now : command.occurredAt, command.payload);
      return;
    case 'acknowledgeDutyEscalation':
      answered(recorder, command);
      return;
    case 'resolveDutyEscalation':
      answered(recorder, command);
      return;
    case 'openDutyFile':
      throw new DomainError('CASE_ALREADY_IDENTIFIED', 'SPEC-3.11', 'This duty file is open already.', {
        remedy: 'Use the file that is there.',
      });
    default:
      throw new DomainError('NOT_ALLOWED_IN_STAGE', 'SPEC-3.11', `"${command.type}" is not for this kind of file.`, {
        inputs: { kind: state.fileKind },
        remedy: 'See the available commands of the file.',
      });
  }
}

function isOrdered({ actor }: DutyCommand): boolean {
  return actor.role === 'SYSTEM';
}

function answered(
  recorder: DutyRecorder,
  command: DutyCommandOf<'acknowledgeDutyEscalation'> | DutyCommandOf<'resolveDutyEscalation'>,
): void {
  const { escalationId } = command.payload;
  const found = recorder.state.escalations.find((escalation) => escalation.escalationId === escalationId);
  if (found === undefined || found.status === 'resolved') {
    throw new DomainError('NOTHING_PENDING', 'SPEC-3.11', 'There is no such escalation to answer.', {
      field: '/payload/escalationId',
      remedy: 'See the open escalations.',
    });
  }
  if (command.type === 'acknowledgeDutyEscalation') {
    recorder.emit('EscalationAcknowledged', command.occurredAt, { escalationId });
  } else {
    const { content } = command.payload;
    const note = content === undefined ? {} : { content };
    recorder.emit('EscalationResolved', command.occurredAt, { escalationId, how: 'handled', ...note });
  }
}

/** Brings the clocks up to `now`. */
function settleDuty(recorder: DutyRecorder, bySeq: number | null): void {
  const { state, now } = recorder;
  const clocks: Clocks = {
    obligations: DUTY_FILES[state.fileKind].duties(state, now),
    levelAt: () => ORGANISATION,
    ownerAt: () => state.owner,
  };
  settleClocks(recorder, clocks, bySeq);
}

/** The earliest instant at which an `alarm` has something to do; null when nothing is awaited. */
export function nextDutyAlarmAt(state: DutyState): Instant | null {
  return earliest(clockAlarms(state));
}

/** IM-11: nobody decides unknowingly on a file that has moved on. */
function assertVersion({ seq }: DutyState, { onlyAtSeq }: DutyCommand): void {
  if (onlyAtSeq === undefined || onlyAtSeq.includes(seq)) return;
  throw new DomainError('STALE_VERSION', 'IM-11', 'The file is no longer in the state that you decided on.', {
    inputs: { seq },
    remedy: 'Read the file again and decide on what it says now.',
  });
}
