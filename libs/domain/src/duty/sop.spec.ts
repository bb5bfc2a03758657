import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import type { ContentRef } from '../case/vocabulary/content.js';
import { DomainError } from '../errors.js';
import { policySnapshot } from '../policy/policy.js';
import { ADutyFile, HEAD_A, MGR_A, SUP_A } from '../testing/a-duty-file.js';
import { sopVersions, standingSignatures } from './kinds/sop-reading.js';
import { isDutyPermitted, mayReadDutyFile } from './permissions.js';
import { dutyReadModelOf } from './read-model.js';
import { agreementBySop } from './sop-agreement.js';

const ALL = { teamId: null, officeId: null, agencyId: null };
const COORD: Actor = { personId: 'COORD-1', role: 'COORD' };
const HEAD_B: Actor = { personId: 'HEAD-B', role: 'HEAD', agencyId: 'agency-b' };
const CW_B: Actor = { personId: 'CW-B', role: 'CW', agencyId: 'agency-b' };

const digest = (of: string) => of.repeat(64).slice(0, 64);
const text = (of: string): ContentRef => ({
  contentId: `text-${of}`,
  form: 'sop_text',
  formVersion: 1,
  digest: digest(of),
});
const POLICY = { version: 'context-2', digest: digest('9') };
const DRAFT = {
  ...{ sopVersion: '2026-2', putsInForce: POLICY, participants: ['agency-a', 'agency-b'], leftOut: [] },
  content: text('a'),
};
const SIGNED = { sopVersion: '2026-2', policyDigest: POLICY.digest, textDigest: digest('a') };
const REASON = { content: text('f') };

const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return `${error.code}/${error.rule}`;
    throw error;
  }
  return 'accepted';
};
const opened = () => new ADutyFile().open('sop', 'sop-1', '2026-05-01 09:00', ALL, COORD);
const drafted = () => opened().give('draftSop', DRAFT, '2026-05-04 09:00', COORD);
const submitted = () => drafted().give('submitSopForAdoption', { sopVersion: '2026-2' }, '2026-05-20 09:00', COORD);
const signed = () =>
  submitted().give('signSop', SIGNED, '2026-05-21 09:00', HEAD_A).give('signSop', SIGNED, '2026-05-22 09:00', HEAD_B);
const adopt = (file: ADutyFile, effectiveFrom: string, at = '2026-05-25 09:00') =>
  file.give('adoptSop', { sopVersion: '2026-2', effectiveFrom }, at, COORD);

