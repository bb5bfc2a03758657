import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { perimeterFaults, signInFaults } from './perimeter.js';
import { SETTINGS, type ApiConfig, type WorkerConfig } from './settings.js';

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly faults: readonly string[]) {
    super(
      `The configuration has ${String(faults.length)} fault(s):\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readApiConfig(environment: Environment = process.env): ApiConfig {
  return read(SETTINGS.api, environment);
}

export function readWorkerConfig(environment: Environment = process.env): WorkerConfig {
  return read(SETTINGS.worker, environment);
}

/** Lists every fault at once. @throws ConfigurationError */
function read<Shape extends z.ZodRawShape>(shape: Shape, environment: Environment): z.infer<z.ZodObject<Shape>> {
  const values = Object.fromEntries(
    Object.keys(shape).flatMap((name) => {
      const value = valueOf(name, environment);
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const parsed = z.object(shape).safeParse(values);
  const faults = parsed.success
    ? forbiddenInProduction(values, 'CASEWARD_SECOND_FACTOR' in shape)
    : parsed.error.issues.map(words);
  if (!parsed.success || faults.length > 0) throw new ConfigurationError(faults);
  return parsed.data;
}

function words(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.message}`;
}

function valueOf(name: string, environment: Environment): string | undefined {
  const file = environment[`${name}_FILE`];
  return file === undefined ? environment[name] : readFileSync(file, 'utf8').trim();
}

/** @param letsIn whether people sign in at this process */
function forbiddenInProduction(values: Record<string, string | undefined>, letsIn: boolean): string[] {
  if (values['NODE_ENV'] !== 'production') return [];
  return [
    ...(values['CASEWARD_SIMULATION'] === 'true'
      ? ['CASEWARD_SIMULATION: production runs on the real clock only']
      : []),
    ...(values['CASEWARD_FAULT'] === undefined ? [] : ['CASEWARD_FAULT: no fault injection in production']),
    ...(letsIn ? signInFaults(values) : []),
    ...perimeterFaults(values),
  ];
}
