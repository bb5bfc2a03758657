import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import { policySnapshot } from '../policy/policy.js';
import { OWNER } from '../testing/a-case.js';
import { recordAbsence, shortenAbsence } from './absence.js';
import { assignToDataEntry } from './data-entry.js';
import { endPost, openPost, type NewPost, type PostFacts } from './open-post.js';
import { caseworkersOf, isAbsent, postAt, supervisorOf, type Post } from './post.js';

const policy = policySnapshot();
const NOW = '2026-06-01T09:00:00.000Z';
const TEAM = { teamId: OWNER.teamId, officeId: OWNER.officeId, agencyId: OWNER.agencyId };
const OFFICE = { ...TEAM, teamId: null };
const AGENCY = { ...OFFICE, officeId: null };

const post = (personId: string, role: Post['role'], more: Partial<Post> = {}): Post => ({
  ...{ postId: `post-of-${personId}`, personId, role, ...TEAM, supervisorId: null, startsAt: null, endsAt: null },
  ...more,
});
const actor = (
  personId: string,
  role: Actor['role'],
  { teamId, officeId, agencyId }: typeof OFFICE | typeof AGENCY | typeof TEAM,
): Actor => ({
  ...{ personId, role },
  ...(teamId === null ? {} : { teamId }),
  ...(officeId === null ? {} : { officeId }),
  ...(agencyId === null ? {} : { agencyId }),
});
const SUP = actor('sup-a', 'SUP', TEAM);
const MGR = actor('mgr-a', 'MGR', OFFICE);
const HEAD = actor('head-a', 'HEAD', AGENCY);

const leaders = [post('sup-a', 'SUP'), post('mgr-a', 'MGR', OFFICE), post('head-a', 'HEAD', AGENCY)];
const six = [1, 2, 3, 4, 5, 6].map((n) => post(`cw-${String(n)}`, 'CW', { supervisorId: 'sup-a' }));
const facts = (posts: readonly Post[], casesHeld = 0): PostFacts => ({ policy, now: NOW, posts, casesHeld });
const newcomer: NewPost = { personId: 'cw-7', role: 'CW', ...TEAM, supervisorId: 'sup-a', startsAt: NOW };
const no = { asked: false, reasonGiven: false };
const refusal = (code: string, rule = 'SPEC-3.11'): unknown => expect.objectContaining({ code, rule });

describe('a caseworker who joins a team', () => {
  it('the seventh of a supervisor needs the manager and a reason, and then counts as over the limit [SUPV-1] [O-39]', () => {
    const full = facts([...leaders, ...six]);
    expect(openPost(facts([...leaders, ...six.slice(1)]), SUP, newcomer, no).isOverLimit).toBe(false);
    expect(() => openPost(full, SUP, newcomer, no)).toThrow(refusal('OVER_LIMIT', 'SUPV-1'));
    expect(() => openPost(full, SUP, newcomer, { asked: true, reasonGiven: true })).toThrow(
      refusal('OVER_LIMIT', 'SUPV-1'),
    );
    expect(() => openPost(full, MGR, newcomer, { asked: true, reasonGiven: false })).toThrow(
      refusal('FIELD_MISSING', 'SUPV-1'),
    );
    const opened = openPost(full, MGR, newcomer, { asked: true, reasonGiven: true });
    expect(opened).toEqual({ supervisorId: 'sup-a', isOverLimit: true, ends: null });
  });

  it('only caseworkers in post on that day count, under whom they are named for or the only supervisor [SUPV-1]', () => {
    const posts = [
      ...leaders,
      post('cw-1', 'CW', { endsAt: NOW }),
      post('cw-2', 'CW', { startsAt: '2026-06-02T00:00:00.000Z' }),
      post('cw-3', 'CW'),
      post('cw-4', 'CW', { supervisorId: 'sup-b' }),
    ];
    expect(caseworkersOf(posts, 'sup-a', NOW)).toEqual(['cw-3']);
    expect(caseworkersOf(posts, 'sup-a', '2026-05-31T00:00:00.000Z')).toEqual(['cw-1', 'cw-3']);
    expect(caseworkersOf(posts, 'sup-a', '2026-06-03T00:00:00.000Z')).toEqual(['cw-2', 'cw-3']);
    expect(supervisorOf(post('cw-3', 'CW'), [...posts, post('sup-b', 'SUP')], NOW)).toBeNull();
  });

  it('is supervised by a supervisor of the team: the one who attaches, or whom a manager names [SUPV-1]', () => {
    const unnamed = { ...newcomer, supervisorId: null };
    expect(openPost(facts(leaders), SUP, unnamed, no).supervisorId).toBe('sup-a');
    expect(() => openPost(facts(leaders), MGR, unnamed, no)).toThrow(refusal('FIELD_MISSING'));
    const stranger = { ...newcomer, supervisorId: 'mgr-a' };
    expect(() => openPost(facts(leaders), MGR, stranger, no)).toThrow(refusal('UNKNOWN_REFERENCE'));
    const nowhere = { ...newcomer, teamId: null };
    expect(() => openPost(facts(leaders), MGR, nowhere, no)).toThrow(refusal('FIELD_MISSING'));
  });

  it('who is in a post below the own opens and ends it, nobody the own one [SPEC-3.11] [PERM-1]', () => {
    const other = { ...newcomer, teamId: 'team-x' };
    expect(() => openPost(facts(leaders), SUP, other, no)).toThrow(refusal('NOT_PERMITTED'));
    const supervisor = { ...newcomer, personId: 'sup-b', role: 'SUP', supervisorId: null } as const;
    expect(() => openPost(facts(leaders), SUP, supervisor, no)).toThrow(refusal('NOT_PERMITTED'));
    expect(openPost(facts(leaders), MGR, supervisor, no)).toEqual({
      supervisorId: null,
      isOverLimit: false,
      ends: null,
    });
    const manager = { ...supervisor, personId: 'mgr-b', role: 'MGR', ...OFFICE } as const;
    expect(() => openPost(facts(leaders), MGR, manager, no)).toThrow(refusal('NOT_PERMITTED'));
    expect(openPost(facts(leaders), HEAD, manager, no).ends).toBeNull();
    const admin = actor('adm', 'ADM', { ...AGENCY, agencyId: 'agency-x' });
    expect(() => openPost(facts(leaders), admin, newcomer, no)).toThrow(refusal('NOT_PERMITTED'));
    expect(() => endPost(facts(leaders), MGR, post('mgr-a', 'MGR', OFFICE), NOW)).toThrow(
      refusal('OWN_WORK', 'PERM-1'),
    );
  });
});

