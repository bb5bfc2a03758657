import { assertNotOwnWork } from '../../access/permissions.js';
import { assertNotBefore, assertReason } from '../../case/handlers/support.js';
import { DomainError } from '../../errors.js';
import { listOf } from '../../policy/policy.js';
import { isLocalDate } from '../../time/civil-date.js';
import type { Instant } from '../../time/instant.js';
import { localDateOf } from '../../time/zone.js';
import type { DutyCommandOf } from '../commands.js';
import type { DutyCommandRules, DutyGrant } from '../kind.js';
import type { DutyRecorder } from '../recorder.js';
import {
  missingSignatures,
  sopVersions,
  standingSignatures,
  sopTextOf,
  type SopStatus,
  type SopVersion,
} from './sop-reading.js';

/** Section 2: the coordination group agrees and its focal point maintains; an agency's own SOP is its leaders'. */
export const SOP_KEEPERS: readonly DutyGrant[] = [
  ['COORD', 'common'],
  ['MGR', 'agency'],
  ['HEAD', 'agency'],
];
/** A senior person of each agency signs. */
const SIGNERS: readonly DutyGrant[] = [
  ['MGR', 'common'],
  ['HEAD', 'common'],
  ['MGR', 'agency'],
  ['HEAD', 'agency'],
];
/** SOP-7: focal points of the agencies, and whoever leads their work. */
const ASKERS: readonly DutyGrant[] = [['SUP', 'common'], ['SUP', 'agency'], ['COORD', 'common'], ...SIGNERS];
/** Who works by it is heard on it. */
export const SOP_READERS: readonly DutyGrant[] = [
  ...(['CW', 'SUP', 'MGR', 'HEAD', 'DE'] as const).flatMap((role): DutyGrant[] => [
    [role, 'common'],
    [role, 'agency'],
  ]),
  ['COORD', 'common'],
];

function versionIn({ state }: DutyRecorder, sopVersion: string, ...statuses: readonly SopStatus[]): SopVersion {
  const found = sopVersions(state).find((version) => version.sopVersion === sopVersion);
  if (found === undefined) {
    throw new DomainError('UNKNOWN_REFERENCE', 'SOP-1', 'There is no such version of the SOP.', {
      field: '/payload/sopVersion',
      remedy: 'See the version history of the SOP.',
    });
  }
  if (statuses.includes(found.status)) return found;
  throw new DomainError('NOT_ALLOWED_IN_STAGE', 'SOP-1', 'The version is not at this point.', {
    field: '/payload/sopVersion',
    inputs: { status: found.status },
    remedy: 'See how far the version is: draft, signatures, adoption. What was adopted needs a new version.',
  });
}

/** SOP-1: one version under way at a time, and none changes once it is put up for signature. */
function draft(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'draftSop'>): void {
  const known = sopVersions(recorder.state);
  const same = known.find(({ sopVersion }) => sopVersion === payload.sopVersion);
  if (same !== undefined) versionIn(recorder, payload.sopVersion, 'draft');
  if (known.some((one) => one !== same && (one.status === 'draft' || one.status === 'for_signature'))) {
    throw new DomainError('ALREADY_PENDING', 'SOP-1', 'Another version is under way.', {
      field: '/payload/sopVersion',
      remedy: 'Adopt it first, or go on with that one.',
    });
  }
  assertReason(payload, 'what the SOP says', 'SOP-1');
  assertNotBefore(occurredAt, same?.lastAt ?? null, 'the version as it stands');
  assertParticipants(recorder, payload);
  recorder.fact('SopDrafted', occurredAt, payload);
}

/** SOP-3: nobody whom the policy in force names is passed over in silence. */
function assertParticipants(
  { state }: DutyRecorder,
  { participants, leftOut }: DutyCommandOf<'draftSop'>['payload'],
): void {
  const { agencyId } = state.scope;
  const named = agencyId === null ? listOf(state.policy, 'context.participating_agencies') : [agencyId];
  const forgotten = named.filter((id) => !participants.includes(id) && !leftOut.includes(id));
  const isOwn = agencyId === null || (participants.length === 1 && participants[0] === agencyId);
  const areDistinct = new Set([...participants, ...leftOut]).size === participants.length + leftOut.length;
  if (participants.length > 0 && forgotten.length === 0 && isOwn && areDistinct) return;
  throw new DomainError('VALUE_NOT_POSSIBLE', 'SOP-3', 'These are not the agencies that have to sign.', {
    field: '/payload/participants',
    inputs: { missing: forgotten.join(' ') },
    remedy: 'Name every participating agency once; who takes part no longer stands under leftOut.',
  });
}

