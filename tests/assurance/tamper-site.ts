import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plusHours } from '@caseward/domain';
import { checkpointRound, CheckpointLine, noteAccess, openDataSource, type Access } from '@caseward/persistence';
import { CheckpointFolder, loadCheckpointKey, type CheckpointKey } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { aCase, START } from '../persistence/a-case.js';
import { Chance } from '../properties/random.js';
import { testDatabase, type TestDatabase } from '../support/postgres.js';

const CASES = 16;
const ROUNDS = 6;
const LOOKS_A_ROUND = 60;
const WHAT = ['cases.file', 'cases.list', 'work.inbox', 'cases.content', 'intake_writes.note'] as const;

/** A small deployment with a trail, cases and checkpoints, and whoever rules its database. */
export class TamperSite {
  readonly caseIds: string[] = [];

  private constructor(
    private readonly database: TestDatabase,
    private readonly folder: string,
    /** As the programs. */
    readonly record: DataSource,
    readonly superuser: DataSource,
    readonly key: CheckpointKey,
  ) {}

  static async make(seed: number): Promise<TamperSite> {
    const database = await testDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'caseward-tampering-'));
    const record = await openDataSource({ url: database.url, poolSize: 8 });
    const superuser = await openDataSource({ url: database.superUrl, poolSize: 2 });
    const key = await loadCheckpointKey({ path: join(folder, 'checkpoint-key.pem'), environment: 'test' });
    const site = new TamperSite(database, folder, record, superuser, key);
    const chance = new Chance(seed);
    for (let no = 0; no < CASES; no += 1) site.caseIds.push((await aCase(record)).caseId);
    for (let no = 0; no < ROUNDS; no += 1) {
      await Promise.all(Array.from({ length: LOOKS_A_ROUND }, () => noteAccess(record, site.#look(chance))));
      await site.sign(no);
    }
    return site;
  }

  get store(): CheckpointFolder {
    return new CheckpointFolder(join(this.folder, 'checkpoints'));
  }

  line(): Promise<CheckpointLine> {
    return CheckpointLine.read(this.store, this.key.publicKey);
  }

  async sign(hour: number): Promise<void> {
    const madeAt = plusHours(START, hour);
    await checkpointRound({ dataSource: this.record, key: this.key, store: this.store, madeAt });
  }

  /** What goes on in an ordinary minute. */
  async work(seed: number): Promise<void> {
    const chance = new Chance(seed);
    const looks = Array.from({ length: 20 }, () => noteAccess(this.record, this.#look(chance)));
    await Promise.all([...looks, aCase(this.record)]);
  }

  async close(): Promise<void> {
    await this.record.destroy();
    await this.superuser.destroy();
    await this.database.drop();
    await rm(this.folder, { recursive: true });
  }

  #look(chance: Chance): Access {
    const caseId = chance.one(this.caseIds);
    const isList = chance.next() < 0.3;
    return {
      ...{ accessedAt: plusHours(START, chance.upTo(500)), personId: `p-${String(chance.upTo(9))}`, reason: null },
      ...{ role: chance.one(['CW', 'SUP', 'MGR'] as const), what: chance.one(WHAT), status: 200 },
      ...{
        kind: isList ? 'list' : 'read',
        caseId: isList ? null : caseId,
        caseIds: [caseId, chance.one(this.caseIds)],
      },
      detail: chance.next() < 0.3 ? randomUUID() : null,
    };
  }
}
