import { z } from 'zod';
import { instantViewSchema } from '../primitives.js';

export const policySchema = z
  .object({
    version: z.string(),
    zone: z.string().meta({ description: 'The time zone in which days are counted.' }),
    values: z.array(
      z.object({
        key: z.string(),
        value: z.unknown(),
        unit: z.string(),
        clause: z.string().meta({ description: 'Where the value comes from; [D] marks a design default.' }),
      }),
    ),
  })
  .meta({ id: 'Policy' });
export type PolicyView = z.output<typeof policySchema>;

export const simulationSchema = z
  .object({
    simulated: z.boolean(),
    now: instantViewSchema,
    speed: z.number().meta({ description: 'Simulated seconds in a real second; 1 is real time.' }),
  })
  .meta({ id: 'Simulation' });
export type SimulationView = z.output<typeof simulationSchema>;

export const livenessSchema = z.object({ status: z.literal('alive') }).meta({ id: 'Liveness' });

export const readinessSchema = z
  .object({
    status: z.enum(['ready', 'degraded', 'not_ready']).meta({
      description: '`degraded`: reading works, the engine is away.',
    }),
    checks: z.object({
      record: z.enum(['up', 'down']),
      migrations: z.enum(['done', 'pending', 'unknown']),
      engine: z.enum(['up', 'down']),
    }),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.output<typeof readinessSchema>;
