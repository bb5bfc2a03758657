import { sha256 } from '@caseward/security';

/** What does not follow, and where: an entry `chain/number`, an event of a case, or a checkpoint. */
export interface AuditFinding {
  readonly finding:
    | 'entry_missing'
    | 'entry_inserted'
    | 'entry_changed'
    | 'link_broken'
    | 'trail_cut'
    | 'trail_rewritten'
    | 'case_gap'
    | 'case_link'
    | 'case_changed'
    | 'case_cut'
    | 'case_rewritten'
    | 'case_event_inserted'
    | 'checkpoint_not_signed'
    | 'checkpoint_missing'
    | 'checkpoint_does_not_follow'
    | 'checkpoint_differs';
  readonly chain?: number;
  readonly entryNo?: number;
  readonly caseId?: string;
  readonly seq?: number;
  readonly checkpointNo?: number;
}

/** An entry as it was read, with the text that its hash covers. */
export interface TrailEntry {
  readonly entryNo: number;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  readonly line: string;
  readonly caseId: string | null;
  readonly eventSeq: number | null;
  readonly eventHash: Buffer | null;
}

/** How far the record of a case had come, and the hash of its last event. */
export interface Seal {
  readonly seq: number;
  readonly hash: Buffer;
}

/** A signed checkpoint says that this chain had this entry. */
export interface Expected {
  readonly checkpointNo: number;
  readonly entryNo: number;
  readonly hash: Buffer;
}

const GENESIS = Buffer.alloc(32);

/** One chain from its first entry to its last. After a fault it goes on from what stands there, so that each is named once. */
export class ChainWalk {
  readonly findings: AuditFinding[] = [];
  #previous: Buffer = GENESIS;
  #next = 1;
  #place = 0;
  #last = 0;
  #isRewritten = false;

  /** @param expected in the order of their entries */
  constructor(
    private readonly chain: number,
    private readonly expected: readonly Expected[],
    private readonly seals: Map<string, Seal>,
  ) {}

  /** Entries beyond the last one that a checkpoint names. */
  get uncovered(): number {
    return Math.max(0, this.#last - (this.expected.at(-1)?.entryNo ?? 0));
  }

  take(entry: TrailEntry): void {
    const { entryNo, previousHash, hash, line } = entry;
    if (entryNo < this.#next) this.#find('entry_inserted', entryNo);
    else if (entryNo > this.#next) this.#find('entry_missing', this.#next);
    else if (!previousHash.equals(this.#previous)) this.#find('link_broken', entryNo);
    if (!sha256(previousHash, line).equals(hash)) this.#find('entry_changed', entryNo);
    this.#meet(entryNo, hash);
    this.#seal(entry);
    this.#previous = hash;
    this.#next = Math.max(this.#next, entryNo + 1);
    this.#last = Math.max(this.#last, entryNo);
  }

  /** A chain alone cannot show that its end is gone; what was signed can. */
  end(): void {
    const missing = this.expected.slice(this.#place).find(({ entryNo }) => entryNo > this.#last);
    if (missing !== undefined) this.#find('trail_cut', this.#last + 1);
  }

  #meet(entryNo: number, hash: Buffer): void {
    for (let next = this.expected[this.#place]; next !== undefined && next.entryNo <= entryNo;) {
      const isKept = next.entryNo === entryNo && next.hash.equals(hash);
      if (!isKept && !this.#isRewritten) {
        // Every later checkpoint contradicts it as well.
        this.#isRewritten = true;
        this.#find('trail_rewritten', next.entryNo);
      }
      this.#place += 1;
      next = this.expected[this.#place];
    }
  }

  #seal({ caseId, eventSeq, eventHash }: TrailEntry): void {
    if (caseId === null || eventSeq === null || eventHash === null) return;
    const known = this.seals.get(caseId);
    if (known === undefined || known.seq < eventSeq) this.seals.set(caseId, { seq: eventSeq, hash: eventHash });
  }

  #find(finding: AuditFinding['finding'], entryNo: number): void {
    this.findings.push({ finding, chain: this.chain, entryNo });
  }
}
