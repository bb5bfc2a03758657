import {
  ADVICE_TOPICS,
  BID_KINDS,
  CONCERN_ANSWERS,
  CONFLICT_KINDS,
  CONSENT_PERSONS,
  ELIGIBILITY_EXITS,
  EMERGENCY_REASONS,
  IMMEDIATE_CONCERN_TYPES,
  LEGAL_BASES,
  REPORT_DECISIONS,
  SCREEN_OUTCOMES,
  SERVICE_TYPES,
  TRANSFER_REASONS,
  type CaseDetails,
  type NoticeKind,
} from '@caseward/domain';
import { z } from 'zod';
import { caseworkerPreferenceSchema } from '../commands/casework-schemas.js';
import type { NoneOf, SameShape } from '../commands/drift.js';
import { referralRequestSchema } from '../commands/implementation-schemas.js';
import { childProfileSchema, fineCodeSchema } from '../commands/shapes.js';
import { instantViewSchema as instant, localDateSchema } from '../primitives.js';
import { ownerSchema } from './case-views.js';

const id = z.string();
const flag = z.boolean().exactOptional();

const consentSchema = z.strictObject({
  participate: z.boolean(),
  storeData: z.boolean(),
  reporting: flag,
  services: z.array(z.enum(SERVICE_TYPES)).exactOptional(),
  caseTransfer: flag,
  unhcr: flag,
  tracing: flag,
  withheld: flag,
  givenBy: z.array(z.enum(CONSENT_PERSONS)),
  assent: z.boolean().nullable(),
  recordedAt: instant,
});

export const careSchema = z
  .strictObject({
    isUrgent: z.boolean(),
    referral: z.enum(['urgent', 'ordinary']),
    elapsedHours: z.number(),
    careTargetUntil: instant,
    windows: z.array(
      z.strictObject({
        window: z.enum(['evidence', 'pep', 'ec']),
        hours: z.number(),
        until: instant,
        isOpen: z.boolean(),
        hoursLeft: z.number(),
      }),
    ),
  })
  .meta({ id: 'SexualViolenceCare', description: 'How long something can still be done; health staff decide what.' });

const immediateConcernSchema = z.strictObject({
  immediateConcernId: id,
  type: z.enum(IMMEDIATE_CONCERN_TYPES),
  raisedAt: instant,
  cardAlert: z.enum(['missing', 'outdated']).nullable(),
  addressedAt: instant.nullable(),
  addressedBy: z.enum(CONCERN_ANSWERS).nullable(),
  care: careSchema.nullable(),
});

const urgentScreenSchema = z.strictObject({
  lastAt: instant,
  lastOutcome: z.enum(SCREEN_OUTCOMES),
  secondDone: z.boolean(),
});

export const referralViewSchema = referralRequestSchema
  .extend({
    status: z.enum(['draft', 'sent', 'accepted', 'rejected', 'done', 'revoked']),
    sentAt: instant.nullable(),
    endedAt: instant.nullable(),
    overridden: z.boolean(),
    toExplain: z.boolean(),
    recall: z.boolean(),
    toFollowUp: z.array(z.enum(['child', 'provider'])),
  })
  .meta({ id: 'Referral' });

export const conferenceViewSchema = z
  .strictObject({
    conferenceId: id,
    status: z.enum(['convened', 'concluded', 'cancelled']),
    plannedFor: localDateSchema,
    agreesToClosure: z.boolean(),
    chairId: id,
  })
  .meta({ id: 'Conference' });

export const transferViewSchema = z
  .strictObject({
    transferId: id,
    toAgencyId: id,
    reason: z.enum(TRANSFER_REASONS),
    childAndFamilyConsulted: z.boolean(),
    metNewCaseworker: z.boolean(),
    status: z.enum(['proposed', 'sent', 'accepted', 'rejected', 'revoked']),
    proposedBy: id,
    proposedAt: instant,
    sentBy: id.nullable(),
    sentAt: instant.nullable(),
    level: z.string().nullable(),
    overridden: z.boolean(),
    from: ownerSchema,
    answeredAt: instant.nullable(),
  })
  .meta({ id: 'Transfer' });

