import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClock, keyFilesOf, type ApiConfig, type Clock } from '@caseward/config';
import type { Logger } from '@caseward/observability';
import {
  assertApiRole,
  ConflictError,
  createDataSource,
  guarded,
  InboxFeed,
  lastSeqOf,
  namesAddress,
  resultOf,
  durabilityFaults,
  faceFaults,
  type DurabilityFault,
  type Sql,
} from '@caseward/persistence';
import { loadKeyring, loadTokenKey, SignInKeys, type Keyring } from '@caseward/security';
import { CaseClient, connectEngine, engineAddress, type EngineConnection } from '@caseward/temporal';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { apiDataSource, systemSql } from './access/behalf.js';
import type { ApiParts, ApiSecrets } from './api-parts.js';
import { createFilesOrigin } from './attachments/files-origin.js';
import { CommandScanner } from './attachments/scanner.js';
import { RequestDigests } from './commands/request-digest.js';
import { createApi, type Api } from './create-api.js';
import { FormShelf } from './forms/form-shelf.js';
import { readOverlay } from './forms/read-overlay.js';
import { identityOf } from './identity/identity-of.js';
import { StandingDuties } from './organisation/standing-duties.js';
import { FollowedClock } from './platform/followed-clock.js';

const PROBE_MS = 1_000;
const RETRY_MS = 500;
const NAMES_POOL = 3;

/** The API with real parts, from its start to its orderly end. */
export class ApiProcess {
  readonly #dataSource: DataSource;
  readonly #names: DataSource;
  readonly #feed: InboxFeed;
  #engine: EngineConnection | undefined;
  #clock: FollowedClock | undefined;
  #api: Api | undefined;
  #files: FastifyInstance | undefined;

  constructor(
    private readonly config: ApiConfig,
    private readonly logger: Logger,
  ) {
    const { DATABASE_URL: url, DATABASE_POOL_SIZE: poolSize } = config;
    this.#dataSource = apiDataSource({ url, poolSize, applicationName: 'caseward-api' });
    const namesUrl = config.DATABASE_NAMES_URL ?? namesAddress(url);
    this.#names = createDataSource({ url: namesUrl, poolSize: NAMES_POOL, applicationName: 'caseward-names' });
    this.#feed = new InboxFeed(systemSql(this.#dataSource, 'follow_inboxes'), { url });
  }

