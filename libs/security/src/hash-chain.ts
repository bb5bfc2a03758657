import type { HostedEvent, HostedState } from '@caseward/domain';
import { canonicalJson, contentDigest, sha256 } from './canonical.js';

/** What the first event of a case is chained to. */
export const GENESIS_HASH: Buffer = Buffer.alloc(32);

/** An event together with its link as the record holds it. */
export interface ChainedEvent {
  readonly event: HostedEvent;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

export interface ChainFault {
  readonly seq: number;
  readonly fault: 'gap' | 'previous_hash' | 'hash';
}

/** SHA-256 over the canonical JSON of the whole event, its case and sequence included. */
export function eventDigest(event: HostedEvent): Buffer {
  return sha256(canonicalJson(event));
}

/**
 * `SHA-256(previous hash, event digest)`. The two steps let PostgreSQL close the chain under its lock: the sender
 * computes the digests without knowing what came before, and only 32 bytes of each event have to be hashed there.
 */
export function chainHash(previousHash: Buffer, event: HostedEvent): Buffer {
  return sha256(previousHash, eventDigest(event));
}

/** The first link of one case, in the order of `seq`, that does not follow from the events; null when all do. */
export function verifyChain(chain: readonly ChainedEvent[]): ChainFault | null {
  let previous = GENESIS_HASH;
  for (const [index, { event, previousHash, hash }] of chain.entries()) {
    if (event.seq !== index + 1) return { seq: index + 1, fault: 'gap' };
    if (!previousHash.equals(previous)) return { seq: event.seq, fault: 'previous_hash' };
    if (!hash.equals(chainHash(previous, event))) return { seq: event.seq, fault: 'hash' };
    previous = hash;
  }
  return null;
}

/** SHA-256, hexadecimal, over the canonical JSON of a state: equal states have equal hashes on every machine. */
export function stateHash(state: HostedState): string {
  return contentDigest(state);
}