export const custodySchema = z
  .strictObject({ agencyId: id, caseworkerId: id, until: instant, endedAs: z.literal('TRANSFERRED_OUT') })
  .meta({ id: 'Custody', description: 'An agency that handed the case over; its own record ends there.' });

const emergencyAccessViewSchema = z
  .strictObject({
    accessId: id,
    personId: id,
    agencyId: id,
    reason: z.enum(EMERGENCY_REASONS),
    openedAt: instant,
    until: instant,
    endedAt: instant.nullable(),
    reviewedBy: id.nullable(),
    justified: z.boolean().nullable(),
  })
  .meta({
    id: 'EmergencyAccess',
    description: 'Who read the file in an emergency, until when, and what the review found: null while it waits.',
  });

const NOTICE_KINDS = [
  'case_closed',
  'birthday_ahead',
  'birth_to_check',
  'turned_18',
  'card_missing',
  'card_outdated',
] as const satisfies readonly NoticeKind[];

/** What a case says beside its clocks: codes, ids and dates only, nothing that people wrote. */
export const caseDetailsSchema = z
  .strictObject({
    eligibilityExit: z.enum(ELIGIBILITY_EXITS).nullable(),
    advice: z.array(z.enum(ADVICE_TOPICS)),
    adviceToOffer: z.array(z.enum(ADVICE_TOPICS)),
    intakeEndedAs: z.enum(['refused', 'not_eligible']).nullable(),
    unassigned: z.boolean(),
    consent: consentSchema.nullable(),
    countsInAggregates: z.boolean(),
    legalBasis: z.enum(LEGAL_BASES).nullable(),
    withoutConsentProposed: z.boolean(),
    invitationOutstanding: z.boolean(),
    immediateConcerns: z.array(immediateConcernSchema),
    urgentScreen: urgentScreenSchema.nullable(),
    urgentScreenMissing: z.enum(['first', 'second']).nullable(),
    preference: caseworkerPreferenceSchema.nullable(),
    profile: childProfileSchema.nullable(),
    birthEstimated: z.boolean().nullable(),
    conflictOfInterest: z.enum(CONFLICT_KINDS).nullable(),
    overLimit: z.boolean(),
    mandatoryReports: z.array(z.strictObject({ reportId: id, decision: z.enum(REPORT_DECISIONS).nullable() })),
    fineCodes: z.array(z.strictObject({ concernId: id, fineCode: fineCodeSchema })),
    planActions: z.array(
      z.strictObject({
        actionId: id,
        status: z.enum(['pending', 'ongoing', 'completed']),
        dueOn: localDateSchema,
        responsible: id,
      }),
    ),
    referrals: z.array(referralViewSchema),
    conferences: z.array(conferenceViewSchema),
    bids: z.array(
      z.strictObject({
        bidId: id,
        kind: z.enum(BID_KINDS),
        flaggedAt: instant,
        status: z.enum(['pending', 'approved', 'deferred', 'not_approved', 'closed']),
        decidedAt: instant.nullable(),
      }),
    ),
    transfers: z.array(transferViewSchema),
    custody: z.array(custodySchema),
    notContactableSince: localDateSchema.nullable(),
    diedOn: localDateSchema.nullable(),
    deathCorrectionProposed: z.boolean(),
    turned18: z.boolean(),
    notices: z.array(z.strictObject({ noticeId: id, kind: z.enum(NOTICE_KINDS), personId: id, at: instant })),
    emergencyAccesses: z.array(emergencyAccessViewSchema),
  })
  .meta({ id: 'CaseDetails' });
export type CaseDetailsView = z.output<typeof caseDetailsSchema>;

type Drifted = {
  [Field in keyof CaseDetails]: SameShape<CaseDetailsView[Field], CaseDetails[Field]> extends true ? never : Field;
}[keyof CaseDetails];
/** The build stops here and names the field when the schema and the domain's details differ. */
export type DetailsInStep = NoneOf<Drifted>;