  /** @returns the address it listens on */
  async start(): Promise<string> {
    const { config } = this;
    const keyring = await loadKeyring(keyFilesOf(config, config.NODE_ENV));
    const engine = connectEngine(engineAddress(config), keyring.codec);
    this.#engine = engine;
    await this.#patiently('record', () => guarded(() => this.#dataSource.initialize()));
    await this.#patiently('names', () => guarded(() => this.#names.initialize()));
    await this.#patiently('role', () => assertApiRole(this.#dataSource));
    await this.#lookAtDurability();
    await this.#patiently('live changes', () => this.#feed.start());
    const secrets = await readSecrets(config, keyring);
    const parts: ApiParts = {
      dataSource: this.#dataSource,
      names: this.#names,
      codec: keyring.codec,
      feed: this.#feed,
      cases: caseClient(engine, systemSql(this.#dataSource, 'give_command'), config.CASEWARD_ANSWER_PATIENCE_SECONDS),
      engineAnswers: () => engineAnswers(engine),
      clock: await this.#startClock(),
      logger: this.logger,
      secrets,
      identity: identityOf(config, secrets),
      keepsStandingDuties: config.CASEWARD_STANDING_DUTIES,
      ...readOverlay(config.CASEWARD_FORM_OVERLAY_FILE),
      ...edgeOf(config),
      ...scannerOf(config, this.logger),
    };
    await this.#patiently('forms', () => FormShelf.open(parts));
    this.#api = await createApi({ ...parts, ...(await this.#listenForFiles(parts)) });
    const address = await this.#api.app.listen(config.PORT, config.HOST).then(() => this.#api?.app.getUrl());
    this.logger.info({ address }, 'api listens');
    void this.#api.app.get(StandingDuties).followPosts();
    return address ?? '';
  }

  /** Not ready, no new connections, live streams told to end, requests under way finished; what they need last. */
  async stop(): Promise<void> {
    this.#api?.lifetime.end();
    await this.#api?.app.close();
    await this.#files?.close();
    this.#clock?.stop();
    await this.#feed.close();
    await this.#engine?.close();
    if (this.#names.isInitialized) await this.#names.destroy();
    if (this.#dataSource.isInitialized) await this.#dataSource.destroy();
    this.logger.info({}, 'api ended');
  }

  /** Another origin, so that nothing in a file can act as the API does. */
  async #listenForFiles(parts: ApiParts): Promise<Pick<ApiParts, 'filesOrigin'>> {
    const { CASEWARD_FILES_PORT: port, CASEWARD_FILES_ORIGIN: origin, HOST: host } = this.config;
    if (port === undefined) return {};
    this.#files = await createFilesOrigin(parts);
    const address = await this.#files.listen({ port, host });
    this.logger.info({ address }, 'files are fetched here');
    return { filesOrigin: origin ?? address };
  }

  /** @throws NotDurableError in production; elsewhere it is only said */
  async #lookAtDurability(): Promise<void> {
    let faults: readonly DurabilityFault[] = [];
    await this.#patiently('record', async () => (faults = await durabilityFaults(this.#dataSource)));
    const isProduction = this.config.NODE_ENV === 'production';
    faceFaults(faults, { isProduction, warn: (words) => this.logger.warn({}, words) });
  }

  async #startClock(): Promise<Clock> {
    if (!this.config.CASEWARD_SIMULATION) return createClock();
    this.#clock = new FollowedClock(this.#dataSource, this.logger);
    await this.#clock.start();
    return this.#clock;
  }

  /** The database may come up later than this process, and be migrated later; an edited form stays wrong. */
  async #patiently(what: string, attempt: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await attempt();
        return;
      } catch (error) {
        if (error instanceof ConflictError) throw error;
        this.logger.warn({ err: error, what }, 'not reachable yet');
        await sleep(RETRY_MS);
      }
    }
  }
}

function caseClient(engine: EngineConnection, dataSource: Sql, patienceSeconds: number): CaseClient {
  return new CaseClient(engine.client, {
    patienceMs: patienceSeconds * 1000,
    record: {
      resultOf: (caseId, commandId) => resultOf(dataSource, caseId, commandId),
      lastSeq: (caseId) => lastSeqOf(dataSource, caseId),
    },
  });
}

function edgeOf(config: ApiConfig): Pick<ApiParts, 'limits' | 'trustedProxies' | 'enginePagesOrigin'> {
  const limits = {
    perAddress: config.CASEWARD_REQUESTS_PER_MINUTE_ADDRESS,
    perPerson: config.CASEWARD_REQUESTS_PER_MINUTE_PERSON,
  };
  const { CASEWARD_TRUSTED_PROXIES: trustedProxies, CASEWARD_ENGINE_PAGES_ORIGIN: enginePagesOrigin } = config;
  return {
    limits,
    ...(trustedProxies === undefined ? {} : { trustedProxies }),
    ...(enginePagesOrigin === undefined ? {} : { enginePagesOrigin }),
  };
}

function scannerOf(config: ApiConfig, logger: Logger): Pick<ApiParts, 'scanner'> {
  const { CASEWARD_SCANNER: command, CASEWARD_SCANNER_TIMEOUT_SECONDS: seconds } = config;
  if (command !== undefined) return { scanner: new CommandScanner({ command, timeoutMs: seconds * 1000 }) };
  logger.warn({}, 'no scanner (CASEWARD_SCANNER): documents are kept in quarantine and not handed out');
  return {};
}

async function engineAnswers({ client }: EngineConnection): Promise<boolean> {
  try {
    const { connection, workflowService } = client;
    const deadline = new Date(createClock().realMs() + PROBE_MS);
    await connection.withDeadline(deadline, () => workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}

/** The key of the tokens lies beside the root key. */
async function readSecrets(config: ApiConfig, { roots, keyService }: Keyring): Promise<ApiSecrets> {
  const path = join(dirname(config.CASEWARD_KEY_FILE), 'token-key.pem');
  return {
    tokenKey: await loadTokenKey({ path, environment: config.NODE_ENV }),
    keyService,
    requestDigests: new RequestDigests(roots),
    signInKeys: new SignInKeys(roots),
  };
}
