import type { HostedEvent } from '@caseward/domain';
import { verifyChain, type CheckpointStore } from '@caseward/security';
import type { KeyObject } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { AUDIT_CHAINS } from './audit-checkpoints.js';
import { ChainWalk, type AuditFinding, type Seal, type TrailEntry } from './audit-walk.js';
import { CheckpointLine } from './checkpoint-line.js';
import { guarded } from './errors.js';
import { row, rows, type Sql } from './query.js';

export interface AuditReport {
  readonly entries: number;
  /** Entries that no checkpoint names yet: only their chain speaks for them. */
  readonly uncovered: number;
  readonly checkpoints: number;
  /** When the last one was made; null without any. */
  readonly lastCheckpointAt: string | null;
  /** Signed, and not yet in the second place. */
  readonly uncopied: number;
  readonly cases: number;
  readonly events: number;
  readonly findings: readonly AuditFinding[];
}

export interface AuditProgress {
  readonly phase: 'entries' | 'cases';
  readonly done: number;
  readonly total: number;
}

export interface VerifyAuditParts {
  readonly store: CheckpointStore;
  readonly publicKey: KeyObject;
  readonly onProgress?: (progress: AuditProgress) => void;
}

const PAGE = 5_000;
const CASES_AT_ONCE = 100;

/**
 * Recomputes every link of the audit trail and of every case, holds them to the signed checkpoints of the second place,
 * and says what does not follow. Reads as of one moment, so that work that goes on meanwhile is no finding.
 * @throws RecordUnavailableError
 */
export async function verifyAudit(dataSource: DataSource, parts: VerifyAuditParts): Promise<AuditReport> {
  const { store, publicKey } = parts;
  // Before the moment that is read: what a checkpoint names is committed.
  const line = await CheckpointLine.read(store, publicKey);
  return guarded(() => dataSource.transaction('REPEATABLE READ', (sql) => verifyAuditIn(sql, line, parts.onProgress)));
}

/** Asks with built-in functions only: whoever rules the database could have replaced ours. */
export async function verifyAuditIn(
  sql: EntityManager,
  line: CheckpointLine,
  onProgress: (progress: AuditProgress) => void = () => undefined,
): Promise<AuditReport> {
  await sql.query('SET LOCAL search_path = pg_catalog, pg_temp');
  await line.compareWithTable(sql);
  const walk = new Walk(sql, line, onProgress);
  await walk.trail();
  await walk.cases();
  return walk.report();
}

class Walk {
  readonly #findings: AuditFinding[] = [];
  readonly #seals = new Map<string, Seal>();
  #entries = 0;
  #uncovered = 0;
  #cases = 0;
  #events = 0;

  constructor(
    private readonly sql: EntityManager,
    private readonly line: CheckpointLine,
    private readonly onProgress: (progress: AuditProgress) => void,
  ) {}

