import {
  ADVICE_TOPICS,
  CONCERN_ANSWERS,
  CONFLICT_KINDS,
  CONSENT_PERSONS,
  CONSENT_SCOPES,
  IMMEDIATE_CONCERN_TYPES,
  LEGAL_BASES,
  OVERRIDE_GROUNDS,
  REPORT_DECISIONS,
  SCREEN_OUTCOMES,
  SERVICE_TYPES,
} from '@caseward/domain';
import { z } from 'zod';
import { instantSchema, localDateSchema, opaqueIdSchema } from '../primitives.js';
import { childProfileSchema, encounterId, flag, nothing, ownerChoiceSchema } from './shapes.js';

export const incidentSchema = z
  .union([z.strictObject({ at: instantSchema }), z.strictObject({ on: localDateSchema })], {
    error: 'Give either the instant, {"at": ...}, or only the date, {"on": ...}.',
  })
  .meta({ id: 'Incident', description: 'When it happened: the instant, or only the date.' });

const services = z.array(z.enum(SERVICE_TYPES)).max(SERVICE_TYPES.length);
const ground = z.enum(OVERRIDE_GROUNDS);
const immediateConcernId = opaqueIdSchema;
const reportId = opaqueIdSchema;

/** Urgent action, consent, assignment and what else happens around first contact. */
export const FIRST_CONTACT_SCHEMAS = {
  recordConsent: z.strictObject({
    participate: z.boolean(),
    storeData: z.boolean(),
    reporting: flag,
    services: services.exactOptional(),
    caseTransfer: flag,
    unhcr: flag,
    tracing: flag,
    withheld: flag,
    givenBy: z.array(z.enum(CONSENT_PERSONS)).max(CONSENT_PERSONS.length).exactOptional(),
    assent: flag,
    written: flag,
    proposedGround: ground.exactOptional(),
  }),
  withdrawConsent: z.strictObject({
    scopes: z.array(z.enum(CONSENT_SCOPES)).min(1).max(CONSENT_SCOPES.length),
    services: services.exactOptional(),
  }),
  proposeWithoutConsent: z.strictObject({ ground }),
  authoriseWithoutConsent: z.strictObject({ ground, legalBasis: z.enum(LEGAL_BASES) }),
  refuseWithoutConsent: nothing,
  recordAdvice: z.strictObject({
    topics: z.array(z.enum(ADVICE_TOPICS)).min(1).max(ADVICE_TOPICS.length),
    service: z.enum(SERVICE_TYPES).exactOptional(),
    consentGiven: flag,
  }),
  raiseImmediateConcern: z.strictObject({
    encounterId,
    immediateConcernId,
    type: z.enum(IMMEDIATE_CONCERN_TYPES),
    incident: incidentSchema.exactOptional(),
    area: opaqueIdSchema.exactOptional(),
  }),
  recordUrgentScreen: z.strictObject({
    encounterId,
    outcome: z.enum(SCREEN_OUTCOMES),
    asked: z.array(z.enum(IMMEDIATE_CONCERN_TYPES)).min(1).max(IMMEDIATE_CONCERN_TYPES.length),
    questions: z.array(opaqueIdSchema).max(100).exactOptional(),
  }),
  addressImmediateConcern: z.strictObject({
    encounterId,
    immediateConcernId,
    by: z.enum(CONCERN_ANSWERS),
    accompanied: flag,
    referralId: opaqueIdSchema.exactOptional(),
    placeNamed: flag,
    noGroundToOverride: flag,
  }),
  assignCase: z.strictObject({ to: ownerChoiceSchema, preferenceMet: flag, overLimit: flag }),
  declareConflictOfInterest: z.strictObject({ kind: z.enum(CONFLICT_KINDS) }),
  resolveConflictOfInterest: nothing,
  recordBirth: z.strictObject({ bornOn: localDateSchema, estimated: z.boolean() }),
  recordProfile: z.strictObject({ profile: childProfileSchema }),
  raiseMandatoryReport: z.strictObject({ reportId, law: opaqueIdSchema }),
  adviseMandatoryReport: z.strictObject({ reportId, advice: z.enum(REPORT_DECISIONS) }),
  decideMandatoryReport: z.strictObject({ reportId, decision: z.enum(REPORT_DECISIONS) }),
  recordNote: z.strictObject({ subject: opaqueIdSchema.exactOptional() }),
} as const;
