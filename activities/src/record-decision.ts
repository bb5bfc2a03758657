import { isInstant, type HostedCommand, type HostedEvent } from '@caseward/domain';
import {
  appendEvents,
  commandOutcome,
  readRecord,
  recordRefusal,
  RecordBehindError,
  RecordError,
  resultOf,
} from '@caseward/persistence';
import type { DecisionToRecord, RecordedDecision, Refusal } from '@caseward/workflows';

/** The database as the append needs it. */
export type CaseRecord = Parameters<typeof appendEvents>[0];

type Accepted = Extract<DecisionToRecord['decision'], { readonly events: unknown }>;

/**
 * Writes what a case decided, if the record still stands where the case believed it; in any case answers what the
 * record holds. It may run twice for one decision, and side by side with its own forgotten first try.
 */
export async function recordDecision(
  record: CaseRecord,
  request: DecisionToRecord,
  afterCommit?: (command: HostedCommand) => void,
): Promise<RecordedDecision> {
  const { decision } = request;
  if ('refusal' in decision) return refuse(record, request, decision.refusal);
  try {
    return await accept(record, request, decision, afterCommit);
  } catch (error) {
    if (!isUnrecordable(error)) throw error;
    return refuse(record, request, unrecordable(request));
  }
}

async function accept(
  record: CaseRecord,
  { caseId, expectedSeq, command }: DecisionToRecord,
  { events, changes }: Accepted,
  afterCommit?: (command: HostedCommand) => void,
): Promise<RecordedDecision> {
  const outcome = await appendEvents(record, { caseId, expectedSeq, command, events, changes });
  if (outcome.committed) afterCommit?.(command);
  if (!outcome.holdsCommand) return { adopted: outcome.events, earlier: [], end: 'stale', refusal: null };
  const complete = outcome.committed || isAmong(outcome.events, command);
  const earlier = complete ? [] : ((await resultOf<HostedEvent>(record, caseId, command.commandId))?.events ?? []);
  return { adopted: outcome.events, earlier, end: 'recorded', refusal: null };
}

async function refuse(record: CaseRecord, request: DecisionToRecord, refusal: Refusal): Promise<RecordedDecision> {
  const { caseId, expectedSeq, command, origin } = request;
  const adopted = await readRecord<HostedEvent>(record, caseId, expectedSeq);
  const known = await commandOutcome(record, command.commandId, { caseId });
  if (known?.outcome === 'accepted') {
    const earlier = isAmong(adopted, command)
      ? []
      : ((await resultOf<HostedEvent>(record, caseId, command.commandId))?.events ?? []);
    return { adopted, earlier, end: 'recorded', refusal: null };
  }
  if (adopted.length > 0) return { adopted, earlier: [], end: 'stale', refusal: null };
  if (origin === 'signal') await rememberRefusal(record, request, refusal);
  return { adopted, earlier: [], end: 'refused', refusal };
}

/** Nobody has checked a refused signal: only its own id is taken as it came. */
async function rememberRefusal(
  record: CaseRecord,
  { caseId, command, decidedAt }: DecisionToRecord,
  { code, rule, message, details }: Refusal,
): Promise<void> {
  const { actor, occurredAt } = command as Partial<HostedCommand>;
  await recordRefusal(record, {
    caseId,
    commandId: command.commandId,
    type: command.type,
    actorPersonId: actor?.personId ?? 'unknown',
    occurredAt: typeof occurredAt === 'string' && isInstant(occurredAt) ? occurredAt : decidedAt,
    recordedAt: decidedAt,
    refusal: { code, rule, message, details },
  });
}

function isAmong(events: readonly HostedEvent[], { commandId }: HostedCommand): boolean {
  return events.some((event) => event.commandId === commandId);
}

/**
 * What the record will never take, however often it is tried: values that are no dates, constraints broken. Trying for
 * ever would hold up every later command of the case. A record that fell behind the case is no matter of the command.
 */
function isUnrecordable(error: unknown): boolean {
  if (error instanceof RecordBehindError) return false;
  return error instanceof RangeError || (error instanceof RecordError && /^2[23]/.test(error.code));
}

function unrecordable({ expectedSeq }: DecisionToRecord): Refusal {
  return {
    code: 'FIELD_MISSING',
    rule: 'ENVELOPE',
    message: 'the record cannot hold what the command carries',
    details: { remedy: 'send dates and ids in their own form' },
    seq: expectedSeq,
  };
}
