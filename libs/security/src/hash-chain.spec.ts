import { initialState, policySnapshot, type CaseEvent } from '@caseward/domain';
import { describe, expect, it } from 'vitest';
import { canonicalJson, contentDigest } from './canonical.js';
import { chainHash, GENESIS_HASH, stateHash, verifyChain, type ChainedEvent } from './hash-chain.js';

const event = (seq: number): CaseEvent => ({
  caseId: '0190a0a0-0000-7000-8000-000000000001',
  seq,
  type: 'EncounterEnded',
  occurredAt: '2026-03-01T08:00:00.000Z',
  recordedAt: '2026-03-01T08:05:00.000Z',
  commandId: `command-${seq}`,
  actor: { personId: 'p-1', role: 'CW' },
  data: { encounterId: `encounter-${seq}` },
});

function chainOf(events: readonly CaseEvent[]): ChainedEvent[] {
  let previousHash = GENESIS_HASH;
  return events.map((event) => {
    const link = { event, previousHash, hash: chainHash(previousHash, event) };
    previousHash = link.hash;
    return link;
  });
}

describe('hash chain', () => {
  const chain = chainOf([event(1), event(2), event(3)]);

  it('holds for what was written', () => {
    expect(verifyChain(chain)).toBeNull();
    expect(verifyChain([])).toBeNull();
  });

  it.each(['caseId', 'type', 'occurredAt', 'recordedAt', 'commandId', 'actor', 'data'])(
    'notices a changed %s',
    (field) => {
      const changed = { ...event(2), [field]: 'changed' };
      const tampered = chain.map((link, index) => (index === 1 ? { ...link, event: changed } : link));
      expect(verifyChain(tampered)).toEqual({ seq: 2, fault: 'hash' });
    },
  );

  it('notices an event that was taken out, put in, or changed together with its own hash', () => {
    expect(verifyChain([chain[0]!, chain[2]!])).toEqual({ seq: 2, fault: 'gap' });
    const other = { ...event(2), commandId: 'other' };
    const rehashed = {
      event: other,
      previousHash: chain[1]!.previousHash,
      hash: chainHash(chain[1]!.previousHash, other),
    };
    expect(verifyChain([chain[0]!, rehashed, chain[2]!])).toEqual({ seq: 3, fault: 'previous_hash' });
  });

  it('does not depend on the order of properties or on absent ones', () => {
    const { caseId, ...rest } = event(1);
    const reordered = {
      ...rest,
      data: { encounterId: 'encounter-1', content: undefined },
      caseId,
    } as unknown as CaseEvent;
    expect(chainHash(GENESIS_HASH, reordered).equals(chainHash(GENESIS_HASH, event(1)))).toBe(true);
  });
});

describe('canonical form', () => {
  it('is the one of RFC 8785', () => {
    expect(canonicalJson({ '\u20ac': 'Euro', b: [1e21, 1.0, -0, 'é\n'], a: undefined })).toBe(
      '{"b":[1e+21,1,0,"é\\n"],"€":"Euro"}',
    );
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });

  it('hashes bytes as they are and everything else as JSON', () => {
    expect(contentDigest(Buffer.from('{"a":1}'))).toBe(contentDigest({ a: 1 }));
  });

  it('gives equal states equal hashes', () => {
    const state = initialState('c');
    expect(stateHash({ ...state })).toBe(stateHash(state));
    expect(stateHash({ ...state, policy: policySnapshot() })).not.toBe(stateHash(state));
  });
});
