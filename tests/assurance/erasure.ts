import { mkdtemp, copyFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destroyAgain, destroyEndedKeys } from '@caseward/activities';
import {
  checkpointRound,
  eraseAgain,
  isErased,
  keepName,
  openDataSource,
  readContent,
  readDraft,
  readName,
  row,
  saveDraft,
  verifyAudit,
  verifyRecord,
} from '@caseward/persistence';
import {
  CheckpointFolder,
  loadCheckpointKey,
  loadKeyring,
  SecretGoneError,
  type CheckpointKey,
  type Keyring,
} from '@caseward/security';
import type { Payload } from '@temporalio/common';
import type { DataSource } from 'typeorm';
import { START } from '../persistence/a-case.js';
import { databaseCopy, testDatabase, type TestDatabase } from '../support/postgres.js';
import { closedCase, destroyFile, type ClosedCase } from '../support/retention-story.js';
import type { Campaign, Order, Outcome } from './campaign.js';

interface Planted extends ClosedCase {
  readonly payloads: Payload[];
}

const NAME = { fullName: 'Invented Erasable Child', birthYear: 2015 };
const place = (caseId: string) => ({ caseId, form: 'assessment', personId: 'p-cw' });
const access = (caseId: string) => ({ caseId, personId: 'p-cw', role: 'CW', accessedAt: START, reason: null }) as const;
const workflowOf = (caseId: string) => ({ type: 'workflow', namespace: 'default', workflowId: caseId }) as const;

/** A database as the application reaches it: two connections of two roles. */
class Reach {
  private constructor(
    readonly record: DataSource,
    readonly names: DataSource,
  ) {}

  static async of({ url, namesUrl }: TestDatabase): Promise<Reach> {
    return new Reach(await openDataSource({ url }), await openDataSource({ url: namesUrl, poolSize: 1 }));
  }

  async end(): Promise<void> {
    await Promise.all([this.record.destroy(), this.names.destroy()]);
  }
}

async function plant(reach: Reach, { keyService, codec }: Keyring): Promise<Planted> {
  const { record } = reach;
  const closed = await closedCase(record, keyService, 'invented');
  const { caseId } = closed;
  const draft = { formVersion: 1, content: { half: 'invented' }, onlyOn: null, savedAt: START };
  await saveDraft(record, keyService, place(caseId), draft);
  await keepName(reach, keyService, access(caseId), NAME, 'a-1');
  const payload = { metadata: {}, data: new TextEncoder().encode('invented') };
  return { ...closed, payloads: await codec.encode([payload], workflowOf(caseId)) };
}

/** Whatever a case holds, by the way it is read. `null` is nothing there; an error is nothing that opens. */
function readsOf(reach: Reach, { keyService, codec }: Keyring, planted: Planted) {
  const { caseId, content, payloads } = planted;
  const { record } = reach;
  return {
    form: () => readContent(record, keyService, content.contentId),
    draft: () => readDraft(record, keyService, place(caseId)),
    name: () => readName(reach, keyService, access(caseId)),
    engine: () => codec.decode(payloads, workflowOf(caseId)),
  };
}

/** How many of a case's texts can be read. */
async function opened(reach: Reach, keys: Keyring, planted: Planted): Promise<number> {
  let count = 0;
  for (const read of Object.values(readsOf(reach, keys, planted))) {
    try {
      if ((await read()) !== null) count += 1;
    } catch (error) {
      if (!(error instanceof SecretGoneError)) throw error;
    }
  }
  return count;
}

async function total(reach: Reach, keys: Keyring, cases: readonly Planted[]): Promise<number> {
  let count = 0;
  for (const each of cases) count += await opened(reach, keys, each);
  return count;
}

const TEXTS = 4;