  report(): AuditReport {
    const { checkpoints, lastCheckpointAt, uncopied, findings } = this.line;
    return {
      ...{ entries: this.#entries, uncovered: this.#uncovered, checkpoints, lastCheckpointAt, uncopied },
      ...{ cases: this.#cases, events: this.#events, findings: [...findings, ...this.#findings] },
    };
  }

  async trail(): Promise<void> {
    const total = await countOf(this.sql, 'SELECT count(*)::float8 AS count FROM caseward.access_log');
    const stray = await rows<{ chain: number; entryNo: number }>(
      this.sql,
      `SELECT chain, entry_no::float8 AS "entryNo" FROM caseward.access_log WHERE chain NOT BETWEEN 0 AND $1 LIMIT 100`,
      [AUDIT_CHAINS - 1],
    );
    for (const place of stray) this.#findings.push({ finding: 'entry_inserted', ...place });
    for (let chain = 0; chain < AUDIT_CHAINS; chain += 1) {
      const walk = new ChainWalk(chain, this.line.expectedOf(chain), this.#seals);
      for await (const page of pagesOf(this.sql, chain)) {
        for (const entry of page) walk.take(entry);
        this.#entries += page.length;
        this.onProgress({ phase: 'entries', done: this.#entries, total });
      }
      walk.end();
      this.#uncovered += walk.uncovered;
      this.#findings.push(...walk.findings);
    }
  }

  async cases(): Promise<void> {
    const total = await countOf(this.sql, 'SELECT count(DISTINCT case_id)::float8 AS count FROM caseward.case_event');
    for (let after: string | null = null; ;) {
      const chains: Map<string, CaseLink[]> = await caseChains(this.sql, after);
      for (const [caseId, chain] of chains) this.#case(caseId, chain);
      this.onProgress({ phase: 'cases', done: this.#cases, total });
      after = [...chains.keys()].at(-1) ?? null;
      if (after === null || chains.size < CASES_AT_ONCE) break;
    }
    // What is left was recorded once, and nothing of it is there.
    for (const [caseId, { seq }] of this.#seals) this.#findings.push({ finding: 'case_cut', caseId, seq });
  }

  #case(caseId: string, chain: readonly CaseLink[]): void {
    this.#cases += 1;
    this.#events += chain.length;
    const fault = verifyChain(chain);
    if (fault !== null) this.#findings.push({ finding: CASE_FAULTS[fault.fault], caseId, seq: fault.seq });
    const seal = this.#seals.get(caseId);
    this.#seals.delete(caseId);
    const lastSeq = chain.at(-1)?.event.seq ?? 0;
    const sealed = chain.find(({ event }) => event.seq === seal?.seq);
    if (seal !== undefined && seal.seq > lastSeq) {
      this.#findings.push({ finding: 'case_cut', caseId, seq: seal.seq });
    } else if (seal === undefined || seal.seq < lastSeq) {
      this.#findings.push({ finding: 'case_event_inserted', caseId, seq: (seal?.seq ?? 0) + 1 });
    } else if (sealed !== undefined && !sealed.hash.equals(seal.hash)) {
      this.#findings.push({ finding: 'case_rewritten', caseId, seq: seal.seq });
    }
  }
}

const CASE_FAULTS = { gap: 'case_gap', previous_hash: 'case_link', hash: 'case_changed' } as const;

async function countOf(sql: Sql, statement: string): Promise<number> {
  return (await row<{ count: number }>(sql, statement))?.count ?? 0;
}

const ENTRY = `
  SELECT entry_no::float8 AS "entryNo", previous_hash AS "previousHash", hash, case_id AS "caseId", event_seq AS "eventSeq",
    event_hash AS "eventHash", json_build_array(chain, entry_no, access_id, (extract(epoch FROM accessed_at) * 1000)::bigint,
      (extract(epoch FROM logged_real_at) * 1000000)::bigint, kind, what, person_id, role, case_id, case_ids,
      detail, reason, status, times, event_seq, encode(event_hash, 'hex'))::text AS line
  FROM caseward.access_log WHERE chain = $1 AND entry_no > $2 ORDER BY entry_no LIMIT $3`;

/** While one page is looked at, the database fetches the next. */
async function* pagesOf(sql: Sql, chain: number): AsyncGenerator<readonly TrailEntry[]> {
  const pageAfter = (entryNo: number): Promise<TrailEntry[]> => rows<TrailEntry>(sql, ENTRY, [chain, entryNo, PAGE]);
  // Whatever number somebody gave an entry, it is looked at.
  let next: Promise<TrailEntry[]> | null = pageAfter(Number.MIN_SAFE_INTEGER);
  while (next !== null) {
    const page: TrailEntry[] = await next;
    const last = page.at(-1);
    next = last === undefined || page.length < PAGE ? null : pageAfter(last.entryNo);
    if (page.length > 0) yield page;
  }
}

interface CaseLink {
  readonly event: HostedEvent;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

async function caseChains(sql: Sql, after: string | null): Promise<Map<string, CaseLink[]>> {
  const links = await rows<CaseLink & { caseId: string }>(
    sql,
    `SELECT e.case_id AS "caseId", e.previous_hash AS "previousHash", e.hash, jsonb_build_object('caseId', e.case_id, 'seq', e.seq,
        'type', e.type, 'occurredAt', to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'recordedAt', to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'commandId', e.command_id, 'actor', e.actor, 'data', e.data) AS event
      FROM caseward.case_event e
      WHERE e.case_id IN (SELECT DISTINCT case_id FROM caseward.case_event
        WHERE $1::uuid IS NULL OR case_id > $1 ORDER BY case_id LIMIT $2)
      ORDER BY e.case_id, e.seq`,
    [after, CASES_AT_ONCE],
  );
  const chains = new Map<string, CaseLink[]>();
  for (const { caseId, ...link } of links) {
    const chain = chains.get(caseId) ?? [];
    chain.push(link);
    chains.set(caseId, chain);
  }
  return chains;
}