describe('the posts of a person', () => {
  const cw = post('cw-1', 'CW', { startsAt: '2026-01-05T08:00:00.000Z', supervisorId: 'sup-a' });
  const posts = [...leaders, post('sup-b', 'SUP'), cw];
  const next: NewPost = { ...newcomer, personId: 'cw-1', supervisorId: 'sup-b' };

  it('another supervisor in the same team ends the former post and leaves the cases where they are [SPEC-3.11]', () => {
    expect(openPost(facts(posts, 20), MGR, next, no)).toMatchObject({ supervisorId: 'sup-b', ends: cw });
  });

  it('whoever still has cases, or caseworkers to supervise, hands over before leaving [SPEC-3.11]', () => {
    const promoted = { ...next, role: 'SUP', supervisorId: null } as const;
    const held = expect.objectContaining({
      code: 'NOT_HANDED_OVER',
      details: expect.objectContaining({ inputs: { cases: 3, caseworkers: 0 } }) as unknown,
    }) as unknown;
    expect(() => openPost(facts(posts, 3), MGR, promoted, no)).toThrow(held);
    expect(() => endPost(facts(posts, 3), SUP, cw, NOW)).toThrow(held);
    expect(openPost(facts(posts), MGR, promoted, no).ends).toBe(cw);
    expect(() => endPost(facts(posts), SUP, cw, NOW)).not.toThrow();
    expect(() => endPost(facts(posts), MGR, leaders[0]!, NOW)).toThrow(refusal('NOT_HANDED_OVER'));
  });

  it('begin when they begin, follow each other and end once [SPEC-3.11]', () => {
    const at = (startsAt: string) => () => openPost(facts(posts), MGR, { ...next, startsAt }, no);
    expect(at('2026-06-01T09:00:00.001Z')).toThrow(refusal('OCCURRED_IN_FUTURE'));
    expect(at('2026-01-05T07:59:00.000Z')).toThrow(refusal('OCCURRED_OUT_OF_ORDER'));
    expect(() => endPost(facts(posts), SUP, cw, '2026-01-05T07:59:00.000Z')).toThrow(refusal('OCCURRED_OUT_OF_ORDER'));
    expect(() => endPost(facts(posts), SUP, cw, '2026-06-01T09:00:00.001Z')).toThrow(refusal('OCCURRED_IN_FUTURE'));
    expect(() => endPost(facts(posts), SUP, { ...cw, endsAt: NOW }, NOW)).toThrow(refusal('NOTHING_PENDING'));
    expect(postAt([{ ...cw, endsAt: NOW }], 'cw-1', NOW)).toBeNull();
  });
});

