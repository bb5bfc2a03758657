import { DUTY_COMMANDS, DUTY_FILE_KINDS, DUTY_OPENERS, type DutyCommandType, type DutyOpener } from '@caseward/domain';
import { z } from 'zod';
import type { NoneOf, SameShape } from '../commands/drift.js';
import { formSchema } from '../commands/form.js';
import { occurredAtSchema } from '../commands/command-schemas.js';
import { opaqueIdSchema, recordIdSchema } from '../primitives.js';
import { caseworkerDutySchemas } from './caseworker-duty-schemas.js';
import { teamDutySchemas } from './team-duty-schemas.js';
import { INFORMATION_FORM_OF, informationDutySchemas } from './information-duty-schemas.js';
import type { DutyClientPayload, DutyCommandWithForm } from './duty-client.js';
import { qualityDutySchemas } from './quality-duty-schemas.js';
import { directoryDutySchemas, sopDutySchemas } from './sop-duty-schemas.js';

const place = opaqueIdSchema.nullable().exactOptional();
const escalationId = recordIdSchema;

/** What a client sends with each command of a duty file. */
export const dutySchemas = {
  openDutyFile: z.strictObject({
    kind: z.enum(DUTY_FILE_KINDS),
    subjectId: opaqueIdSchema,
    scope: z.strictObject({ teamId: place, officeId: place, agencyId: place }).exactOptional(),
  }),
  endDutyFile: z.strictObject({}),
  adoptDutyPolicy: z.strictObject({}),
  acknowledgeDutyEscalation: z.strictObject({ escalationId }),
  resolveDutyEscalation: z.strictObject({ escalationId }),
  ...caseworkerDutySchemas,
  ...teamDutySchemas,
  ...qualityDutySchemas,
  ...sopDutySchemas,
  ...directoryDutySchemas,
  ...informationDutySchemas,
} as const satisfies Readonly<Record<DutyCommandType, z.ZodObject>>;

type Drifted = {
  [T in DutyCommandType]: SameShape<z.output<(typeof dutySchemas)[T]>, DutyClientPayload<T>> extends true ? never : T;
}[DutyCommandType];
/** A payload that the domain and this file describe differently does not compile. */
export type DutySchemasAgree = NoneOf<Drifted>;

/** The form that documents each act; null for acts without one. */
export const DUTY_FORM_OF = {
  openDutyFile: null,
  endDutyFile: 'duty_file_end',
  adoptDutyPolicy: null,
  acknowledgeDutyEscalation: null,
  resolveDutyEscalation: 'escalation_resolution',
  recordCaseloadReview: 'caseload_review',
  recordFileCheck: 'file_checklist',
  recordSupervision: 'supervision',
  recordCapacityAssessment: 'capacity_assessment',
  recordObservation: 'observation',
  recordTraining: 'training',
  recordTeamMeeting: 'team_meeting',
  submitTeamReport: 'team_report',
  recordDocumentReview: 'document_review',
  startQualityAssessment: 'quality_assessment',
  answerQualityIndicator: 'quality_answer',
  completeQualityAssessment: 'quality_assessment',
  confirmQualityAssessment: 'quality_confirmation',
  returnQualityAssessment: 'quality_return',
  addQualityAction: 'quality_action',
  completeQualityAction: 'quality_action',
  reviewQualityAction: 'quality_action_review',
  dropQualityAction: 'quality_action_drop',
  draftSop: 'sop_text',
  commentOnSop: 'sop_comment',
  answerSopComment: 'sop_comment_answer',
  submitSopForAdoption: null,
  returnSopToDraft: 'sop_return',
  signSop: null,
  withdrawSopSignature: 'sop_signature_withdrawal',
  adoptSop: null,
  askSopReview: 'sop_review_request',
  recordSopReview: 'sop_review',
  keepDirectoryEntry: null,
  confirmDirectoryEntry: null,
  ...INFORMATION_FORM_OF,
} as const satisfies { readonly [T in DutyCommandType]: T extends DutyCommandWithForm ? string : null };

const occurredAt = occurredAtSchema.exactOptional();

function envelopeOf(type: DutyCommandType): z.ZodObject {
  const common = { type: z.literal(type), occurredAt, payload: dutySchemas[type] as z.ZodObject };
  return DUTY_FORM_OF[type] === null
    ? z.strictObject(common)
    : z.strictObject({ ...common, form: formSchema.exactOptional() });
}

/** Given to addresses of their own, which fill in what a client does not say. */
const ELSEWHERE: ReadonlySet<DutyCommandType> = new Set<DutyCommandType>([
  'openDutyFile',
  'keepDirectoryEntry',
  ...(Object.keys(DUTY_OPENERS) as DutyOpener[]),
  'suspendRetention',
]);
const LATER = DUTY_COMMANDS.filter((type) => !ELSEWHERE.has(type));

/** One command on a duty file by its name in the domain: `{type, occurredAt?, payload, form?}`. */
export const dutyEnvelopeSchema = z
  .discriminatedUnion('type', LATER.map(envelopeOf) as [z.ZodObject, ...z.ZodObject[]])
  .meta({ id: 'DutyCommandEnvelope', description: 'Any command on a duty file by its name in the domain.' });

export interface DutyEnvelope {
  readonly type: DutyCommandType;
  readonly occurredAt?: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly form?: Readonly<Record<string, unknown>>;
}

/** The body that opens a duty file. */
export const openDutyFileSchema = dutySchemas.openDutyFile.extend({ occurredAt }).meta({ id: 'OpenDutyFile' });

const openerOf = <Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, id: string) =>
  z.strictObject({ ...schema.shape, occurredAt, form: formSchema.exactOptional() }).meta({ id });

/** Bodies of what opens a file by happening. */
export const dutyOpenerBodies = {
  registerDataBreach: openerOf(dutySchemas.registerDataBreach, 'RegisterDataBreach'),
  receiveComplaint: openerOf(dutySchemas.receiveComplaint, 'ReceiveComplaint'),
  recordAccessRequest: openerOf(dutySchemas.recordAccessRequest, 'RecordAccessRequest'),
} as const;
