import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import { policySnapshot } from '../policy/policy.js';
import { OWNER } from '../testing/a-case.js';
import { orderHandover, previewHandover, proposeHandover, type HandoverCase, type Receiver } from './handover.js';
import type { Post } from './post.js';

const policy = policySnapshot('few', { 'caseload.max': 10 });
const kase = (caseId: string, more: Partial<HandoverCase> = {}): HandoverCase => ({
  ...{ caseId, urgency: 1, counts: true, conflicts: [] },
  ...more,
});
const receiver = (caseworkerId: string, openCases: number, isAway = false): Receiver => ({
  caseworkerId,
  openCases,
  isAway,
});

describe('the proposal for a caseload that goes to others', () => {
  it('gives the most urgent first, each to whoever has fewest then, and nobody more than the limit [SUPV-1]', () => {
    const cases = [kase('a'), kase('b'), kase('c', { urgency: 3 }), kase('d')];
    expect(proposeHandover(policy, cases, [receiver('x', 8), receiver('y', 9)])).toEqual([
      { caseId: 'c', to: 'x' },
      { caseId: 'a', to: 'x' },
      { caseId: 'b', to: 'y' },
      { caseId: 'd', to: null },
    ]);
  });

  it('passes over who is away and who has a conflict of interest; a closed case takes no place [PERM-2] [SUPV-1]', () => {
    const receivers = [receiver('x', 2), receiver('y', 0, true), receiver('z', 10)];
    const cases = [kase('a', { conflicts: ['x'] }), kase('b'), kase('c', { counts: false, conflicts: ['x'] })];
    expect(proposeHandover(policy, cases, receivers)).toEqual([
      { caseId: 'a', to: null },
      { caseId: 'b', to: 'x' },
      { caseId: 'c', to: 'z' },
    ]);
  });

  it('shows the caseloads that a plan leads to, and what comes on top of the limit or meets a conflict [SUPV-1] [PERM-2]', () => {
    const cases = [kase('a'), kase('b', { conflicts: ['x'] }), kase('c')];
    const plan = [
      { caseId: 'a', to: 'x' },
      { caseId: 'b', to: 'x' },
      { caseId: 'c', to: null },
    ];
    expect(previewHandover(policy, cases, [receiver('x', 9), receiver('y', 4)], plan)).toEqual({
      cases: [
        { caseId: 'a', to: 'x', isOverLimit: false, hasConflict: false },
        { caseId: 'b', to: 'x', isOverLimit: true, hasConflict: true },
        { caseId: 'c', to: null, isOverLimit: false, hasConflict: false },
      ],
      caseloads: [
        { caseworkerId: 'x', before: 9, isAway: false, count: 11, limit: 10, isOverLimit: true },
        { caseworkerId: 'y', before: 4, isAway: false, count: 4, limit: 10, isOverLimit: false },
      ],
    });
  });
});

describe('the order to hand a caseload over', () => {
  const { caseworkerId: personId, ...place } = OWNER;
  const post: Post = {
    ...{ postId: 'p', personId, role: 'CW', ...place },
    ...{ supervisorId: null, startsAt: null, endsAt: null },
  };
  const SUP: Actor = { personId: 'sup-a', role: 'SUP', ...place };
  const order = (reason: 'left' | 'ill', ids: readonly string[], isUnderWay = false, by = SUP) =>
    orderHandover(
      by,
      post,
      { reason, handings: ids.map((caseId) => ({ caseId, to: 'x' })) },
      { held: ['a', 'b'], isUnderWay },
    );
  const refusal = (code: string): unknown => expect.objectContaining({ code, rule: 'SPEC-3.11' });

  it('names every case of a caseworker who leaves; during an illness some may stay [SPEC-3.11]', () => {
    expect(() => order('left', ['a'])).toThrow(refusal('NOT_HANDED_OVER'));
    expect(() => order('left', ['a', 'b'])).not.toThrow();
    expect(() => order('ill', ['a'])).not.toThrow();
  });

  it('names only cases of this caseworker, each once, by somebody who keeps the post, one order at a time [SPEC-3.11]', () => {
    expect(() => order('ill', ['a', 'z'])).toThrow(refusal('UNKNOWN_REFERENCE'));
    expect(() => order('ill', ['a', 'a'])).toThrow(refusal('UNKNOWN_REFERENCE'));
    expect(() => order('ill', [])).toThrow(refusal('UNKNOWN_REFERENCE'));
    expect(() => order('ill', ['a'], true)).toThrow(refusal('ALREADY_PENDING'));
    expect(() => order('ill', ['a'], false, { ...SUP, teamId: 'team-x' })).toThrow(refusal('NOT_PERMITTED'));
  });
});
