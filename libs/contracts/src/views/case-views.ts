import {
  CLOSURE_REASONS,
  CONCERN_CATEGORIES,
  OBLIGATION_KINDS,
  ROLES,
  SOURCE_FORMS,
  STAGES,
  DUTY_COMMANDS,
  type CommandType,
  type HostedCommand,
  type ObligationKind,
  PERMISSIONS,
} from '@caseward/domain';
import { z } from 'zod';
import { instantViewSchema as instant, localDateSchema } from '../primitives.js';
import { closureChecksSchema, concernRatingSchema, fineCodeSchema } from '../commands/shapes.js';

const id = z.string();
export const stageSchema = z.enum(STAGES).meta({ id: 'Stage' });
export const commandTypeSchema = z
  .enum(Object.keys(PERMISSIONS) as [CommandType, ...CommandType[]])
  .meta({ id: 'CommandType' });
/** What completes a task: a command of a case or of a duty file. */
export const anyCommandTypeSchema = z
  .enum([...Object.keys(PERMISSIONS), ...DUTY_COMMANDS] as [HostedCommand['type'], ...HostedCommand['type'][]])
  .meta({ id: 'AnyCommandType' });
export const obligationKindSchema = z
  .enum([...OBLIGATION_KINDS] as [ObligationKind, ...ObligationKind[]])
  .meta({ id: 'ObligationKind' });
const level = z.string().meta({ description: 'A level of the policy, such as HIGH.' });

export const ownerSchema = z
  .object({ caseworkerId: id, teamId: id, officeId: id, agencyId: id })
  .meta({ id: 'Owner', description: 'Who is responsible for the case.' });

export const actorSchema = z
  .object({
    personId: id,
    role: z.enum(ROLES),
    authoredBy: id.exactOptional().meta({ description: 'Data entry: whose work was transcribed.' }),
  })
  .meta({ id: 'Actor' });

export const caseSummarySchema = z
  .object({
    caseId: z.uuid(),
    seq: z.int().meta({ description: 'The number of the last event; the ETag of the case.' }),
    caseCode: z.string().nullable(),
    stage: stageSchema,
    level,
    episode: z.int(),
    owner: ownerSchema.nullable(),
    closureRecommended: z.boolean(),
    closedAt: instant.nullable(),
    policyVersion: z.string().nullable(),
  })
  .meta({ id: 'CaseSummary' });
export type CaseSummary = z.output<typeof caseSummarySchema>;

export const derivationSchema = z
  .object({
    rule: z.string().meta({ description: 'The rule of the specification, such as CLK-4.' }),
    policyKey: z.string(),
    policyVersion: z.string(),
    term: z.string().meta({ description: 'The value that was applied, such as "7 days".' }),
    countedFrom: z.string(),
    unit: z.string(),
    clause: z.string().meta({ description: 'Where the value comes from; [D] marks a design default.' }),
  })
  .meta({ id: 'Derivation', description: 'Where a due date comes from.' });
export type DerivationView = z.output<typeof derivationSchema>;

export const clockSchema = z
  .object({
    key: z.string(),
    kind: obligationKindSchema,
    episode: z.int(),
    level,
    countedFrom: instant.meta({ description: 'The moment of the fact that started the clock.' }),
    dueOn: localDateSchema.nullable(),
    dueAt: instant.nullable(),
    overdueFrom: instant.meta({ description: 'The first instant that is too late.' }),
    overdue: z.boolean(),
    due: z.string().meta({ description: 'In words, such as "due in 3 days".' }),
    responsible: id.nullable().meta({ description: 'The caseworker, or the team whose supervisor has to act.' }),
    derivation: derivationSchema,
    explanation: z.string().meta({
      description:
        'Kind, due date, value, anchor and rule in a sentence, in the language of Accept-Language (en, ar, fr).',
    }),
  })
  .meta({ id: 'Clock', description: 'A duty whose clock is running.' });
export type ClockView = z.output<typeof clockSchema>;

export const breachSchema = z
  .object({
    breachId: id,
    kind: obligationKindSchema,
    level,
    dueOn: localDateSchema.nullable(),
    overdueFrom: instant,
    owner: ownerSchema,
    raisedAt: instant,
    withdrawnAt: instant.nullable(),
    withdrawnBySeq: z.int().nullable(),
  })
  .meta({ id: 'Breach', description: 'A missed deadline. It stays for ever; a late entry may withdraw it.' });
export type BreachView = z.output<typeof breachSchema>;

const concernSchema = z.object({
  concernId: id,
  category: z.enum(CONCERN_CATEGORIES),
  level,
  ratedAt: instant,
  fineCode: fineCodeSchema.exactOptional(),
});
const planSchema = z.object({
  revision: z.int(),
  status: z.enum(['agreed', 'signed_off', 'returned']),
  agreedBy: id,
  agreedAt: instant,
});
const loweringSchema = z.object({
  concernId: id,
  from: level,
  to: level,
  sourceForm: z.enum(SOURCE_FORMS),
  fineCode: fineCodeSchema.exactOptional(),
  proposedBy: id,
  proposedAt: instant,
});
const closureRequestSchema = z.object({
  reason: z.enum(CLOSURE_REASONS),
  checks: closureChecksSchema,
  requestedBy: id,
  requestedAt: instant,
  from: stageSchema,
});
const reopeningRequestSchema = z.object({
  requestedBy: id,
  requestedAt: instant,
  concerns: z.array(concernRatingSchema),
});

/** What an administrator may see of a case: stages, levels, people and dates, no content. */
export const caseStructureSchema = z
  .object({
    concerns: z.array(concernSchema),
    consent: z.object({ participate: z.boolean(), storeData: z.boolean() }).nullable(),
    plan: planSchema.nullable(),
    implementationStarted: z.boolean(),
    planConcludedAt: instant.nullable(),
    pending: z.object({
      lowerings: z.array(loweringSchema),
      closureRequest: closureRequestSchema.nullable(),
      reopeningRequest: reopeningRequestSchema.nullable(),
    }),
    clocks: z.array(clockSchema),
    breaches: z.array(breachSchema),
  })
  .meta({ id: 'CaseStructure' });
export type CaseStructure = z.output<typeof caseStructureSchema>;