describe('the life of an SOP', () => {
  it('is drafted, commented on, answered, signed by each agency and adopted; the history says by whom and what [SPEC-3.11] [SOP-4]', () => {
    const file = drafted();
    const comment = { sopVersion: '2026-2', commentId: 'k1', clause: '3.4', content: text('b') };
    file.give('commentOnSop', comment, '2026-05-05 09:00', CW_B);
    const answer = { commentId: 'k1', outcome: 'taken_up' as const };
    file.give('answerSopComment', answer, '2026-05-06 09:00', COORD);
    file.give('draftSop', { ...DRAFT, content: text('c') }, '2026-05-07 09:00', COORD);
    file.give('submitSopForAdoption', { sopVersion: '2026-2' }, '2026-05-20 09:00', COORD);
    const signature = { ...SIGNED, textDigest: digest('c') };
    file.give('signSop', signature, '2026-05-21 09:00', MGR_A).give('signSop', signature, '2026-05-22 09:00', HEAD_B);
    expect(dutyReadModelOf(file.state).tasks).toMatchObject([{ kind: 'sop_adoption', command: 'adoptSop' }]);
    adopt(file, '2026-06-01');
    const [version] = sopVersions(file.state);
    expect(version).toMatchObject({
      status: 'adopted',
      texts: [{ by: 'COORD-1' }, { content: { digest: digest('c') } }],
      comments: [{ by: 'CW-B', clause: '3.4', answer: { by: 'COORD-1', outcome: 'taken_up' } }],
      adopted: { effectiveFrom: '2026-06-01' },
    });
    expect(version && standingSignatures(version)).toMatchObject([
      { agencyId: 'agency-a', by: 'MGR-A', role: 'MGR', textDigest: digest('c'), policyDigest: POLICY.digest },
      { agencyId: 'agency-b', by: 'HEAD-B', role: 'HEAD' },
    ]);
  });

  it('one version is under way at a time, and none changes once it is put up for signature [SOP-1]', () => {
    const file = submitted();
    expect(refusalOf(() => file.give('draftSop', DRAFT, '2026-05-21 09:00', COORD))).toBe('NOT_ALLOWED_IN_STAGE/SOP-1');
    const other = { ...DRAFT, sopVersion: '2026-3' };
    expect(refusalOf(() => file.give('draftSop', other, '2026-05-21 09:00', COORD))).toBe('ALREADY_PENDING/SOP-1');
    adopt(
      file.give('signSop', SIGNED, '2026-05-21 09:00', HEAD_A).give('signSop', SIGNED, '2026-05-22 09:00', HEAD_B),
      '2026-06-01',
    );
    file.give('draftSop', other, '2026-06-02 09:00', COORD);
    expect(sopVersions(file.state).map(({ status }) => status)).toEqual(['adopted', 'draft']);
  });

  it('a comment is answered within a fortnight, and nobody signs over an open one [SOP-2]', () => {
    const file = drafted();
    const comment = { sopVersion: '2026-2', commentId: 'k1', clause: 'plan.high', content: text('b') };
    file.give('commentOnSop', comment, '2026-05-05 09:00', SUP_A);
    expect(file.due('sop_comment')).toEqual(['2026-05-19']);
    const submit = () => file.give('submitSopForAdoption', { sopVersion: '2026-2' }, '2026-05-06 09:00', COORD);
    expect(refusalOf(submit)).toBe('NOT_ALLOWED_IN_STAGE/SOP-2');
    const no = { commentId: 'k1', outcome: 'not_taken_up' as const };
    expect(refusalOf(() => file.give('answerSopComment', no, '2026-05-07 09:00', COORD))).toBe('FIELD_MISSING/SOP-2');
    file.until('2026-05-20 00:00');
    expect(file.breached('sop_comment')).toEqual(['2026-05-19']);
    expect(dutyReadModelOf(file.state).escalations).toMatchObject([
      { kind: 'sop_comment', assignee: { role: 'COORD', scopeId: 'coordination' } },
    ]);
    file.give('answerSopComment', { ...no, ...REASON }, '2026-05-20 09:00', COORD);
    expect(file.due('sop_comment')).toEqual([]);
  });

  it('an agency signs exactly the text and the policy that stand, once, by somebody of its own [SOP-3]', () => {
    const file = submitted();
    const try_ = (payload: object, by: Actor) =>
      refusalOf(() => file.give('signSop', { ...SIGNED, ...payload }, '2026-05-21 09:00', by));
    expect(try_({ textDigest: digest('e') }, HEAD_A)).toBe('VALUE_NOT_POSSIBLE/SOP-3');
    expect(try_({ policyDigest: digest('e') }, HEAD_A)).toBe('VALUE_NOT_POSSIBLE/SOP-3');
    expect(try_({ policyDigest: null }, HEAD_A)).toBe('VALUE_NOT_POSSIBLE/SOP-3');
    expect(try_({}, { ...HEAD_B, agencyId: 'agency-x' })).toBe('NOT_PERMITTED/SOP-3');
    expect(try_({}, SUP_A)).toBe('NOT_PERMITTED/SPEC-2');
    expect(try_({}, COORD)).toBe('NOT_PERMITTED/SPEC-2');
    expect(try_({}, HEAD_A)).toBe('accepted');
    expect(try_({}, MGR_A)).toBe('ALREADY_PENDING/SOP-3');
  });

  it('each agency is asked, with a date; a silent one is a breach that the coordination group looks after [SOP-3] [TIME-8]', () => {
    const file = submitted().give('signSop', SIGNED, '2026-05-21 09:00', HEAD_A);
    expect(file.due('sop_signature')).toEqual(['2026-06-03']);
    const { tasks } = dutyReadModelOf(file.state);
    expect(tasks.map(({ kind, assignee }) => [kind, assignee.role, assignee.scopeId])).toEqual([
      ['sop_signature', 'HEAD', 'agency-b'],
    ]);
    file.until('2026-06-04 00:00');
    expect(file.breached('sop_signature')).toEqual(['2026-06-03']);
    expect(isDutyPermitted(file.state, COORD, 'resolveDutyEscalation')).toBe(true);
    expect(isDutyPermitted(file.state, HEAD_B, 'resolveDutyEscalation')).toBe(false);
  });

  it('a signature can be taken back, and a version that is returned has to be signed anew [SOP-3] [SOP-4]', () => {
    const file = signed().give('withdrawSopSignature', { sopVersion: '2026-2', ...REASON }, '2026-05-23 09:00', HEAD_B);
    expect(file.due('sop_signature')).toEqual(['2026-06-03']);
    expect(refusalOf(() => adopt(file, '2026-06-01'))).toBe('NOT_ALLOWED_IN_STAGE/SOP-4');
    file.give('returnSopToDraft', { sopVersion: '2026-2', ...REASON }, '2026-05-24 09:00', COORD);
    expect(file.due('sop_signature')).toEqual([]);
    file.give('draftSop', { ...DRAFT, content: text('d') }, '2026-05-25 09:00', COORD);
    file.give('submitSopForAdoption', { sopVersion: '2026-2' }, '2026-05-26 09:00', COORD);
    expect(refusalOf(() => adopt(file, '2026-06-01', '2026-05-27 09:00'))).toBe('NOT_ALLOWED_IN_STAGE/SOP-4');
    expect(refusalOf(() => file.give('signSop', SIGNED, '2026-05-27 09:00', HEAD_A))).toBe('VALUE_NOT_POSSIBLE/SOP-3');
    expect(file.due('sop_signature')).toEqual(['2026-06-09', '2026-06-09']);
    expect(sopVersions(file.state)[0]?.rounds.map(({ signatures }) => signatures.length)).toEqual([2, 0]);
  });

  it('is in force from the day of its adoption at the earliest [SOP-4]', () => {
    expect(refusalOf(() => adopt(signed(), '2026-05-24'))).toBe('VALUE_NOT_POSSIBLE/SOP-4');
    expect(refusalOf(() => adopt(signed(), '2026-05-25'))).toBe('accepted');
  });

  it('a policy is published only as it was signed, with the signatures as approvals [SOP-5]', () => {
    const waiting = signed().state;
    expect(agreementBySop([], POLICY, null)).toBeNull();
    expect(refusalOf(() => agreementBySop([waiting], POLICY, null))).toBe('VALUE_NOT_POSSIBLE/SOP-5');
    const { state } = adopt(signed(), '2026-06-01');
    expect(agreementBySop([state], POLICY, null)).toEqual({
      effectiveFrom: '2026-06-01',
      approvals: [
        { agency: 'agency-a', by: 'HEAD', on: '2026-05-21' },
        { agency: 'agency-b', by: 'HEAD', on: '2026-05-22' },
        { agency: 'coordination', by: 'COORD', on: '2026-05-25' },
      ],
    });
    const other = { ...POLICY, digest: digest('8') };
    expect(refusalOf(() => agreementBySop([state], other, null))).toBe('VALUE_NOT_POSSIBLE/SOP-5');
    expect(refusalOf(() => agreementBySop([state], POLICY, '2026-06-02'))).toBe('VALUE_NOT_POSSIBLE/SOP-5');
  });

  it('is looked at again six months after its adoption, and after each review [SPEC-3.11] [SOP-6]', () => {
    const file = signed();
    expect(refusalOf(() => file.give('recordSopReview', { changed: false }, '2026-05-23 09:00', COORD))).toBe(
      'NOT_ALLOWED_IN_STAGE/SOP-6',
    );
    expect(file.due('sop_review')).toEqual([]);
    adopt(file, '2026-06-01');
    expect(file.due('sop_review')).toEqual(['2026-11-25']);
    file.give('recordSopReview', { changed: false }, '2026-11-20 09:00', COORD);
    expect(file.due('sop_review')).toEqual(['2027-05-20']);
    file.until('2027-05-21 00:00');
    expect(file.breached('sop_review')).toEqual(['2027-05-20']);
  });

  it('is looked at sooner when somebody shows that it does not hold [SPEC-3.11] [SOP-7]', () => {
    const file = adopt(signed(), '2026-06-01');
    const asked = { grounds: ['context_changed' as const], ...REASON };
    expect(refusalOf(() => file.give('askSopReview', asked, '2026-07-01 09:00', CW_B))).toBe('NOT_PERMITTED/SPEC-2');
    const without = { grounds: [], ...REASON };
    expect(refusalOf(() => file.give('askSopReview', without, '2026-07-01 09:00', SUP_A))).toBe('FIELD_MISSING/SOP-7');
    file.give('askSopReview', asked, '2026-07-01 09:00', SUP_A);
    expect(file.due('sop_review').sort()).toEqual(['2026-07-31', '2026-11-25']);
    file.give('recordSopReview', { changed: true }, '2026-07-20 09:00', COORD);
    expect(file.due('sop_review')).toEqual(['2027-01-20']);
  });

  it('a shorter review period holds from the next review on [A31]', () => {
    const file = adopt(signed(), '2026-06-01');
    const stricter = policySnapshot('sop-2', { 'sop.review_months': 3 });
    const system: Actor = { personId: 'system', role: 'SYSTEM' };
    file.give('adoptDutyPolicy', { policy: stricter }, '2026-06-01 09:00', system);
    expect(file.due('sop_review')).toEqual(['2026-11-25']);
    file.give('recordSopReview', { changed: false }, '2026-07-01 09:00', COORD);
    expect(file.due('sop_review')).toEqual(['2026-10-01']);
  });

  it('passes over no agency that the policy in force names [SOP-3]', () => {
    const policy = policySnapshot('p', { 'context.participating_agencies': ['agency-a', 'agency-b', 'agency-c'] });
    const file = new ADutyFile(policy).open('sop', 'sop-1', '2026-05-01 09:00', ALL, COORD);
    expect(refusalOf(() => file.give('draftSop', DRAFT, '2026-05-04 09:00', COORD))).toBe('VALUE_NOT_POSSIBLE/SOP-3');
    const said = { ...DRAFT, leftOut: ['agency-c'] };
    expect(refusalOf(() => file.give('draftSop', said, '2026-05-04 09:00', COORD))).toBe('accepted');
  });

  it('all who work by it read it; an agency keeps one of its own, which others do not see, and nobody signs the own draft [SPEC-2] [PERM-1]', () => {
    expect(mayReadDutyFile(opened().state, CW_B)).toBe(true);
    const own = { ...ALL, agencyId: 'agency-a' };
    const file = new ADutyFile().open('sop', 'agency-a', '2026-05-01 09:00', own, MGR_A);
    expect(mayReadDutyFile(file.state, CW_B)).toBe(false);
    expect(mayReadDutyFile(file.state, COORD)).toBe(false);
    file.give('draftSop', { ...DRAFT, participants: ['agency-a'] }, '2026-05-04 09:00', MGR_A);
    file.give('submitSopForAdoption', { sopVersion: '2026-2' }, '2026-05-05 09:00', MGR_A);
    expect(refusalOf(() => file.give('signSop', SIGNED, '2026-05-06 09:00', MGR_A))).toBe('OWN_WORK/PERM-1');
    expect(refusalOf(() => file.give('signSop', SIGNED, '2026-05-06 09:00', HEAD_A))).toBe('accepted');
  });
});
