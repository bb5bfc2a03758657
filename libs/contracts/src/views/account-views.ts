import { ACCOUNT_REASONS, PERSONAL_CODE_HOURS } from '@caseward/domain';
import { z } from 'zod';

export const accountActSchema = z
  .strictObject({ reason: z.enum(ACCOUNT_REASONS).meta({ description: 'Why; it stands in the record of such acts.' }) })
  .meta({ id: 'AccountAct' });
export type AccountActBody = z.output<typeof accountActSchema>;

export const personalCodeSchema = z
  .object({
    code: z.string().meta({ description: 'Shown this once. Hand it over yourself, to somebody whom you recognise.' }),
    endsAt: z.iso.datetime().meta({
      description: `Real time after which it is worth nothing, ${String(PERSONAL_CODE_HOURS)} hours from now.`,
    }),
  })
  .meta({ id: 'PersonalCode' });
export type PersonalCode = z.output<typeof personalCodeSchema>;
