import { EMERGENCY_REASONS, TRANSFER_REASONS } from '@caseward/domain';
import { z } from 'zod';
import { localDateSchema, opaqueIdSchema, recordIdSchema } from '../primitives.js';
import { flag, nothing, ownerChoiceSchema } from './shapes.js';

const transferId = opaqueIdSchema;
const accessId = opaqueIdSchema;
const oneTransfer = z.strictObject({ transferId });

const transferRequest = z.strictObject({
  transferId,
  toAgencyId: opaqueIdSchema,
  reason: z.enum(TRANSFER_REASONS),
  childAndFamilyConsulted: z.boolean(),
  metNewCaseworker: z.boolean(),
});

/** Transfer to another agency, death and its correction, another version of the policy, emergency access, notices. */
export const TRANSFER_SCHEMAS = {
  proposeTransfer: transferRequest,
  sendTransfer: transferRequest.extend({ overrideGround: z.literal('immediate_safety_risk').exactOptional() }),
  acceptTransfer: z.strictObject({ transferId, to: ownerChoiceSchema, overLimit: flag }),
  rejectTransfer: oneTransfer,
  revokeTransfer: oneTransfer,
  recordDeath: z.strictObject({ diedOn: localDateSchema }),
  proposeDeathCorrection: nothing,
  confirmDeathCorrection: nothing,
  returnDeathCorrection: nothing,
  openEmergencyAccess: z.strictObject({ accessId, reason: z.enum(EMERGENCY_REASONS) }),
  endEmergencyAccess: z.strictObject({ accessId }),
  reviewEmergencyAccess: z.strictObject({ accessId, justified: z.boolean() }),
  adoptPolicy: z.strictObject({ version: opaqueIdSchema }),
  acknowledgeNotice: z.strictObject({ noticeId: recordIdSchema }),
} as const;
