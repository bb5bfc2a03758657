import { CheckpointLine, verifyAudit, verifyAuditIn, type AuditFinding, type AuditReport } from '@caseward/persistence';
import type { EntityManager } from 'typeorm';
import { Chance } from '../properties/random.js';
import type { Campaign, Order, Outcome } from './campaign.js';
import { CASE_EDITS, CHECKPOINT_EDITS } from './tamper-cases.js';
import { TamperSite } from './tamper-site.js';
import { TRAIL_EDITS, type Victim } from './tamper-trail.js';

const EDITS = Object.entries({ ...TRAIL_EDITS, ...CASE_EDITS, ...CHECKPOINT_EDITS });
const SAY_EVERY = 100;

/** Carries a result out of a transaction that must not be kept. */
class Undone<T> extends Error {
  constructor(readonly result: T) {
    super('undone');
  }
}

/** What somebody who rules the database does, seen by the verification, and then undone. */
async function asIfDone<T>(site: TamperSite, work: (sql: EntityManager) => Promise<T>): Promise<T> {
  try {
    await site.superuser.transaction(async (sql) => {
      await sql.query(`SET LOCAL session_replication_role = 'replica'`);
      throw new Undone(await work(sql));
    });
  } catch (error) {
    if (error instanceof Undone) return error.result as T;
    throw error;
  }
  throw new Error('the transaction was kept');
}

function names(finding: AuditFinding, { chain, caseId, checkpointNo }: Victim): boolean {
  if (chain !== undefined) return finding.chain === chain;
  if (caseId !== undefined) return finding.caseId === caseId;
  return checkpointNo === undefined || finding.checkpointNo === checkpointNo;
}

async function controlsOf(site: TamperSite, seed: number): Promise<Record<string, boolean>> {
  const parts = { store: site.store, publicKey: site.key.publicKey };
  const isClean = ({ findings }: AuditReport): boolean => findings.length === 0;
  const untouched = await verifyAudit(site.record, parts);
  const [meanwhile] = await Promise.all([verifyAudit(site.record, parts), site.work(seed)]);
  const after = await verifyAudit(site.record, parts);
  const nobody = { async *read() {}, append: () => Promise.resolve(), lastNo: () => Promise.resolve(0) };
  const unsigned = await asIfDone(site, async (sql) => {
    await sql.query('DELETE FROM caseward.audit_checkpoint');
    await sql.query(
      `DELETE FROM caseward.access_log WHERE access_id = (SELECT max(access_id) FROM caseward.access_log e
        WHERE event_seq IS NULL AND NOT EXISTS (SELECT FROM caseward.access_log n WHERE n.chain = e.chain AND n.entry_no > e.entry_no))`,
    );
    return verifyAuditIn(sql, await CheckpointLine.read(nobody, site.key.publicKey));
  });
  await site.sign(9);
  return {
    'an untouched trail is no finding': isClean(untouched) && untouched.uncovered === 0,
    'work that goes on is no finding': isClean(meanwhile) && isClean(after) && after.uncovered > 0,
    'a cut end is seen by what was signed, and by nothing else': isClean(unsigned),
  };
}

async function run({ count, seed, say }: Order): Promise<Outcome> {
  const site = await TamperSite.make(seed);
  try {
    const controls = await controlsOf(site, seed);
    const chance = new Chance(seed);
    const findings: string[] = [];
    let [detected, named] = [0, 0];
    for (let no = 0; no < count; no += 1) {
      const [what, edit] = no < EDITS.length ? EDITS[no]! : chance.one(EDITS);
      const line = await site.line();
      const { victim, report } = await asIfDone(site, async (sql) => {
        const scene = { sql, chance, caseIds: site.caseIds };
        return { victim: await edit(scene), report: await verifyAuditIn(sql, line) };
      });
      if (report.findings.length > 0) detected += 1;
      if (report.findings.some((finding) => names(finding, victim))) named += 1;
      else findings.push(`no. ${String(no)}, ${what}: ${report.findings.length === 0 ? 'not seen' : 'not named'}`);
      if ((no + 1) % SAY_EVERY === 0) say(`${String(no + 1)} of ${String(count)}, ${String(detected)} detected`);
    }
    const last = await verifyAudit(site.record, { store: site.store, publicKey: site.key.publicKey });
    const counts = { tamperings: count, kinds: EDITS.length, detected, 'named at their place': named };
    return { counts: { ...counts, 'entries of the trail': last.entries, events: last.events }, findings, controls };
  } finally {
    await site.close();
  }
}

/** IM-6: logs cannot be edited, not even by whoever rules the database, without somebody seeing it. */
export const campaign: Campaign = {
  name: 'tampering',
  about: 'edits of the audit trail, of cases and of checkpoints by a superuser of the database:',
  unit: 'edits',
  small: 75,
  full: 1_000,
  run,
};
