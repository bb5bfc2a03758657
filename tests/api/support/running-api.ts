import { randomBytes } from 'node:crypto';
import {
  apiDataSource,
  createApi,
  embeddedIdentity,
  RequestDigests,
  systemSql,
  type Api,
  type ApiParts,
  type Identity,
} from '@caseward/api';
import { createClock, type Clock } from '@caseward/config';
import type { PolicyOverrides } from '@caseward/domain';
import type { Overlay } from '@caseward/forms';
import { createLogger } from '@caseward/observability';
import { createDataSource, InboxFeed, lastSeqOf, resultOf } from '@caseward/persistence';
import {
  keysAtHand,
  newTokenKeyFile,
  RootKeys,
  SignInKeys,
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
import { testCodec, testKeys } from '../../support/test-codec.js';
import { seedDemo } from './seed-demo.js';

export interface RunningApi extends Api {
  readonly dataSource: DataSource;
  /** As the role of the list of names. */
  readonly names: DataSource;
  /** For what only whoever rules the database can do. */
  readonly superUrl: string;
  /** What every role of the programs signs in with. */
  readonly appPassword: string;
  readonly engine: DevelopmentEngine;
  /** Signs the tokens that it takes. */
  readonly providerKey: TokenKey;
  readonly identity: Identity;
  readonly clock: Clock;
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
  /** Root keys that can be replaced; without them some that nobody else has. */
  readonly roots?: RootKeys;
  readonly formOverlay?: Overlay;
  /** Values of the policy that are not the usual ones. */
  readonly policyValues?: PolicyOverrides;
  /** How files are checked and where they are fetched. */
  readonly files?: Pick<ApiParts, 'scanner' | 'filesOrigin'>;
  /** Where the pages of the engine stand. */
  readonly enginePagesOrigin?: string;
  /** With the provider in the process of the API; otherwise the tests make the tokens themselves. */
  readonly embedded?: {
    readonly publicUrl: string;
    readonly asksSecondFactor: boolean;
    readonly demandsSecondFactor?: boolean;
  };
  /** Changes how people are known. */
  readonly identity?: Partial<Identity>;
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

export type StartedApi = RunningApi & { stop(): Promise<void> };

/** The same for what is no spec: whoever started it stops it. */
export async function startedApi(settings: RunningApiSettings = {}): Promise<StartedApi> {
  const running = new Running(settings);
  await running.start();
  return running;
}

class Running implements RunningApi {
  readonly logged: string[] = [];
  readonly providerKey = tokenKey(newTokenKeyFile());
  readonly roots: RootKeys;
  readonly signInKeys: SignInKeys;
  app!: RunningApi['app'];
  lifetime!: RunningApi['lifetime'];
  dataSource!: DataSource;
  names!: DataSource;
  /** As the API signs in, where `dataSource` is the worker's and sees everything. */
  #ofApi: DataSource | undefined;
  engine!: DevelopmentEngine;
  #database: TestDatabase | undefined;
  #feed: InboxFeed | undefined;
  #worker: CaseWorker | undefined;
  #listening: Promise<unknown> | undefined;

  readonly identity: Identity;

  readonly clock: Clock;

  constructor(private readonly settings: RunningApiSettings) {
    this.clock = settings.clock ?? createClock();
    this.roots = settings.roots ?? new RootKeys('test', new Map([['test', randomBytes(32)]]));
    this.signInKeys = new SignInKeys(this.roots);
    this.identity = { ...this.#identity(settings.embedded), ...settings.identity };
  }

  get superUrl(): string {
    return this.#database?.superUrl ?? '';
  }

  get appPassword(): string {
    return this.#database?.appPassword ?? '';
  }

  async start(): Promise<void> {
    this.#database = await testDatabase();
    const { url, apiUrl, namesUrl } = this.#database;
    this.dataSource = await createDataSource({ url, poolSize: 6 }).initialize();
    this.engine = await developmentEngine(testCodec());
    const ofApi = await apiDataSource({ url: apiUrl, poolSize: 6 }).initialize();
    this.#ofApi = ofApi;
    this.names = await createDataSource({ url: namesUrl, poolSize: 2 }).initialize();
    const feed = new InboxFeed(systemSql(ofApi, 'follow_inboxes'), { url: apiUrl });
    this.#feed = feed;
    await Promise.all([
      seedDemo(this.dataSource, this.signInKeys, this.settings.policyValues),
      feed.start(),
      this.startWorker(),
    ]);
    Object.assign(this, await createApi(this.#parts(ofApi, feed)));
  }

  async stop(): Promise<void> {
    // After a start that failed half way some of these are not there.
    const { app, dataSource, names, engine }: Partial<RunningApi> = this;
    await app?.close();
    await this.stopWorker();
    await this.#feed?.close();
    await this.#ofApi?.destroy();
    await names?.destroy();
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

  #parts(dataSource: DataSource, feed: InboxFeed): ApiParts {
    const asked = systemSql(dataSource, 'give_command');
    const record = {
      resultOf: (caseId: string, commandId: string) => resultOf(asked, caseId, commandId),
      lastSeq: (caseId: string) => lastSeqOf(asked, caseId),
    };
    return {
      dataSource,
      names: this.names,
      codec: testCodec(),
      feed,
      ...this.settings.files,
      ...(this.settings.enginePagesOrigin === undefined ? {} : { enginePagesOrigin: this.settings.enginePagesOrigin }),
      ...(this.settings.formOverlay === undefined ? {} : { formOverlay: this.settings.formOverlay }),
      cases: new CaseClient(this.engine.client, { record, patienceMs: this.settings.patienceMs ?? 20_000 }),
      engineAnswers: async () => true,
      clock: this.clock,
      logger: createLogger('api', 'info', { write: (line: string) => void this.logged.push(line) }),
      secrets: {
        tokenKey: this.providerKey,
        keyService: testKeys(),
        requestDigests: new RequestDigests(this.roots),
        signInKeys: this.signInKeys,
      },
      identity: this.identity,
    };
  }

  #identity(embedded: RunningApiSettings['embedded']): Identity {
    if (embedded !== undefined) {
      const secrets = { tokenKey: this.providerKey, signInKeys: this.signInKeys };
      const { publicUrl, asksSecondFactor, demandsSecondFactor = false } = embedded;
      return embeddedIdentity(publicUrl, TEST_ISSUER.audience, secrets, {
        CASEWARD_SECOND_FACTOR_AT_SIGN_IN: asksSecondFactor,
        CASEWARD_SECOND_FACTOR: demandsSecondFactor ? 'everybody' : 'own_choice',
      });
    }
    const keys = keysAtHand({ keys: [tokenJwk(this.providerKey, 'public')] });
    const publicUrl = 'http://localhost:3000';
    return { tokens: { ...TEST_ISSUER, keys }, publicUrl, personClaim: 'sub', personBy: 'person_id' };
  }
}
