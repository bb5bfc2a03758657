import { randomBytes } from 'node:crypto';
import { appendFile, chmod, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient, localStack, seedDemo } from '@caseward/cli';
import { DEMO_PASSWORD } from '@caseward/contracts';
import type { Stack } from '@caseward/embedded';
import { openDataSource } from '@caseward/persistence';
import { buildWorkflowBundle } from '@caseward/temporal/worker';
import { Client, Connection } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { CanaryLife, Markers, type Team } from './canary-life.js';
import { dump, files, hunt, texts, type Leak, type Place } from './leak-hunt.js';
import type { Campaign, Order, Outcome } from './campaign.js';

const TEAMS: readonly Team[] = [
  { caseworker: 'cw.amal', supervisor: 'sup.badr' },
  { caseworker: 'cw.dunya', supervisor: 'sup.farah' },
  { caseworker: 'cw.basim', supervisor: 'sup.badr' },
  { caseworker: 'cw.elias', supervisor: 'sup.farah' },
  { caseworker: 'cw.hana', supervisor: 'sup.idris' },
  { caseworker: 'cw.mina', supervisor: 'sup.omar' },
];
const AT_ONCE = 4;
/** Forms, draft and name that one case leaves, at the least. */
const TEXTS_OF_A_CASE = 14;
/** What leaves or waits to leave, beside what is answered. */
const OUTBOX = ['caseward.inbox_change', 'caseward.task', 'caseward.escalation', 'caseward.command_request'];
const PARTS = ['api', 'worker', 'temporal', 'postgres'] as const;
/** Letters that no ciphertext has in this order by chance, and that survive every spelling that is looked for. */
const aSign = (): string => `QZ${randomBytes(9).toString('hex').toUpperCase()}ZQ`;

/** Everything of one run: the whole system on this machine, and the folder it lives in. */
class Site {
  readonly markers = new Markers(aSign());
  #owner: DataSource | undefined;
  #kills = 0;

  private constructor(
    private readonly dataDir: string,
    private readonly stack: Stack,
    private readonly client: ApiClient,
    private readonly teams: readonly Team[],
  ) {}

  static async start(folder: string, teams: readonly Team[]): Promise<Site> {
    const dataDir = join(folder, 'data');
    const limits = {
      CASEWARD_REQUESTS_PER_MINUTE_PERSON: '1000000',
      CASEWARD_REQUESTS_PER_MINUTE_ADDRESS: '1000000',
      CASEWARD_STANDING_DUTIES: 'false',
      LOG_LEVEL: 'debug',
      CASEWARD_WORKFLOW_BUNDLE: await bundleIn(folder),
    };
    const stack = localStack({ dataDir, headless: true, supervise: true, seed: seedDemo, env: limits });
    await stack.startAll();
    const client = new ApiClient({ url: stack.api.url, password: DEMO_PASSWORD });
    const site = new Site(dataDir, stack, client, teams);
    await client.signIn(teams.flatMap(({ caseworker, supervisor }) => [caseworker, supervisor]).filter(isFirst));
    return site;
  }

