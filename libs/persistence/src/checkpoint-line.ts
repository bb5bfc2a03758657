import type { KeyObject } from 'node:crypto';
import {
  checkpointDigest,
  openCheckpoint,
  rootOf,
  type ChainHead,
  type CheckpointBody,
  type CheckpointStore,
  type SignedCheckpoint,
} from '@caseward/security';
import { AUDIT_CHAINS, checkpointsAfter, EMPTY_HASH } from './audit-checkpoints.js';
import type { AuditFinding, Expected } from './audit-walk.js';
import type { Sql } from './query.js';

const PAGE = 500;

/** The checkpoints of the second place, each opened with the public key and held to the one before. */
export class CheckpointLine {
  readonly findings: AuditFinding[] = [];
  readonly #kept = new Map<number, string>();
  readonly #expected = new Map<number, Expected[]>();
  readonly #heads = new Map<number, ChainHead>();
  #last: SignedCheckpoint | null = null;
  #lastNo = 0;
  #lastAt: string | null = null;
  #uncopied = 0;

  private constructor(private readonly publicKey: KeyObject) {
    for (let chain = 0; chain < AUDIT_CHAINS; chain += 1) {
      this.#heads.set(chain, { chain, entryNo: 0, hash: EMPTY_HASH });
    }
  }

  static async read(store: CheckpointStore, publicKey: KeyObject): Promise<CheckpointLine> {
    const line = new CheckpointLine(publicKey);
    for await (const checkpoint of store.read()) line.#add(checkpoint, line.#lastNo + 1);
    return line;
  }

  get checkpoints(): number {
    return this.#kept.size;
  }

  get lastCheckpointAt(): string | null {
    return this.#lastAt;
  }

  get uncopied(): number {
    return this.#uncopied;
  }

  expectedOf(chain: number): readonly Expected[] {
    return (this.#expected.get(chain) ?? []).sort((a, b) => a.entryNo - b.entryNo);
  }

  /** The table has them too. What is newer there and signed counts as well: it waits for the second place. */
  async compareWithTable(sql: Sql): Promise<void> {
    const copies = this.#lastNo;
    for (let [after, next] = [0, 1]; ;) {
      const page = await checkpointsAfter(sql, after, PAGE);
      for (const { no, ...checkpoint } of page) {
        for (; next < no; next += 1) this.#find('checkpoint_missing', next);
        next = no + 1;
        const kept = this.#kept.get(no);
        if (kept !== undefined && kept !== wholeOf(checkpoint)) this.#find('checkpoint_differs', no);
        if (no > copies) {
          this.#uncopied += 1;
          this.#add(checkpoint, no);
        }
      }
      after = next - 1;
      if (page.length < PAGE) {
        for (; next <= copies; next += 1) this.#find('checkpoint_missing', next);
        return;
      }
    }
  }

  /** @param place the number that it should have */
  #add(checkpoint: SignedCheckpoint, place: number): void {
    const body = openCheckpoint(this.publicKey, checkpoint);
    if (body === null) {
      this.#find('checkpoint_not_signed', place);
      return;
    }
    // A copy that was broken off after the line was written is made again.
    if (this.#kept.get(body.no) === wholeOf(checkpoint)) return;
    const isNext = this.#follows(body);
    for (const head of body.moved) this.#expect(head, body.no);
    if (!isNext || rootOf(this.#heads.values()) !== body.root) this.#find('checkpoint_does_not_follow', body.no);
    this.#kept.set(body.no, wholeOf(checkpoint));
    [this.#last, this.#lastNo, this.#lastAt] = [checkpoint, body.no, body.madeAt];
  }

  #follows({ no, previous }: CheckpointBody): boolean {
    if (this.#last === null) return no === 1 && previous === null;
    return no === this.#lastNo + 1 && previous === checkpointDigest(this.#last);
  }

  #expect(head: ChainHead, checkpointNo: number): void {
    this.#heads.set(head.chain, head);
    if (head.entryNo === 0) return;
    const expected = this.#expected.get(head.chain) ?? [];
    expected.push({ checkpointNo, entryNo: head.entryNo, hash: Buffer.from(head.hash, 'hex') });
    this.#expected.set(head.chain, expected);
  }

  #find(finding: AuditFinding['finding'], checkpointNo: number): void {
    this.findings.push({ finding, checkpointNo });
  }
}

/** Body and signature: a signature that is no longer one has to show as well. */
function wholeOf(checkpoint: SignedCheckpoint): string {
  return `${checkpointDigest(checkpoint)} ${checkpoint.signature}`;
}