function comment(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'commentOnSop'>): void {
  const version = versionIn(recorder, payload.sopVersion, 'draft', 'for_signature', 'adopted');
  assertReason(payload, 'what the comment is', 'SOP-2');
  assertNotBefore(occurredAt, version.texts[0]?.at ?? null, 'the version was written');
  const known = sopVersions(recorder.state).flatMap(({ comments }) => comments);
  if (known.some(({ commentId }) => commentId === payload.commentId)) {
    throw new DomainError('ALREADY_USED', 'SOP-2', 'This id is in use.', {
      field: '/payload/commentId',
      remedy: 'Use another id.',
    });
  }
  recorder.fact('SopCommented', occurredAt, payload);
}

/** SOP-2: every comment gets an answer; what is not taken up is explained. */
function answer(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'answerSopComment'>): void {
  const comments = sopVersions(recorder.state).flatMap((version) => version.comments);
  const found = comments.find(({ commentId }) => commentId === payload.commentId);
  if (found === undefined || found.answer !== null) {
    throw new DomainError('NOTHING_PENDING', 'SOP-2', 'There is no such comment to answer.', {
      field: '/payload/commentId',
      remedy: 'See the comments that wait for an answer.',
    });
  }
  if (payload.outcome === 'not_taken_up') assertReason(payload, 'why the comment is not taken up', 'SOP-2');
  assertNotBefore(occurredAt, found.at, 'the comment');
  recorder.fact('SopCommentAnswered', occurredAt, payload);
}

function submit(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'submitSopForAdoption'>): void {
  const version = versionIn(recorder, payload.sopVersion, 'draft');
  const open = version.comments.filter((one) => one.answer === null).length;
  if (open > 0) {
    throw new DomainError('NOT_ALLOWED_IN_STAGE', 'SOP-2', 'Comments on the version wait for an answer.', {
      inputs: { open },
      remedy: 'Answer them first: nobody signs over an open question.',
    });
  }
  assertNotBefore(occurredAt, version.lastAt, 'the version as it stands');
  recorder.fact('SopSubmitted', occurredAt, payload);
}

function giveBack(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'returnSopToDraft'>): void {
  const version = versionIn(recorder, payload.sopVersion, 'for_signature');
  assertReason(payload, 'why it is not signed as it is', 'SOP-1');
  assertNotBefore(occurredAt, version.lastAt, 'the last signature');
  recorder.fact('SopReturned', occurredAt, payload);
}

/** SOP-3: who signs for an agency belongs to it. */
function signingAgency({ participants }: SopVersion, agencyId: string | undefined): string {
  if (agencyId !== undefined && participants.includes(agencyId)) return agencyId;
  throw new DomainError('NOT_PERMITTED', 'SOP-3', 'Your agency is not among those that sign this version.', {
    remedy: 'Ask the coordination group to name the agency among the participants.',
  });
}

/** SOP-3: one signature for each agency, on exactly the text and the policy document that stand. */
function sign(recorder: DutyRecorder, { actor, occurredAt, payload }: DutyCommandOf<'signSop'>): void {
  const version = versionIn(recorder, payload.sopVersion, 'for_signature');
  const agencyId = signingAgency(version, actor.agencyId);
  const text = sopTextOf(version);
  if (text !== null) assertNotOwnWork(actor, text.by, 'SOP');
  if (standingSignatures(version).some((one) => one.agencyId === agencyId)) {
    throw new DomainError('ALREADY_PENDING', 'SOP-3', 'The agency has signed this version.', {
      remedy: 'One signature for each agency is enough; take it back first if somebody else is to sign.',
    });
  }
  const isText = payload.textDigest === text?.content?.digest;
  if (!isText || payload.policyDigest !== (text.putsInForce?.digest ?? null)) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'SOP-3', 'This is not the version that was put up for signature.', {
      field: isText ? '/payload/policyDigest' : '/payload/textDigest',
      remedy: 'Read text and policy of the version again, and sign the digests that belong to them.',
    });
  }
  assertNotBefore(occurredAt, version.rounds.at(-1)?.at ?? null, 'the version was put up for signature');
  recorder.fact('SopSigned', occurredAt, { ...payload, agencyId });
}