  /** @returns answers of the last case of each team */
  async live(count: number, say: Order['say']): Promise<Record<string, string>> {
    const shown: Record<string, string> = {};
    let [next, done] = [0, 0];
    const takeNext = async (): Promise<void> => {
      for (let at = next++; at < count; at = next++) {
        const team = this.teams[at % this.teams.length];
        if (team === undefined) return;
        const life = new CanaryLife(this.client, this.markers, team);
        const disturbs = at % Math.ceil(count / PARTS.length) === 0;
        await life.live(() => (disturbs ? this.#kill(count) : Promise.resolve()));
        if (at >= count - this.teams.length) Object.assign(shown, await life.lists());
        done += 1;
        if (done % 50 === 0) say(`${String(done)} of ${String(count)} cases, ${String(this.#kills)} crashes`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, takeNext));
    return shown;
  }

  /** One part after the other; where there are few cases, all at once. */
  async #kill(count: number): Promise<void> {
    const parts = count < PARTS.length ? PARTS : PARTS.slice(this.#kills % PARTS.length).slice(0, 1);
    this.#kills += parts.length;
    await Promise.all(parts.map((part) => this.stack[part].kill('SIGKILL')));
  }

  async places(shown: Readonly<Record<string, string>>): Promise<Place[]> {
    const owner = await this.#asOwner();
    // What only memory held would be missed on the disk.
    await owner.query('CHECKPOINT');
    const query = <Row>(statement: string, parameters?: unknown[]) => owner.query<Row[]>(statement, parameters);
    const cluster = join(this.dataDir, 'postgres', 'cluster');
    const health = await Promise.all([`${this.stack.api.url}/readyz`, `${this.stack.worker.url}/readyz`].map(textAt));
    return [
      files('data files of PostgreSQL', await realpath(cluster), (path) => !path.startsWith('pg_wal')),
      files('write-ahead log', join(await realpath(cluster), 'pg_wal')),
      dump('dump of the database', query),
      dump('outbox', query, OUTBOX),
      files('database of the engine', join(this.dataDir, 'temporal')),
      files('logs', join(this.dataDir, 'logs')),
      files('other files of the deployment', this.dataDir, (path) => !/^(postgres|temporal|logs)/.test(path)),
      texts('notifications and lists', shown),
      texts('health and metrics', Object.fromEntries(health.map((text, at) => [String(at), text]))),
    ];
  }

  /** Something readable in each place, as a careless change would leave it. */
  async leak(sign: string): Promise<Record<string, string>> {
    const owner = await this.#asOwner();
    await owner.query(`CREATE TABLE public.planted AS SELECT $1::text AS text`, [`${sign}-row`]);
    await owner.query(`ALTER TABLE caseward.inbox_change DISABLE TRIGGER ALL`);
    await owner.query(
      `INSERT INTO caseward.inbox_change (case_id, task_id, kind) VALUES (gen_random_uuid(), $1, 'removed')`,
      [`${sign}-outbox`],
    );
    const { address, namespace } = this.stack.temporal;
    const connection = await Connection.connect({ address });
    const options = { workflowId: 'planted', taskQueue: 'nobody', args: [`${sign}-engine`] };
    await new Client({ connection, namespace }).workflow.start('planted', options);
    await connection.close();
    await appendFile(join(this.dataDir, 'logs', 'api.log'), `{"msg":"${sign}-log"}\n`);
    await appendFile(join(this.dataDir, 'planted.txt'), Buffer.from(`${sign}-file`).toString('base64'));
    return { planted: `${sign}-shown` };
  }

  async #asOwner(): Promise<DataSource> {
    const url = this.stack.urls.databaseAdminUrl;
    this.#owner ??= await openDataSource({ url, poolSize: 1, statementTimeoutMs: 600_000 });
    return this.#owner;
  }

  /** What was planted has to be there, or its absence elsewhere shows nothing. */
  async stored(): Promise<number> {
    const owner = await this.#asOwner();
    const [found] = await owner.query<{ count: number }[]>(
      `SELECT ((SELECT count(*) FROM caseward.form_content) + (SELECT count(*) FROM caseward.form_draft)
        + (SELECT count(*) FROM names.name_code))::integer AS count`,
    );
    return found?.count ?? 0;
  }

  get kills(): number {
    return this.#kills;
  }

  async end(): Promise<void> {
    this.client.close();
    await this.#owner?.destroy();
    await this.stack.stopAll();
  }
}

const isFirst = (login: string, at: number, all: readonly string[]): boolean => all.indexOf(login) === at;
/** Made once: a worker that comes back does not build it again. */
async function bundleIn(folder: string): Promise<string> {
  const path = join(folder, 'workflows.js');
  await writeFile(path, await buildWorkflowBundle());
  return path;
}

const textAt = async (url: string): Promise<string> => (await fetch(url)).text();

const wordsOf = ({ place, of, marker }: Leak): string => `${place}: ${of} holds ${marker}`;

async function run({ count, say }: Order): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-canaries-'));
  await chmod(folder, 0o755);
  try {
    const site = await Site.start(folder, TEAMS.slice(0, count));
    try {
      const shown = await site.live(count, say);
      say(`${String(site.markers.planted)} markers are planted`);
      const places = await site.places(shown);
      const { bytes, leaks } = await hunt(site.markers.sign, places);
      const stored = await site.stored();
      const control = aSign();
      const controls = await site.places(await site.leak(control));
      const health = texts('health and metrics', { planted: `${control}-metric` });
      const found = await hunt(control, [...controls.filter(({ name }) => name !== health.name), health]);
      return {
        counts: {
          'cases from identification to closure': count,
          'markers planted': site.markers.planted,
          'texts and names stored, sealed': stored,
          'crashes meanwhile': site.kills,
          'places searched': places.length,
          'kilobytes searched': Math.round(bytes / 1024),
          'plaintext hits': leaks.length,
        },
        findings: [
          ...new Set(leaks.map(wordsOf)),
          ...(stored < count * TEXTS_OF_A_CASE ? [`only ${String(stored)} texts were stored`] : []),
        ].slice(0, 50),
        controls: Object.fromEntries(
          places.map(({ name }) => [`a leak in: ${name}`, found.leaks.some(({ place }) => place === name)]),
        ),
      };
    } finally {
      await site.end();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const campaign: Campaign = {
  name: 'canaries',
  about: 'nothing that people write can be read in files, logs, dumps, engine or messages, through',
  unit: 'cases',
  small: 1,
  full: 1000,
  run,
};
