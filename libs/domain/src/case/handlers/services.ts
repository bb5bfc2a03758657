import { DomainError } from '../../errors.js';
import { localDateOf } from '../../time/zone.js';
import { assertSignedOff } from './referral.js';
import { contentOf, policyOf, type Handler } from './support.js';

/** PLAN-2: direct services wait for the sign-off; immediate needs do not. */
export const recordService: Handler<'recordService'> = (recorder, { occurredAt, payload }) => {
  const { service, startedOn, completedOn = null, referralId = null, urgent = false } = payload;
  assertSignedOff(recorder.state, urgent, 'A service under the plan');
  if (completedOn !== null && completedOn < startedOn) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'PLAN-3', 'A service cannot end before it starts.', {
      field: '/payload/completedOn',
      remedy: 'Check the two dates.',
    });
  }
  const today = localDateOf(policyOf(recorder.state).zone, occurredAt);
  for (const [field, date] of Object.entries({ startedOn, completedOn })) {
    if (date === null || date <= today) continue;
    throw new DomainError('VALUE_NOT_POSSIBLE', 'TIME-1', 'A service that lies ahead is no record yet.', {
      field: `/payload/${field}`,
      inputs: { today },
      remedy: 'Record it once it has happened.',
    });
  }
  if (referralId !== null && recorder.state.referrals[referralId] === undefined) {
    throw new DomainError('UNKNOWN_REFERENCE', 'REF-1', 'No referral with this id is recorded.', {
      field: '/payload/referralId',
      remedy: 'Check the id of the referral, or record the referral first.',
    });
  }
  recorder.emit('ServiceRecorded', occurredAt, { service, startedOn, completedOn, referralId, ...contentOf(payload) });
};

const STATEMENTS = 8;

export const recordFeedback: Handler<'recordFeedback'> = (recorder, { occurredAt, payload }) => {
  const { from, scores = [] } = payload;
  const isScale = scores.every((score) => score === null || (Number.isInteger(score) && score >= 1 && score <= 10));
  if (!isScale || (scores.length !== 0 && scores.length !== STATEMENTS)) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'SPEC-5', 'Feedback has eight statements, each from 1 to 10.', {
      field: '/payload/scores',
      remedy: 'Score all eight; leave empty what was not answered.',
    });
  }
  recorder.emit('FeedbackRecorded', occurredAt, { from, scores, ...contentOf(payload) });
};
