import {
  ACCESS_ANSWERS,
  ACCESS_REQUESTED_BY,
  ACCESS_WANTED,
  BREACH_MEASURES,
  BREACH_SEVERITIES,
  BREACH_TOLD,
  COMPLAINT_FROM,
  COMPLAINT_MATTERS,
  COMPLAINT_MEASURES,
  COMPLAINT_OUTCOMES,
  DATA_BREACH_KINDS,
  DATA_CLASSES,
  DESTRUCTION_MANNERS,
  HOLD_GROUNDS,
  READING_FINDINGS,
  READING_SIGNALS,
  WITHHOLDING_GROUNDS,
} from '@caseward/domain';
import { z } from 'zod';
import { instantSchema, localDateSchema, opaqueIdSchema, uuidSchema } from '../primitives.js';

const nothing = z.strictObject({});
const caseCount = z.int().min(0).max(1_000_000);
const seq = z.int().min(1);

/** Information management (specification, section 8). */
export const informationDutySchemas = {
  registerDataBreach: z.strictObject({
    breachKind: z.enum(DATA_BREACH_KINDS),
    noticedAt: instantSchema,
    happenedAt: instantSchema.nullable(),
    dataClasses: z.array(z.enum(DATA_CLASSES)).max(DATA_CLASSES.length),
    caseCount: caseCount.nullable().meta({ description: 'Null while nobody knows.' }),
    caseIds: z.array(uuidSchema).max(1000),
  }),
  assessDataBreach: z.strictObject({ severity: z.enum(BREACH_SEVERITIES), caseCount }),
  recordBreachMeasure: z.strictObject({ measure: z.enum(BREACH_MEASURES) }),
  decideBreachNotification: z.strictObject({ tell: z.array(z.enum(BREACH_TOLD)).max(BREACH_TOLD.length) }),
  recordBreachTold: z.strictObject({ told: z.enum(BREACH_TOLD) }),
  closeDataBreach: nothing,
  receiveComplaint: z.strictObject({
    matter: z.enum(COMPLAINT_MATTERS),
    from: z.enum(COMPLAINT_FROM),
    concerned: z.array(opaqueIdSchema).max(20).meta({ description: 'Person ids; empty when nobody was named.' }),
    aboutCaseId: uuidSchema.nullable(),
  }),
  acknowledgeComplaint: nothing,
  recordComplaintMeasure: z.strictObject({ measure: z.enum(COMPLAINT_MEASURES) }),
  answerComplaint: z.strictObject({ outcome: z.enum(COMPLAINT_OUTCOMES) }),
  closeComplaint: nothing,
  recordAccessRequest: z.strictObject({ requestedBy: z.enum(ACCESS_REQUESTED_BY), wanted: z.enum(ACCESS_WANTED) }),
  decideAccessRequest: z.strictObject({
    answer: z.enum(ACCESS_ANSWERS),
    withheld: z.array(z.strictObject({ contentId: uuidSchema, ground: z.enum(WITHHOLDING_GROUNDS) })).max(1000),
  }),
  recordAccessGiven: nothing,
  scheduleRetention: z.strictObject({ closedSeq: seq, keepUntil: localDateSchema, isExtended: z.boolean() }),
  suspendRetention: z.strictObject({ reopenedSeq: seq }),
  extendRetention: z.strictObject({ keepUntil: localDateSchema }),
  proposeDestruction: z.strictObject({ manner: z.enum(DESTRUCTION_MANNERS) }),
  declineDestruction: nothing,
  confirmDestruction: nothing,
  placeHold: z.strictObject({ ground: z.enum(HOLD_GROUNDS) }),
  liftHold: nothing,
  reportUnusualReading: z.strictObject({
    personId: opaqueIdSchema,
    signal: z.enum(READING_SIGNALS),
    seen: caseCount,
    baseline: caseCount,
  }),
  releaseReading: nothing,
  answerUnusualReading: z.strictObject({ finding: z.enum(READING_FINDINGS) }),
};

/** The form that documents each act. */
export const INFORMATION_FORM_OF = {
  registerDataBreach: 'data_breach',
  assessDataBreach: 'data_breach_assessment',
  recordBreachMeasure: 'data_breach_measure',
  decideBreachNotification: 'data_breach_notification',
  recordBreachTold: 'data_breach_notification',
  closeDataBreach: 'data_breach_closure',
  receiveComplaint: 'complaint',
  acknowledgeComplaint: 'complaint_acknowledgement',
  recordComplaintMeasure: 'complaint_measure',
  answerComplaint: 'complaint_answer',
  closeComplaint: 'complaint_closure',
  recordAccessRequest: 'access_request',
  decideAccessRequest: 'access_decision',
  recordAccessGiven: 'access_given',
  scheduleRetention: null,
  suspendRetention: null,
  extendRetention: 'retention_review',
  proposeDestruction: 'retention_review',
  declineDestruction: 'retention_review',
  confirmDestruction: 'destruction',
  placeHold: 'hold',
  liftHold: 'hold',
  reportUnusualReading: null,
  releaseReading: 'reading_release',
  answerUnusualReading: 'reading_inquiry',
} as const;
