import { AsyncLocalStorage } from 'node:async_hooks';
import { createDataSource, type Behalf } from '@caseward/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import type { Chance } from '../properties/random.js';
import type { TestDatabase } from '../support/postgres.js';
import type { Human, World } from './decisions-world.js';

interface Pooling {
  readonly database: TestDatabase;
  readonly world: World;
  readonly chance: Chance;
  readonly transactions: number;
}

interface Pooled {
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly string[];
  readonly controls: Readonly<Record<string, boolean>>;
}

const WHO = `SELECT coalesce(current_setting('caseward.person_id', true), '') AS "personId", current_user AS role,
  (SELECT count(*)::integer FROM caseward.case_summary) AS cases`;
interface Answer {
  readonly personId: string;
  readonly role: string;
  readonly cases: number;
}

/** How a transaction may end before its time. */
const ABORTS: Readonly<Record<string, (sql: EntityManager) => Promise<unknown>>> = {
  'a fault of the program': () => Promise.reject(new Error('invented')),
  'a statement that fails': (sql) => sql.query('SELECT 1 / 0'),
  'a statement that takes too long': (sql) => sql.query(`SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)`),
  'a connection that breaks': (sql) => sql.query('SELECT pg_terminate_backend(pg_backend_pid())'),
};

const standing = new AsyncLocalStorage<Behalf>();

function reader({ id, role, team, office, agency }: Human, now: string): Behalf {
  const place = { teamId: team ?? '', officeId: office ?? '', agencyId: agency ?? '' };
  return { kind: 'person', reader: { personId: id, role, ...place }, now };
}

class Run {
  readonly counts = { 'transactions on a shared pool': 0, 'of them aborted': 0, 'made for nobody': 0 };
  readonly findings = new Set<string>();

  constructor(
    private readonly pool: DataSource,
    private readonly world: World,
    private readonly chance: Chance,
  ) {}

  async #asPerson(who: Human): Promise<void> {
    const abort = this.chance.next() < 0.3 ? this.chance.one(Object.keys(ABORTS)) : null;
    const work = () =>
      this.pool.transaction(async (sql) => {
        const [seen] = await sql.query<Answer[]>(WHO);
        if (seen?.personId !== who.id) this.findings.add(`a transaction for ${who.role} was made for somebody else`);
        if (abort !== null) await ABORTS[abort]?.(sql);
      });
    const ended = standing.run(reader(who, this.world.now), work);
    if (abort === null) return ended;
    this.counts['of them aborted'] += 1;
    await ended.then(
      () => this.findings.add(`${abort} ended well`),
      () => undefined,
    );
  }

  async #asNobody(): Promise<void> {
    this.counts['made for nobody'] += 1;
    const [seen] = await this.pool.query<Answer[]>(WHO);
    if (seen?.personId !== '' || seen.cases > 0) this.findings.add('a connection still speaks for somebody');
  }

  async #asItself(): Promise<void> {
    const [seen] = await standing.run({ kind: 'system', task: 'tests' }, () => this.pool.query<Answer[]>(WHO));
    if (seen?.cases !== this.world.files.length || seen.personId !== '') this.findings.add('the API is not itself');
  }

  async #one(): Promise<void> {
    this.counts['transactions on a shared pool'] += 1;
    const dice = this.chance.next();
    if (dice < 0.2) return this.#asNobody();
    if (dice < 0.3) return this.#asItself();
    return this.#asPerson(this.chance.one(this.world.people));
  }

  async several(transactions: number): Promise<void> {
    const line = async (): Promise<void> => {
      while (this.counts['transactions on a shared pool'] < transactions) await this.#one();
    };
    await Promise.all(Array.from({ length: 12 }, line));
  }
}

/** Whether a setting that outlives its transaction would be seen. */
async function seesWhatStays(pool: DataSource, world: World): Promise<boolean> {
  await pool.query(`SELECT set_config('caseward.person_id', $1, false)`, [world.people[0]?.id]);
  const [seen] = await pool.query<Answer[]>(WHO);
  return seen?.personId === world.people[0]?.id;
}

/** Few connections, many people, and every way in which a transaction may be cut short. */
export async function poolCarriesNobody({ database, world, chance, transactions }: Pooling): Promise<Pooled> {
  const open = (poolSize: number): Promise<DataSource> =>
    createDataSource({ url: database.apiUrl, poolSize, behalf: () => standing.getStore() ?? null }).initialize();
  const [pool, other] = [await open(4), await open(1)];
  try {
    const run = new Run(pool, world, chance);
    await run.several(transactions);
    const controls = { 'a setting that stays with its connection': await seesWhatStays(other, world) };
    return { counts: run.counts, findings: [...run.findings], controls };
  } finally {
    await Promise.all([pool.destroy(), other.destroy()]);
  }
}
