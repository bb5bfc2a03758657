import {
  CHANNELS,
  CLOSURE_REASONS,
  CONCERN_CATEGORIES,
  CONTACTS_REACHED,
  IDENTIFICATION_SOURCES,
  PLAN_PARTIES,
  SOURCE_FORMS,
  type CommandType,
} from '@caseward/domain';
import { z } from 'zod';
import { instantSchema, localDateSchema, opaqueIdSchema, recordIdSchema, riskLevelSchema } from '../primitives.js';
import type { ClientPayload } from './client-payload.js';
import type { NoneOf, SameShape } from './drift.js';

export const ownerChoiceSchema = z
  .strictObject({
    caseworkerId: opaqueIdSchema,
    teamId: opaqueIdSchema.exactOptional(),
    officeId: opaqueIdSchema.exactOptional(),
    agencyId: opaqueIdSchema.exactOptional(),
  })
  .meta({ id: 'OwnerChoice' });

export const concernRatingSchema = z
  .strictObject({
    concernId: opaqueIdSchema,
    category: z.enum(CONCERN_CATEGORIES).exactOptional(),
    level: riskLevelSchema,
  })
  .meta({
    id: 'ConcernRating',
    description: 'One concern and its level. `category` is needed the first time it is rated.',
  });

export const closureChecksSchema = z
  .strictObject({
    childAndFamilyInvolved: z.boolean(),
    workersTold: z.boolean(),
    contactForLaterGiven: z.boolean(),
    feedbackOffered: z.boolean(),
    fileComplete: z.boolean(),
    storageFormAgreed: z.boolean(),
    keepUntil: localDateSchema,
  })
  .meta({ id: 'ClosureChecks' });

const ratings = z.array(concernRatingSchema).max(50);
const encounterId = opaqueIdSchema.exactOptional();
const nothing = z.strictObject({});
const oneConcern = z.strictObject({ concernId: opaqueIdSchema });

/** What clients may send as the payload of each command: strict, and equal to the domain's type less what the server fills. */
export const commandSchemas = {
  identifyChild: z.strictObject({ source: z.enum(IDENTIFICATION_SOURCES), owner: ownerChoiceSchema.exactOptional() }),
  answerEligibility: z.strictObject({
    isChild: z.enum(['yes', 'no', 'unsure']),
    harmedOrAtRisk: z.boolean(),
    needsCaseworker: z.boolean(),
    needsServices: z.boolean(),
  }),
  recordConsent: z.strictObject({ participate: z.boolean(), storeData: z.boolean() }),
  registerCase: z.strictObject({ encounterId, concerns: ratings }),
  recordEncounterEnd: z.strictObject({ encounterId: opaqueIdSchema }),
  completeAssessment: z.strictObject({ encounterId, ratings: ratings.exactOptional() }),
  agreePlan: z.strictObject({ involved: z.array(z.enum(PLAN_PARTIES)).max(2) }),
  signOffPlan: nothing,
  returnPlan: nothing,
  startPlanAction: z.strictObject({ actionId: opaqueIdSchema }),
  recordFollowUp: z.strictObject({
    encounterId,
    reached: z.enum(CONTACTS_REACHED),
    channel: z.enum(CHANNELS),
    ratings: ratings.exactOptional(),
  }),
  holdReview: z.strictObject({ encounterId, ratings: ratings.exactOptional() }),
  rateConcern: z.strictObject({ encounterId, rating: concernRatingSchema, sourceForm: z.enum(SOURCE_FORMS) }),
  confirmLowering: oneConcern,
  returnLowering: oneConcern,
  concludePlan: nothing,
  requestClosure: z.strictObject({ reason: z.enum(CLOSURE_REASONS), checks: closureChecksSchema }),
  approveClosure: z.strictObject({ finalReview: z.boolean().exactOptional() }),
  returnClosure: nothing,
  keepCaseOpen: nothing,
  holdFinalReview: nothing,
  requestReopening: z.strictObject({
    encounterId,
    eligibilityConfirmed: z.boolean(),
    consentConfirmed: z.boolean(),
    concerns: ratings,
  }),
  approveReopening: nothing,
  returnReopening: nothing,
  reassignCase: z.strictObject({ to: ownerChoiceSchema, childAndFamilyConsulted: z.boolean() }),
  acknowledgeEscalation: z.strictObject({ escalationId: recordIdSchema }),
  resolveEscalation: z.strictObject({ escalationId: recordIdSchema }),
  reassignEscalation: z.strictObject({ escalationId: recordIdSchema, toPersonId: opaqueIdSchema }),
  alarm: nothing,
  sync: nothing,
} as const satisfies Record<CommandType, z.ZodObject>;

type Drifted = {
  [T in CommandType]: SameShape<z.output<(typeof commandSchemas)[T]>, ClientPayload<T>> extends true ? never : T;
}[CommandType];
/** The build stops here and names the command when a schema and the domain's payload differ. */
export type CommandsInStep = NoneOf<Drifted>;

export const occurredAtSchema = instantSchema.meta({
  description: 'When it happened. Without it: now. Never in the future.',
});
