import {
  isInstant,
  typedIn,
  type Actor,
  type CaseEvent,
  type HostedChanges,
  type HostedCommand,
  type HostedEvent,
  type Instant,
} from '@caseward/domain';
import { eventDigest } from '@caseward/security';
import { changesJson } from './columns.js';
import { announceInboxChange } from './inbox-notice.js';
import { row, type Sql } from './query.js';

export interface AppendCommand {
  readonly commandId: string;
  readonly type: HostedCommand['type'];
  readonly actor: Actor;
  readonly occurredAt: Instant;
  /** When the deployment learned it; the events carry the same. Default: that of the first event, or `occurredAt`. */
  readonly recordedAt?: Instant;
}

export interface AppendInput<E extends HostedEvent = CaseEvent> {
  /** UUID, lower case. */
  readonly caseId: string;
  /** The seq of the state that `events` were decided on. */
  readonly expectedSeq: number;
  readonly command: AppendCommand;
  /** May be empty: the command then changed nothing, and is remembered all the same. */
  readonly events: readonly E[];
  readonly changes: HostedChanges;
}

export interface AppendOutcome<E extends HostedEvent = CaseEvent> {
  /** What the record holds after `expectedSeq`: ours, or what somebody else wrote there. */
  readonly events: readonly E[];
  /** True when this call wrote. */
  readonly committed: boolean;
  /** The command is in the record, from this call or an earlier one. If not, decide again on the state with `events`. */
  readonly holdsCommand: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What would come back from the database in another form than it went in would break the chain. */
function assertRecordable({ caseId, expectedSeq, events }: AppendInput<HostedEvent>): void {
  if (!UUID.test(caseId)) throw new RangeError('a case id is a UUID in lower case');
  for (const [index, event] of events.entries()) {
    if (event.caseId !== caseId || event.seq !== expectedSeq + 1 + index)
      throw new RangeError('events do not follow the expected seq');
    if (!isInstant(event.occurredAt) || !isInstant(event.recordedAt))
      throw new RangeError('an event carries a malformed instant');
  }
}

/**
 * Records the events of one command, its outcome and the read models in one transaction: one statement, one round trip.
 * Writes nothing when the case moved on after `expectedSeq` or the command is recorded already.
 * Give it a data source: it is a transaction of its own.
 * The engine confirms its own commands by itself; those of people wait for `confirmCommands`.
 * @throws RecordUnavailableError whether it was committed is unknown: call again with the same input
 * @throws RecordBehindError
 */
export async function appendEvents<E extends HostedEvent = CaseEvent>(
  sql: Sql,
  input: AppendInput<E>,
): Promise<AppendOutcome<E>> {
  assertRecordable(input);
  const { caseId, expectedSeq, command, events, changes } = input;
  const answer = await row<{ outcome: Answer<E> }>(
    sql,
    'SELECT caseward.append_events($1, $2, $3, $4, $5) AS outcome',
    [caseId, expectedSeq, commandJson(command, events[0]), eventsJson(events), changesJson(changes, typedIn(events))],
  );
  if (answer === null) throw new Error('the append answered nothing');
  const { changesInbox, ...outcome } = answer.outcome;
  if (changesInbox === true) announceInboxChange(sql);
  return { events, ...outcome };
}

/** What `caseward.append_events` answers: events only when they are not ours. */
type Answer<E extends HostedEvent> = Omit<AppendOutcome<E>, 'events'> & {
  readonly events?: readonly E[];
  readonly changesInbox?: boolean;
};

function commandJson(command: AppendCommand, first: HostedEvent | undefined): string {
  return JSON.stringify({
    command_id: command.commandId,
    type: command.type,
    actor_person_id: command.actor.personId,
    occurred_at: command.occurredAt,
    recorded_at: command.recordedAt ?? first?.recordedAt ?? command.occurredAt,
    confirmed: command.actor.role === 'SYSTEM',
  });
}

function eventsJson(events: readonly HostedEvent[]): string {
  return JSON.stringify(events.map((event) => ({ ...event, digest: eventDigest(event).toString('hex') })));
}
