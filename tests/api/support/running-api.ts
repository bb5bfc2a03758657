import { randomBytes } from 'node:crypto';
import { createApi, type Api, type ApiParts } from '@caseward/api';
import { createClock, type Clock } from '@caseward/config';
import type { Overlay } from '@caseward/forms';
import { createLogger } from '@caseward/observability';
import { createDataSource, InboxFeed, lastSeqOf, resultOf } from '@caseward/persistence';
import {
  FileKeyService,
  keysAtHand,
  newTokenKeyFile,
  RootKeys,
  tokenJwk,
  tokenKey,
  type TokenKey,
} from '@caseward/security';
import { CaseClient } from '@caseward/temporal';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll } from 'vitest';
import { startCaseWorker, type CaseWorker } from '../../support/case-worker.js';
import { developmentEngine, type DevelopmentEngine } from '../../support/engine.js';
import { testDatabase, type TestDatabase } from '../../support/postgres.js';
import { testCodec } from '../../support/test-codec.js';
import { seedDemo } from './seed-demo.js';

export interface RunningApi extends Api {
  readonly dataSource: DataSource;
  readonly engine: DevelopmentEngine;
  /** Signs the tokens that it takes. */
  readonly providerKey: TokenKey;
  /** JSON lines that the API logged so far. */
  readonly logged: readonly string[];
  /** For what needs a real connection; `inject` needs none. */
  listen(): Promise<void>;
  stopWorker(): Promise<void>;
  startWorker(): Promise<void>;
}

export interface RunningApiSettings {
  readonly patienceMs?: number;
  readonly clock?: Clock;
  readonly formOverlay?: Overlay;
}

/** Whose tokens a tested API takes: made by the test itself, as a provider would. */
export const TEST_ISSUER = { issuer: 'https://provider.test', audience: 'caseward-api' } as const;

/** The real API on a real database, engine and worker: one set for each spec file. */
export function runningApi(settings: RunningApiSettings = {}): RunningApi {
  const running = new Running(settings);
  beforeAll(() => running.start());
  afterAll(() => running.stop());
  return running;
}

class Running implements RunningApi {
  readonly logged: string[] = [];
  readonly providerKey = tokenKey(newTokenKeyFile());
  app!: RunningApi['app'];
  lifetime!: RunningApi['lifetime'];
  dataSource!: DataSource;
  engine!: DevelopmentEngine;
  #database: TestDatabase | undefined;
  #feed: InboxFeed | undefined;
  #worker: CaseWorker | undefined;
  #listening: Promise<unknown> | undefined;

  constructor(private readonly settings: RunningApiSettings) {}

  async start(): Promise<void> {
    this.#database = await testDatabase();
    const { url } = this.#database;
    this.dataSource = await createDataSource({ url, poolSize: 6 }).initialize();
    this.engine = await developmentEngine(testCodec());
    const feed = new InboxFeed(this.dataSource, { url });
    this.#feed = feed;
    await Promise.all([seedDemo(this.dataSource), feed.start(), this.startWorker()]);
    Object.assign(this, await createApi(this.#parts(feed)));
  }

  async stop(): Promise<void> {
    // After a start that failed half way some of these are not there.
    const { app, dataSource, engine }: Partial<RunningApi> = this;
    await app?.close();
    await this.stopWorker();
    await this.#feed?.close();
    await dataSource?.destroy();
    await engine?.stop();
    await this.#database?.drop();
  }

  async listen(): Promise<void> {
    await (this.#listening ??= this.app.listen(0, '127.0.0.1'));
  }

  async startWorker(): Promise<void> {
    const database = { url: this.#database?.url ?? '' };
    this.#worker = await startCaseWorker({ engine: this.engine, codec: testCodec(), database });
  }

  async stopWorker(): Promise<void> {
    await this.#worker?.stop();
    this.#worker = undefined;
  }

  #parts(feed: InboxFeed): ApiParts {
    const { dataSource } = this;
    const record = {
      resultOf: (caseId: string, commandId: string) => resultOf(dataSource, caseId, commandId),
      lastSeq: (caseId: string) => lastSeqOf(dataSource, caseId),
    };
    const keys = keysAtHand({ keys: [tokenJwk(this.providerKey, 'public')] });
    return {
      dataSource,
      feed,
      ...(this.settings.formOverlay === undefined ? {} : { formOverlay: this.settings.formOverlay }),
      cases: new CaseClient(this.engine.client, { record, patienceMs: this.settings.patienceMs ?? 20_000 }),
      engineAnswers: async () => true,
      clock: this.settings.clock ?? createClock(),
      logger: createLogger('api', 'info', { write: (line: string) => void this.logged.push(line) }),
      secrets: {
        tokenKey: this.providerKey,
        keyService: new FileKeyService(new RootKeys('test', new Map([['test', randomBytes(32)]]))),
        requestKey: randomBytes(32),
      },
      identity: { tokens: { ...TEST_ISSUER, keys }, personClaim: 'sub', personBy: 'person_id' },
    };
  }
}
