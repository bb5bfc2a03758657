import { assertNotOwnWork } from '../../access/permissions.js';
import { assertReason } from '../../case/handlers/support.js';
import { DomainError } from '../../errors.js';
import { numberOrUnset } from '../../policy/policy.js';
import { addMonths } from '../../time/civil-date.js';
import { laterOf, type Instant } from '../../time/instant.js';
import { localDateOf } from '../../time/zone.js';
import type { DutyCommandOf } from '../commands.js';
import type { DutyState } from '../file.js';
import type { DutyCommandRules, DutyGrant } from '../kind.js';
import type { DutyRecorder } from '../recorder.js';
import { retentionOf, type RetentionState } from './retention-reading.js';

export const LEADERS: readonly DutyGrant[] = [
  ['MGR', 'office'],
  ['HEAD', 'agency'],
];
const ENGINE: readonly DutyGrant[] = [['SYSTEM', 'any']];
const MONTHS_A_YEAR = 12;

function stage(message: string, remedy: string, inputs: Readonly<Record<string, string | null>> = {}): DomainError {
  return new DomainError('NOT_ALLOWED_IN_STAGE', 'IM-7', message, { inputs, remedy });
}

/** The later of both dates holds: what the closure said does not shorten what the policy asks for. */
function schedule(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'scheduleRetention'>): void {
  const { opening, ...kept } = payload;
  const { policy } = opening;
  const ordinary = numberOrUnset(policy, 'retention.years');
  const years = kept.isExtended ? (numberOrUnset(policy, 'retention.extended_years') ?? ordinary) : ordinary;
  const closedOn = localDateOf(policy.zone, occurredAt);
  const least = years === null ? kept.keepUntil : addMonths(closedOn, years * MONTHS_A_YEAR);
  recorder.fact('RetentionScheduled', occurredAt, { ...kept, keptUntil: laterOf(kept.keepUntil, least) });
}

function kept(state: DutyState): RetentionState {
  const now = retentionOf(state);
  if (now.keptUntil !== null) return now;
  throw stage('The case is open again.', 'A date follows when it closes.');
}

/** IM-7: nothing goes before its date, and nothing while somebody needs it. */
function assertMayGo(state: DutyState, at: Instant): void {
  const { keptUntil, isHeld } = kept(state);
  if (isHeld) throw stage('A hold keeps this file.', 'Lift the hold first, when its ground is over.');
  const today = localDateOf(state.policy.zone, at);
  if (keptUntil !== null && today < keptUntil) {
    throw new DomainError('TOO_EARLY', 'IM-7', 'The file is kept for longer.', {
      field: '/occurredAt',
      inputs: { keptUntil, today },
      remedy: 'Wait for the date.',
    });
  }
}

function extend(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'extendRetention'>): void {
  const { keptUntil } = kept(recorder.state);
  assertReason(payload, 'why the file is kept for longer', 'IM-7');
  if (keptUntil !== null && payload.keepUntil <= keptUntil) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'IM-7', 'This is no later date.', {
      field: '/payload/keepUntil',
      inputs: { keptUntil },
      remedy: 'Name a later date.',
    });
  }
  recorder.fact('RetentionExtended', occurredAt, payload);
}

function propose(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'proposeDestruction'>): void {
  assertMayGo(recorder.state, occurredAt);
  assertReason(payload, 'what the review of the file found', 'IM-7');
  recorder.fact('DestructionProposed', occurredAt, payload);
}

function proposed(state: DutyState): NonNullable<RetentionState['proposal']> {
  const { proposal } = retentionOf(state);
  if (proposal !== null) return proposal;
  throw new DomainError('NOTHING_PENDING', 'IM-7', 'Nobody has proposed to end this file.', {
    remedy: 'One person proposes it after the review, another one confirms.',
  });
}

/** PERM-1: two people sign. Judged by now, too: a hold that came in between holds. */
function confirm(recorder: DutyRecorder, { actor, occurredAt, payload }: DutyCommandOf<'confirmDestruction'>): void {
  const { state } = recorder;
  const { fact, by } = proposed(state);
  assertMayGo(state, occurredAt);
  assertNotOwnWork(actor, by, 'end of the file');
  const { manner } = fact.data;
  const erased = { manner, proposedBy: by, erasedCaseId: state.subjectId };
  recorder.fact('DestructionConfirmed', occurredAt, { ...payload, ...erased });
  recorder.fact('DutyFileEnded', occurredAt, {});
}

/** IM-7: from the closure to the end of the file. */
export const RETENTION_COMMANDS: DutyCommandRules = {
  scheduleRetention: { may: ENGINE, decide: schedule },
  suspendRetention: {
    may: ENGINE,
    decide: (recorder, { occurredAt, payload }) => recorder.fact('RetentionSuspended', occurredAt, payload),
  },
  extendRetention: { may: LEADERS, decide: extend },
  proposeDestruction: { may: LEADERS, decide: propose },
  declineDestruction: {
    may: LEADERS,
    decide: (recorder, { occurredAt, payload }) => {
      proposed(recorder.state);
      recorder.fact('DestructionDeclined', occurredAt, payload);
    },
  },
  confirmDestruction: { may: LEADERS, decide: confirm },
  placeHold: {
    may: LEADERS,
    decide: (recorder, { occurredAt, payload }) => {
      if (retentionOf(recorder.state).isHeld) throw stage('A hold keeps this file already.', 'Leave it in place.');
      recorder.fact('HoldPlaced', occurredAt, payload);
    },
  },
  liftHold: {
    may: LEADERS,
    decide: (recorder, { occurredAt, payload }) => {
      if (!retentionOf(recorder.state).isHeld) throw stage('No hold keeps this file.', 'See the file.');
      assertReason(payload, 'why its ground is over', 'IM-7');
      recorder.fact('HoldLifted', occurredAt, payload);
    },
  },
};
