import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoPerson } from '@caseward/contracts';
import { openDataSource } from '@caseward/persistence';
import { newTokenKeyFile, signAccessToken, tokenKey } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { ApiProgram } from '../api/support/api-program.js';
import type { RunningApi } from '../api/support/running-api.js';
import { workflowBundle } from '../support/case-worker.js';
import { realMs } from '../support/clock.js';
import { TEST_KEY_FILE, TEST_SECRETS_FILE } from '../support/test-codec.js';
import { WorkerProgram } from '../support/worker-program.js';

const PUBLIC_URL = 'http://localhost:3000';
const READY_WITHIN_MS = 120_000;
const TOKEN_SECONDS = 3600;

/** API and worker as programs on a database and an engine that outlive them: each is killed and comes back. */
export class CrashSite {
  kills = 0;
  cuts = 0;
  #api!: ApiProgram;
  #worker: WorkerProgram | null = null;
  readonly #key = newTokenKeyFile();

  private constructor(
    private readonly of: RunningApi,
    private readonly folder: string,
    /** As whoever rules the database. */
    readonly owner: DataSource,
  ) {}

  /** @param hasWorker without one, the worker of `of` does the work */
  static async start(of: RunningApi, hasWorker: boolean): Promise<CrashSite> {
    const folder = await mkdtemp(join(tmpdir(), 'caseward-crashes-'));
    const owner = await openDataSource({ url: of.superUrl, poolSize: 2, statementTimeoutMs: 120_000 });
    const site = new CrashSite(of, folder, owner);
    await mkdir(join(folder, 'cases'));
    await writeFile(join(folder, 'root-key.json'), TEST_KEY_FILE, { mode: 0o600 });
    await writeFile(join(folder, 'cases', 'case-secrets.json'), TEST_SECRETS_FILE, { mode: 0o600 });
    await writeFile(join(folder, 'token-key.pem'), site.#key, { mode: 0o600 });
    await writeFile(join(folder, 'workflows.js'), await workflowBundle());
    if (hasWorker) await of.stopWorker();
    await Promise.all([site.#startApi(), hasWorker ? site.#startWorker() : Promise.resolve()]);
    return site;
  }

  /** Where the API is now: another address after each crash. */
  get url(): string {
    return this.#api.url;
  }

  get record(): DataSource {
    return this.of.dataSource;
  }

  /** A session of its own. @param methods with `otp`, one that just began with a second factor */
  async token(login: string, ...methods: string[]): Promise<string> {
    return signAccessToken(tokenKey(this.#key), {
      ...{ issuer: `${PUBLIC_URL}/oidc`, audience: 'caseward-api', subject: demoPerson(login).personId },
      ...{ sessionId: randomUUID(), authenticatedMs: realMs(), methods: ['pwd', ...methods] },
      ...{ nowMs: realMs(), lifeSeconds: TOKEN_SECONDS },
    });
  }

  async killApi(): Promise<void> {
    this.kills += 1;
    this.#api.signal('SIGKILL');
    await this.#api.exited;
    await this.#startApi();
  }

  async killWorker(): Promise<void> {
    this.kills += 1;
    await this.#worker?.end();
    await this.#startWorker();
  }

  /** The database ends every connection of the API, whatever it is doing. */
  async cut(): Promise<void> {
    this.cuts += 1;
    await this.owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = ANY ($1) AND usename <> current_user`,
      [['caseward-api', 'caseward-names', 'caseward-inbox']],
    );
  }

  async end(): Promise<void> {
    await Promise.all([this.#api.end(), this.#worker?.end()]);
    if (this.#worker !== null) await this.of.startWorker();
    await this.owner.destroy();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #startApi(): Promise<void> {
    const earlier = this.#api as ApiProgram | undefined;
    const url = new URL(this.of.superUrl);
    const apiUrl = this.#addressOf('caseward_api', url);
    const { address, namespace } = this.of.engine;
    this.#api = await ApiProgram.start({
      ...{ DATABASE_URL: apiUrl, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, LOG_LEVEL: 'error' },
      ...{ CASEWARD_KEY_FILE: join(this.folder, 'root-key.json'), CASEWARD_PUBLIC_URL: PUBLIC_URL },
      ...{ CASEWARD_REQUESTS_PER_MINUTE_PERSON: '1000000', CASEWARD_REQUESTS_PER_MINUTE_ADDRESS: '1000000' },
      CASEWARD_STANDING_DUTIES: 'false',
    });
    await earlier?.end();
    for (let waited = 0; waited < READY_WITHIN_MS; waited += 50) {
      if (this.#api.child.exitCode !== null) throw new Error(`the API ended:\n${this.#api.output}`);
      if ((await this.#api.answers('/readyz'))?.status === 200) return;
      await sleep(50);
    }
    throw new Error(`the API is not ready:\n${this.#api.output}`);
  }

  async #startWorker(): Promise<void> {
    const { address, namespace } = this.of.engine;
    this.#worker = await WorkerProgram.start({
      ...{ NODE_ENV: 'test', TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace },
      DATABASE_URL: this.#addressOf('caseward_app', new URL(this.of.superUrl)),
      CASEWARD_KEY_FILE: join(this.folder, 'root-key.json'),
      CASEWARD_WORKFLOW_BUNDLE: join(this.folder, 'workflows.js'),
    });
  }

  #addressOf(role: string, url: URL): string {
    url.username = role;
    url.password = this.of.appPassword;
    return url.href;
  }
}