function takeBack(recorder: DutyRecorder, command: DutyCommandOf<'withdrawSopSignature'>): void {
  const { actor, occurredAt, payload } = command;
  const version = versionIn(recorder, payload.sopVersion, 'for_signature');
  const signature = standingSignatures(version).find(({ agencyId }) => agencyId === actor.agencyId);
  if (signature === undefined) {
    throw new DomainError('NOTHING_PENDING', 'SOP-3', 'Your agency has not signed this version.', {
      remedy: 'There is nothing to take back.',
    });
  }
  assertReason(payload, 'why the signature is taken back', 'SOP-3');
  assertNotBefore(occurredAt, signature.at, 'the signature');
  recorder.fact('SopSignatureWithdrawn', occurredAt, { ...payload, agencyId: signature.agencyId });
}

/** SOP-4: in force only what all have signed, and not before they have. */
function adopt(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'adoptSop'>): void {
  const version = versionIn(recorder, payload.sopVersion, 'for_signature');
  const missing = missingSignatures(version);
  if (missing.length > 0) {
    throw new DomainError('NOT_ALLOWED_IN_STAGE', 'SOP-4', 'Not all participating agencies have signed.', {
      inputs: { missing: missing.join(' ') },
      remedy: 'Ask them to sign, or return the version to draft.',
    });
  }
  assertNotBefore(occurredAt, version.lastAt, 'the last signature');
  const today = localDateOf(recorder.state.policy.zone, occurredAt);
  if (!isLocalDate(payload.effectiveFrom) || payload.effectiveFrom < today) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'SOP-4', 'An SOP is not in force before it was adopted.', {
      field: '/payload/effectiveFrom',
      inputs: { earliest: today },
      remedy: 'Give the day of the adoption or a later one.',
    });
  }
  recorder.fact('SopAdopted', occurredAt, payload);
}

/** SOP-6: only what is in use is reviewed. */
function assertInUse({ state }: DutyRecorder, occurredAt: Instant): void {
  const adopted = sopVersions(state).find((version) => version.adopted !== null)?.adopted;
  if (adopted == null) {
    throw new DomainError('NOT_ALLOWED_IN_STAGE', 'SOP-6', 'No version of the SOP was adopted yet.', {
      remedy: 'What is reviewed was adopted before; comments are for drafts.',
    });
  }
  assertNotBefore(occurredAt, adopted.at, 'the first adoption');
}

function review(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'recordSopReview'>): void {
  assertInUse(recorder, occurredAt);
  recorder.fact('SopReviewed', occurredAt, payload);
}

/** SOP-7: whoever sees that the SOP does not hold says why. */
function ask(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'askSopReview'>): void {
  assertInUse(recorder, occurredAt);
  assertReason(payload, 'what was seen', 'SOP-7');
  if (payload.grounds.length === 0) {
    throw new DomainError('FIELD_MISSING', 'SOP-7', 'A review before its time needs a ground.', {
      field: '/payload/grounds',
      remedy: 'Say whether aims are not reached, the context has changed or a procedure does not work.',
    });
  }
  recorder.fact('SopReviewAsked', occurredAt, payload);
}

export const SOP_COMMANDS: DutyCommandRules = {
  draftSop: { may: SOP_KEEPERS, decide: draft },
  commentOnSop: { may: SOP_READERS, decide: comment },
  answerSopComment: { may: SOP_KEEPERS, decide: answer },
  submitSopForAdoption: { may: SOP_KEEPERS, decide: submit },
  returnSopToDraft: { may: SOP_KEEPERS, decide: giveBack },
  signSop: { may: SIGNERS, decide: sign },
  withdrawSopSignature: { may: SIGNERS, decide: takeBack },
  adoptSop: { may: SOP_KEEPERS, decide: adopt },
  askSopReview: { may: ASKERS, decide: ask },
  recordSopReview: { may: SOP_KEEPERS, decide: review },
};
