import { canOpen } from '../../access/can-open.js';
import { emergencyAccessesOf } from '../../access/emergency.js';
import { assertNotOwnWork } from '../../access/permissions.js';
import { DomainError } from '../../errors.js';
import { numberOf } from '../../policy/policy.js';
import { MINUTE_MS, plusMs } from '../../time/instant.js';
import type { CaseState } from '../state.js';
import type { EmergencyAccess } from '../vocabulary/emergency-access.js';
import { assertReason, contentOf, policyOf, type Handler } from './support.js';

/**
 * IM-3, IM-6: somebody of the agency without a part in the case reads the file in an emergency: with a reason, for
 * minutes, and never without a review. It counts from the moment of recording, whatever date the command names.
 */
export const openEmergencyAccess: Handler<'openEmergencyAccess'> = (recorder, { actor, payload }) => {
  const { state, now } = recorder;
  const { accessId, reason } = payload;
  assertReason(payload, 'what the emergency is', 'IM-6');
  if (state.emergencyAccesses?.[accessId] !== undefined) {
    throw new DomainError('ALREADY_USED', 'IM-6', 'This id belongs to an earlier emergency access.', {
      field: '/payload/accessId',
      remedy: 'Use another id for each opening.',
    });
  }
  if (canOpen(state, actor, now)) {
    throw new DomainError('ALREADY_PENDING', 'IM-3', 'You can open this file already.', {
      remedy: 'Open it in the ordinary way.',
    });
  }
  if (state.knownConflicts[actor.personId] !== undefined) {
    throw new DomainError('NOT_PERMITTED', 'PERM-2', 'A conflict of interest with this child is declared for you.', {
      remedy: 'Call the supervisor on duty, who can open the file in your place.',
    });
  }
  const until = plusMs(now, numberOf(policyOf(state), 'emergency.access_minutes') * MINUTE_MS);
  recorder.emit('EmergencyAccessOpened', now, { accessId, reason, until, ...contentOf(payload) });
};

/** @throws DomainError NOTHING_PENDING unless it waits for its review */
function unreviewed(state: CaseState, accessId: string): EmergencyAccess {
  const access = emergencyAccessesOf(state).find((one) => one.accessId === accessId);
  if (access !== undefined && access.justified === null) return access;
  throw new DomainError('NOTHING_PENDING', 'IM-6', 'No such emergency access waits for a review.', {
    field: '/payload/accessId',
    remedy: 'See the emergency accesses of the case and what was found about them.',
  });
}

/** By the person who opened it, or by supervision, which can shut the file at any moment. */
export const endEmergencyAccess: Handler<'endEmergencyAccess'> = (recorder, { actor, payload }) => {
  const access = unreviewed(recorder.state, payload.accessId);
  const isTheirs = access.personId === actor.personId || canOpen(recorder.state, actor);
  if (isTheirs && access.endedAt === null) {
    recorder.emit('EmergencyAccessEnded', recorder.now, { accessId: access.accessId });
    return;
  }
  throw new DomainError('NOTHING_PENDING', 'IM-3', 'This emergency access is not yours or has ended.', {
    field: '/payload/accessId',
    remedy: 'Nothing has to be done: the file is shut.',
  });
};

/** PERM-1, IM-6: another person says whether it was justified. Dated now, so that no entry of later hides a late review. */
export const reviewEmergencyAccess: Handler<'reviewEmergencyAccess'> = (recorder, { actor, payload }) => {
  const { accessId, justified } = payload;
  const access = unreviewed(recorder.state, accessId);
  assertNotOwnWork(actor, access.personId, 'opening');
  assertReason(payload, 'what the review found', 'IM-6');
  recorder.emit('EmergencyAccessReviewed', recorder.now, { accessId, justified, ...contentOf(payload) });
};
