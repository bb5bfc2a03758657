import { assertNotOwnWork } from '../../access/permissions.js';
import { DomainError } from '../../errors.js';
import type { Instant, LocalDate } from '../../time/instant.js';
import { localDateOf } from '../../time/zone.js';
import { workingStage } from '../evolve-facts.js';
import type { CaseState } from '../state.js';
import { assertNotBefore, assertReason, contentOf, policyOf, type Handler } from './support.js';

/**
 * CLOSE-5, A62: stops every clock with the day of death; a pending request for closure, or for re-opening, gives way.
 * After a closure too: then no final review is owed and the case cannot be re-opened.
 */
export const recordDeath: Handler<'recordDeath'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  const { diedOn } = payload;
  assertPossible(state, diedOn, occurredAt);
  recorder.emit('DeathRecorded', occurredAt, { diedOn, ...contentOf(payload) });
  if (state.closureRequest !== null) {
    recorder.emit('ClosureVoided', recorder.now, { returnsTo: workingStage(state) });
  }
};

function assertPossible(state: CaseState, diedOn: LocalDate, occurredAt: Instant): void {
  const isFuture = diedOn > localDateOf(policyOf(state).zone, occurredAt);
  const isBeforeBirth = state.birth?.estimated === false && diedOn < state.birth.bornOn;
  if (!isFuture && !isBeforeBirth) return;
  const message = isFuture ? 'The date of death lies in the future.' : 'The date of death lies before the birth.';
  throw new DomainError('VALUE_NOT_POSSIBLE', 'TIME-1', message, {
    field: '/payload/diedOn',
    remedy: 'Check the date of death.',
  });
}

function assertDied(state: CaseState): void {
  if (state.death !== null) return;
  throw new DomainError('NOTHING_PENDING', 'A79', 'No death is recorded that could be annulled.', {
    remedy: 'Nothing has to be corrected while no death is recorded.',
  });
}

/** A79: two persons annul a wrong record of death, with its reason. */
export const proposeDeathCorrection: Handler<'proposeDeathCorrection'> = (recorder, { occurredAt, payload }) => {
  assertDied(recorder.state);
  if (recorder.state.deathCorrection !== null) {
    throw new DomainError('ALREADY_PENDING', 'A79', 'A correction already waits for the manager.', {
      remedy: 'The manager confirms or returns the one that waits.',
    });
  }
  assertReason(payload, 'why the record of death is wrong', 'A79');
  recorder.emit('DeathCorrectionProposed', occurredAt, contentOf(payload));
};

export const confirmDeathCorrection: Handler<'confirmDeathCorrection'> = (recorder, { actor, occurredAt, payload }) => {
  const { deathCorrection } = recorder.state;
  if (deathCorrection === null)
    throw new DomainError('NOTHING_PENDING', 'A79', 'No correction waits for a decision.', {
      remedy: 'The supervisor proposes a correction first.',
    });
  assertNotOwnWork(actor, deathCorrection.proposedBy, 'correction');
  assertNotBefore(occurredAt, deathCorrection.proposedAt, 'the correction was proposed');
  recorder.emit('DeathAnnulled', occurredAt, contentOf(payload));
};

export const returnDeathCorrection: Handler<'returnDeathCorrection'> = (recorder, { occurredAt, payload }) => {
  if (recorder.state.deathCorrection === null) {
    throw new DomainError('NOTHING_PENDING', 'A79', 'No correction waits for a decision.', {
      remedy: 'The supervisor proposes a correction first.',
    });
  }
  assertReason(payload, 'why the record of death stays', 'A79');
  recorder.emit('DeathCorrectionReturned', occurredAt, contentOf(payload));
};
