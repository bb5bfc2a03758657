import { ROLES } from '@caseward/domain';
import { z } from 'zod';

export const newSessionSchema = z
  .strictObject({
    login: z
      .string()
      .trim()
      .toLowerCase()
      .min(1)
      .max(100)
      .meta({ examples: ['sup.badr'] }),
    password: z.string().min(1).max(200),
  })
  .meta({ id: 'NewSession' });
export type NewSession = z.output<typeof newSessionSchema>;

export const meSchema = z
  .object({
    personId: z.string(),
    role: z.enum(ROLES),
    displayName: z.string(),
    teamId: z.string().exactOptional(),
    officeId: z.string().exactOptional(),
    agencyId: z.string().exactOptional(),
  })
  .meta({ id: 'Me' });
export type Me = z.output<typeof meSchema>;

export const sessionSchema = z
  .object({ token: z.string(), expiresInSeconds: z.int(), me: meSchema })
  .meta({ id: 'Session' });
export type Session = z.output<typeof sessionSchema>;
