import {
  BID_DECIDERS,
  BID_KINDS,
  BID_OUTCOMES,
  CONFERENCE_PURPOSES,
  REFERRAL_PRIORITIES,
  SERVICE_TYPES,
  SHARING_CHANNELS,
} from '@caseward/domain';
import { z } from 'zod';
import { localDateSchema, opaqueIdSchema, uuidSchema } from '../primitives.js';
import { flag, ratings } from './shapes.js';

const referralId = opaqueIdSchema;
const conferenceId = opaqueIdSchema;
const bidId = opaqueIdSchema;
const oneReferral = z.strictObject({ referralId });

export const referralRequestSchema = z.strictObject({
  referralId,
  service: z.enum(SERVICE_TYPES),
  providerId: opaqueIdSchema,
  providerAgencyId: opaqueIdSchema,
  priority: z.enum(REFERRAL_PRIORITIES),
  channel: z.enum(SHARING_CHANNELS),
  urgent: z.boolean(),
  directoryEntryId: uuidSchema.exactOptional(),
});

export const conferenceMemberSchema = z
  .strictObject({
    memberId: opaqueIdSchema,
    organisationId: opaqueIdSchema,
    role: z.enum(['supervisor', 'caseworker', 'manager', 'specialist', 'provider', 'other']),
  })
  .meta({ id: 'ConferenceMember' });
const members = z.array(conferenceMemberSchema).min(1).max(50);

const score = z.number().int().min(1).max(10).nullable();

/** Plan actions, services, referrals, conferences, best interests and feedback. */
export const IMPLEMENTATION_SCHEMAS = {
  completePlanAction: z.strictObject({ actionId: opaqueIdSchema }),
  recordService: z.strictObject({
    service: z.enum(SERVICE_TYPES),
    startedOn: localDateSchema,
    completedOn: localDateSchema.exactOptional(),
    referralId: referralId.exactOptional(),
    urgent: flag,
  }),
  draftReferral: referralRequestSchema,
  sendReferral: referralRequestSchema,
  overrideSharing: z.strictObject({ referralId, ground: z.literal('immediate_safety_risk') }),
  explainSharing: oneReferral,
  answerReferral: z.strictObject({ referralId, accepted: z.boolean() }),
  reportReferralDone: oneReferral,
  revokeReferral: oneReferral,
  conveneConference: z.strictObject({
    conferenceId,
    purposes: z.array(z.enum(CONFERENCE_PURPOSES)).min(1).max(CONFERENCE_PURPOSES.length),
    chairId: opaqueIdSchema,
    plannedFor: localDateSchema,
    members,
  }),
  inviteToConference: z.strictObject({ conferenceId, members }),
  recordConferenceView: z.strictObject({
    conferenceId,
    memberId: opaqueIdSchema,
    agreesToClosure: flag,
    attended: z.boolean(),
  }),
  concludeConference: z.strictObject({
    conferenceId,
    outcome: z.enum(['close', 'stay_open', 'transfer']),
    childOrCaregiverPresent: z.boolean(),
    ratings: ratings.exactOptional(),
    planChange: flag,
    reassess: flag,
    review: flag,
    bid: z.strictObject({ bidId, outcome: z.enum(BID_OUTCOMES) }).exactOptional(),
    nextOn: localDateSchema.exactOptional(),
  }),
  cancelConference: z.strictObject({ conferenceId }),
  flagBid: z.strictObject({ bidId, kind: z.enum(BID_KINDS) }),
  recordBidDecision: z.strictObject({ bidId, decidedBy: z.enum(BID_DECIDERS), outcome: z.enum(BID_OUTCOMES) }),
  recordFeedback: z.strictObject({
    from: z.enum(['child', 'caregiver']),
    scores: z.array(score).max(8).exactOptional(),
  }),
} as const;