describe('somebody who is away', () => {
  const posts = [...leaders, post('sup-b', 'SUP'), post('cw-1', 'CW'), post('cw-2', 'CW')];
  const leave = { personId: 'cw-1', deputyId: 'sup-a', startsAt: NOW, endsAt: '2026-06-15T09:00:00.000Z' };
  const record = (by: Actor, change: Partial<typeof leave> = {}, absences = [leave].slice(1)) =>
    recordAbsence({ posts, absences }, by, { ...leave, ...change });

  it('has a deputy who may open the same cases by the own post [SPEC-3.11]', () => {
    expect(() => record(SUP)).not.toThrow();
    expect(() => record(SUP, { deputyId: 'cw-2' })).toThrow(refusal('UNKNOWN_REFERENCE'));
    expect(() => record(SUP, { deputyId: 'nobody' })).toThrow(refusal('UNKNOWN_REFERENCE'));
    expect(() => record(MGR, { personId: 'sup-a', deputyId: 'sup-b' })).not.toThrow();
    expect(() => record(MGR, { personId: 'sup-a', deputyId: 'sup-a' })).toThrow(refusal('UNKNOWN_REFERENCE'));
    expect(() => record(HEAD, { personId: 'mgr-a', deputyId: 'head-a' })).not.toThrow();
  });

  it('is away once at a time, and no deputy is away as well [SPEC-3.11]', () => {
    expect(() => record(SUP, {}, [leave])).toThrow(refusal('ALREADY_PENDING'));
    expect(() => record(SUP, { endsAt: NOW })).toThrow(refusal('OCCURRED_OUT_OF_ORDER'));
    const sick = { ...leave, personId: 'sup-a', deputyId: 'sup-b' };
    expect(() => record(SUP, {}, [sick])).toThrow(refusal('UNKNOWN_REFERENCE'));
    expect([isAbsent([leave], 'cw-1', NOW), isAbsent([leave], 'cw-1', leave.endsAt)]).toEqual([true, false]);
  });
});

describe('somebody who is back earlier', () => {
  const posts = [...leaders, post('cw-1', 'CW')];
  const leave = { personId: 'cw-1', deputyId: 'sup-a', startsAt: NOW, endsAt: '2026-06-15T09:00:00.000Z' };
  const shorten = (by: Actor, endsAt: string) => shortenAbsence(posts, by, leave, endsAt);

  it('is back from any moment of the absence on, or does not go at all [SPEC-3.11]', () => {
    expect(() => shorten(SUP, '2026-06-08T09:00:00.000Z')).not.toThrow();
    expect(() => shorten(SUP, NOW)).not.toThrow();
    expect(isAbsent([{ ...leave, endsAt: NOW }], 'cw-1', NOW)).toBe(false);
  });

  it('not before it began, not to its end or later, and not by whoever does not keep the post [SPEC-3.11]', () => {
    expect(() => shorten(SUP, '2026-06-01T08:59:59.999Z')).toThrow(refusal('OCCURRED_OUT_OF_ORDER'));
    expect(() => shorten(SUP, leave.endsAt)).toThrow(refusal('NOTHING_PENDING'));
    expect(() => shorten(actor('cw-1', 'CW', TEAM), NOW)).toThrow(refusal('OWN_WORK', 'PERM-1'));
  });
});

describe('cases that data entry types in', () => {
  const clerk = post('de-1', 'DE');
  const CW = actor(OWNER.caseworkerId, 'CW', TEAM);
  const assign = (by: Actor, assigned: number, override = no, of: Post | null = clerk) =>
    assignToDataEntry(policy, by, { owner: OWNER, clerk: of, assigned }, override);

  it('case 101 needs the manager and a reason, and then counts as over the limit [SUPV-1]', () => {
    expect(assign(CW, 99)).toEqual({ count: 100, limit: 100, isOverLimit: false });
    expect(() => assign(CW, 100)).toThrow(refusal('OVER_LIMIT', 'SUPV-1'));
    expect(() => assign(SUP, 100, { asked: true, reasonGiven: true })).toThrow(refusal('OVER_LIMIT', 'SUPV-1'));
    expect(() => assign(MGR, 100, { asked: true, reasonGiven: false })).toThrow(refusal('FIELD_MISSING', 'SUPV-1'));
    expect(assign(MGR, 100, { asked: true, reasonGiven: true })).toEqual({ count: 101, limit: 100, isOverLimit: true });
  });

  it('are assigned by whoever is responsible for them, to data entry of the team or office [SPEC-3.11]', () => {
    expect(() => assign({ ...CW, personId: 'cw-x' }, 0)).toThrow(refusal('NOT_PERMITTED'));
    expect(() => assign(HEAD, 0)).toThrow(refusal('NOT_PERMITTED'));
    expect(() => assign(CW, 0, no, null)).toThrow(refusal('UNKNOWN_REFERENCE'));
    expect(() => assign(CW, 0, no, post('cw-2', 'CW'))).toThrow(refusal('UNKNOWN_REFERENCE'));
    expect(() => assign(CW, 0, no, { ...clerk, teamId: 'team-x' })).toThrow(refusal('UNKNOWN_REFERENCE'));
    expect(assign(CW, 0, no, { ...clerk, teamId: null }).count).toBe(1);
  });
});
