import {
  CHANNELS,
  CLOSURE_REASONS,
  CONTACTS_REACHED,
  IDENTIFICATION_SOURCES,
  MONITORING_SCHEDULES,
  BID_KINDS,
  PLAN_PARTIES,
  SOURCE_FORMS,
} from '@caseward/domain';
import { z } from 'zod';
import { localDateSchema, opaqueIdSchema, recordIdSchema } from '../primitives.js';
import {
  childProfileSchema,
  closureChecksSchema,
  concernRatingSchema,
  encounterId,
  flag,
  nothing,
  ownerChoiceSchema,
  ratings,
} from './shapes.js';

const oneConcern = z.strictObject({ concernId: opaqueIdSchema });

export const plannedActionSchema = z
  .strictObject({
    actionId: opaqueIdSchema,
    responsible: opaqueIdSchema,
    dueOn: localDateSchema,
    monitoring: z.enum(MONITORING_SCHEDULES).exactOptional(),
    bid: z.enum(BID_KINDS).exactOptional(),
  })
  .meta({ id: 'PlannedAction', description: 'Who does it and until when; what and why stands in the form.' });

/** PERM-3: codes only; the child's words stand in the form. */
export const caseworkerPreferenceSchema = z
  .strictObject({
    sex: z.enum(['female', 'male']).exactOptional(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Give a language code, such as ar or es-MX.')
      .exactOptional(),
    other: flag,
  })
  .meta({ id: 'CaseworkerPreference' });

export const closureEvidenceSchema = z
  .strictObject({
    transitionPlan: flag,
    supportInformationGiven: flag,
    agencySearchRecorded: flag,
    goalMet: flag,
  })
  .meta({ id: 'ClosureEvidence', description: 'What the reason for closure needs beyond the common checks.' });

/** From identification to re-opening: the ordinary way of a case. */
export const CASEWORK_SCHEMAS = {
  identifyChild: z.strictObject({
    source: z.enum(IDENTIFICATION_SOURCES),
    owner: ownerChoiceSchema.exactOptional(),
    unassigned: flag,
    urgent: flag,
    preference: caseworkerPreferenceSchema.exactOptional(),
  }),
  answerEligibility: z.strictObject({
    isChild: z.enum(['yes', 'no', 'unsure']),
    harmedOrAtRisk: z.boolean(),
    needsCaseworker: z.boolean(),
    needsServices: z.boolean(),
    childrenAtRisk: flag,
  }),
  registerCase: z.strictObject({
    encounterId,
    concerns: ratings,
    preference: caseworkerPreferenceSchema.exactOptional(),
    bornOn: localDateSchema.exactOptional(),
    birthEstimated: flag,
    profile: childProfileSchema.exactOptional(),
    overLimit: flag,
  }),
  recordEncounterEnd: z.strictObject({ encounterId: opaqueIdSchema }),
  completeAssessment: z.strictObject({ encounterId, ratings: ratings.exactOptional() }),
  agreePlan: z.strictObject({
    involved: z.array(z.enum(PLAN_PARTIES)).max(2),
    actions: z.array(plannedActionSchema).max(100).exactOptional(),
  }),
  signOffPlan: nothing,
  returnPlan: nothing,
  startPlanAction: z.strictObject({ actionId: opaqueIdSchema }),
  recordFollowUp: z.strictObject({
    encounterId,
    reached: z.enum(CONTACTS_REACHED),
    channel: z.enum(CHANNELS),
    ratings: ratings.exactOptional(),
    invited: flag,
  }),
  holdReview: z.strictObject({ encounterId, ratings: ratings.exactOptional() }),
  rateConcern: z.strictObject({ encounterId, rating: concernRatingSchema, sourceForm: z.enum(SOURCE_FORMS) }),
  confirmLowering: oneConcern,
  returnLowering: oneConcern,
  concludePlan: nothing,
  requestClosure: z.strictObject({
    reason: z.enum(CLOSURE_REASONS),
    checks: closureChecksSchema,
    evidence: closureEvidenceSchema.exactOptional(),
  }),
  approveClosure: z.strictObject({ finalReview: flag, noGroundsAgainstWish: flag }),
  returnClosure: nothing,
  keepCaseOpen: nothing,
  holdFinalReview: nothing,
  requestReopening: z.strictObject({
    encounterId,
    eligibilityConfirmed: z.boolean(),
    consentConfirmed: z.boolean(),
    concerns: ratings,
  }),
  approveReopening: z.strictObject({ overLimit: flag }),
  returnReopening: nothing,
  reassignCase: z.strictObject({
    to: ownerChoiceSchema,
    childAndFamilyConsulted: z.boolean(),
    preferenceMet: flag,
    overLimit: flag,
  }),
  acknowledgeEscalation: z.strictObject({ escalationId: recordIdSchema }),
  resolveEscalation: z.strictObject({ escalationId: recordIdSchema }),
  reassignEscalation: z.strictObject({ escalationId: recordIdSchema, toPersonId: opaqueIdSchema }),
} as const;