/** Everything of one run: the live database, the copy from before the erasure, and the folder of the keys. */
class Erasure {
  readonly #findings: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly keys: Keyring,
    private readonly gone: readonly Planted[],
    private readonly kept: readonly Planted[],
  ) {}

  static async of(reach: Reach, folder: string, count: number): Promise<Erasure> {
    const keys = await loadKeyring({ path: join(folder, 'root.json'), environment: 'test' });
    const cases: Planted[] = [];
    for (let made = 0; made < count + Math.ceil(count / 2); made += 1) cases.push(await plant(reach, keys));
    return new Erasure(folder, keys, cases.slice(0, count), cases.slice(count));
  }

  get secretsFile(): string {
    return join(this.folder, 'cases', 'case-secrets.json');
  }

  async #erase(record: DataSource): Promise<number> {
    for (const each of this.gone) await destroyFile(record, each);
    const { keyService, journal } = this.keys;
    const parts = { record, secrets: keyService.secrets, journal, forget: async () => true };
    let destroyed = 0;
    for (let round = await destroyEndedKeys(parts); round > 0; round = await destroyEndedKeys(parts))
      destroyed += round;
    return destroyed;
  }

  /** Signs where the audit trail stands, as the worker does every minute. */
  async #sign(record: DataSource): Promise<void> {
    await checkpointRound({ dataSource: record, key: await this.#signer(), store: this.#checkpoints, madeAt: START });
  }

  async #audit(record: DataSource, where: string): Promise<void> {
    const { publicKey } = await this.#signer();
    const { findings } = await verifyAudit(record, { store: this.#checkpoints, publicKey });
    if (findings.length > 0) this.#findings.push(`${where}: ${String(findings.length)} findings in the audit trail`);
  }

  get #checkpoints(): CheckpointFolder {
    return new CheckpointFolder(join(this.folder, 'checkpoints'));
  }

  #signer(): Promise<CheckpointKey> {
    return loadCheckpointKey({ path: join(this.folder, 'checkpoint-key.pem'), environment: 'test' });
  }

  async eraseSigned(reach: Reach): Promise<number> {
    await this.#sign(reach.record);
    const destroyed = await this.#erase(reach.record);
    await this.#sign(reach.record);
    await this.#audit(reach.record, 'the database');
    return destroyed;
  }

  /** Nothing of the erased opens, everything of the others does, and the record is whole. */
  async look(reach: Reach, where: string): Promise<void> {
    const [gone, kept] = [await total(reach, this.keys, this.gone), await total(reach, this.keys, this.kept)];
    if (gone > 0) this.#findings.push(`${where}: ${String(gone)} texts of erased cases can be read`);
    const missing = this.kept.length * TEXTS - kept;
    if (missing > 0) this.#findings.push(`${where}: ${String(missing)} texts of other cases cannot be read`);
    const { broken } = await verifyRecord(reach.record);
    if (broken.length > 0) this.#findings.push(`${where}: the record of ${String(broken.length)} cases is broken`);
  }

  /** A file of secrets from before the erasure still opens the older copy; without this the checks above show nothing. */
  async seesWithOldFile(older: Reach, oldFile: string): Promise<boolean> {
    const old = await loadKeyring({ path: join(this.folder, 'root.json'), secretsPath: oldFile, environment: 'test' });
    if ((await total(older, old, this.gone)) !== this.gone.length * TEXTS) return false;
    // That file is put in the place of the present one, as a careless restore would: the journal knows.
    await copyFile(oldFile, this.secretsFile);
    const { keyService, journal } = this.keys;
    const again = await destroyAgain({ record: older.record, secrets: keyService.secrets, journal });
    return again >= this.gone.length && (await total(older, this.keys, this.gone)) === 0;
  }

  async eraseInCopy(owner: DataSource, older: Reach): Promise<void> {
    for (const each of await this.keys.journal.read()) await eraseAgain(owner, each);
    for (const { caseId } of this.gone) {
      const left = await row(owner, 'SELECT FROM caseward.form_content WHERE case_id = $1', [caseId]);
      if (left !== null || !(await isErased(older.record, caseId)))
        this.#findings.push('the restored copy: a case came back');
    }
  }

  outcome(destroyed: number, oldFileOpens: boolean): Outcome {
    return {
      counts: {
        'cases erased': this.gone.length,
        'texts of them that are gone, here and in an older copy': this.gone.length * TEXTS,
        'cases beside them, intact': this.kept.length,
        'keys destroyed': destroyed,
      },
      findings: [...new Set(this.#findings)],
      controls: { 'an older file of secrets opens the older copy, until the journal shuts it': oldFileOpens },
    };
  }
}

async function run({ count, say }: Order): Promise<Outcome> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'caseward-erasure-'));
  let reach = await Reach.of(database);
  try {
    const erasure = await Erasure.of(reach, folder, count);
    say(`${String(count)} cases closed, and half as many beside them`);
    await reach.end();
    const older = await databaseCopy(database);
    const oldFile = join(folder, 'secrets-from-before.json');
    await copyFile(erasure.secretsFile, oldFile);
    reach = await Reach.of(database);
    const [copy, owner] = [await Reach.of(older), await openDataSource({ url: older.superUrl })];
    try {
      const destroyed = await erasure.eraseSigned(reach);
      say(`${String(destroyed)} keys destroyed`);
      await erasure.look(reach, 'the database');
      await erasure.look(copy, 'a copy from before');
      const oldFileOpens = await erasure.seesWithOldFile(copy, oldFile);
      await erasure.eraseInCopy(owner, copy);
      await erasure.look(copy, 'the restored copy');
      return erasure.outcome(destroyed, oldFileOpens);
    } finally {
      await Promise.all([copy.end(), owner.destroy()]);
      await older.drop();
    }
  } finally {
    await reach.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

export const campaign: Campaign = {
  name: 'erasure',
  about: 'cases erased under two signatures stay shut, in copies from before too, and leave all others alone:',
  unit: 'cases',
  small: 3,
  full: 100,
  run,
};
