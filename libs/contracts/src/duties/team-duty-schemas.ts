import { REVIEWED } from '@caseward/domain';
import { z } from 'zod';

/** Commands of the files of teams and agencies. */
export const teamDutySchemas = {
  recordTeamMeeting: z.strictObject({ present: z.int().min(1).max(1000) }),
  submitTeamReport: z.strictObject({ period: z.enum(['week', 'month']) }),
  recordDocumentReview: z.strictObject({ document: z.enum(REVIEWED), changed: z.boolean() }),
};
