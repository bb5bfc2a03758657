import { afterAll, beforeAll } from 'vitest';
import type { CaseSettings } from '@caseward/workflows';
import { PlayedCase } from '../support/case-commands.js';
import { startCaseWorker, type CaseWorker } from '../support/case-worker.js';
import { developmentEngine, timeSkippingEngine, type Engine } from '../support/engine.js';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { testCodec } from '../support/test-codec.js';

/** Cases kept in memory: usual, and none, so that every single task replays its run. */
export const CACHES = [
  { cache: 'usual', maxCachedWorkflows: 100 },
  { cache: 'none', maxCachedWorkflows: 0 },
] as const;

export interface Bench {
  readonly engine: Engine;
  readonly database: TestDatabase;
  readonly worker: CaseWorker;
  /** A case that nobody has heard of, or the one with the given id. */
  case(caseId?: string): PlayedCase;
}

interface BenchSettings {
  readonly maxCachedWorkflows?: number;
  readonly settings?: CaseSettings;
  readonly real?: boolean;
  readonly patienceMs?: number;
  readonly onMainThread?: boolean;
}

/** Server, database and worker for the specs of the surrounding block. */
export function bench({ real = false, ...wanted }: BenchSettings = {}): Bench {
  const codec = testCodec();
  const parts: { engine?: Engine; database?: TestDatabase; worker?: CaseWorker } = {};
  const part = <Name extends keyof typeof parts>(name: Name): NonNullable<(typeof parts)[Name]> => {
    const found = parts[name];
    if (found === undefined) throw new Error(`the ${name} is not up`);
    return found;
  };
  beforeAll(async () => {
    parts.database = await testDatabase();
    parts.engine = await (real ? developmentEngine(codec) : timeSkippingEngine(codec));
    parts.worker = await startCaseWorker({ engine: parts.engine, codec, database: parts.database, ...wanted });
  });
  afterAll(async () => {
    await parts.worker?.stop();
    await parts.engine?.stop();
    await parts.database?.drop();
  });
  return {
    get engine() {
      return part('engine');
    },
    get database() {
      return part('database');
    },
    get worker() {
      return part('worker');
    },
    case(caseId) {
      const { client, record } = part('worker');
      return new PlayedCase({
        client,
        record,
        nowMs: part('engine').nowMs,
        ...(caseId === undefined ? {} : { caseId }),
      });
    },
  };
}
