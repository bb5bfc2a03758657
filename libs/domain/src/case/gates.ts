import { DomainError } from '../errors.js';
import type { Instant } from '../time/instant.js';
import type { Command } from './commands.js';
import { ALLOWED_AFTER_DEATH, BLOCKED_BY_IMMEDIATE_CONCERN } from './lifecycle.js';
import type { CaseState } from './state.js';
import type { ImmediateConcern } from './vocabulary/first-contact.js';

/** UA-2: judged on `occurred_at`, so that an honest late entry is not blocked. CLOSE-5: death ends what was open. */
export function openImmediateConcerns({ immediateConcerns, death }: CaseState, at: Instant): ImmediateConcern[] {
  if (death !== null) return [];
  return Object.values(immediateConcerns).filter(
    ({ raisedAt, addressedAt }) => raisedAt <= at && (addressedAt === null || addressedAt > at),
  );
}

/** @throws DomainError IMMEDIATE_CONCERN_OPEN */
export function assertNoImmediateConcern(state: CaseState, at: Instant): void {
  const [open] = openImmediateConcerns(state, at);
  if (open === undefined) return;
  throw new DomainError('IMMEDIATE_CONCERN_OPEN', 'UA-2', 'An immediate concern has to be addressed first.', {
    inputs: { immediateConcernId: open.immediateConcernId, type: open.type, raisedAt: open.raisedAt },
    remedy: 'Record how it was addressed: service reached, referral accepted, safety plan, safe place, or refusal.',
  });
}

/** Gates that several commands share: an open immediate concern (UA-2) and the death of the child (A62). */
export function assertNoGate(state: CaseState, command: Command): void {
  if (state.death !== null && !ALLOWED_AFTER_DEATH.has(command.type)) {
    throw new DomainError('CHILD_DIED', 'A62', 'The death of the child is recorded.', {
      inputs: { diedOn: state.death.diedOn },
      remedy: 'Close the case, or have a wrong record of death annulled by supervisor and manager.',
    });
  }
  const isDeathClosure = command.type === 'requestClosure' && command.payload.reason === 'death';
  if (BLOCKED_BY_IMMEDIATE_CONCERN.has(command.type) && !isDeathClosure) {
    assertNoImmediateConcern(state, command.occurredAt);
  }
}
