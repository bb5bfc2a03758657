import { FILE_CHECKLIST, type Actor, type Dimension, type IndicatorId, type Owner } from '@caseward/domain';
import { indicatorCounts, openDataSource } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { RecordedDutyFile, RecordedStory, storyInstant } from '../support/recorded-story.js';

let database: TestDatabase;
let record: DataSource;
let agencies = 0;
let owner: Owner;

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url });
});
afterAll(async () => {
  await record.destroy();
  await database.drop();
});
/** Every test counts its own agency. */
beforeEach(() => {
  const id = `s${String((agencies += 1))}`;
  owner = { caseworkerId: `cw-${id}`, teamId: `t-${id}`, officeId: `o-${id}`, agencyId: `a-${id}` };
});

async function told(ids: readonly IndicatorId[], to = '2026-06-30', by: readonly Dimension[] = []): Promise<string[]> {
  const scope = { kind: 'agency' as const, id: owner.agencyId };
  const asked = { from: '2026-06-01', to, asKnownAt: storyInstant('2027-12-31T10:00'), scope, by };
  const counts = await indicatorCounts(record, asked);
  return counts
    .filter(({ indicator }) => ids.includes(indicator))
    .map(({ indicator, group, numerator, denominator }) => {
      const name = [indicator, ...Object.values(group)].join(' ');
      return `${name}: ${String(Math.round(numerator * 100) / 100)}${denominator === null ? '' : `/${String(denominator)}`}`;
    });
}

const FORM = { content: { contentId: 'content-2', form: 'note', formVersion: 1, digest: '00' } };
const answers = Object.fromEntries(FILE_CHECKLIST.map(({ item }) => [item, 'yes' as const]));
const COMPLETE = {
  ...{ childAndFamilyInvolved: true, workersTold: true, contactForLaterGiven: true, feedbackOffered: true },
  ...{ fileComplete: true, storageFormAgreed: true, keepUntil: '2040-01-01' },
};

/** Registered as LOW on 1 June and closed four weeks later with two visits and a review. */
async function closed(): Promise<RecordedStory> {
  const one = await new RecordedStory(record, owner).registered('2026-06-01');
  await one.assessed('2026-06-02T10:00');
  await one.planned('2026-06-03T10:00', '2026-06-03T12:00');
  await one.do('2026-06-10T10:00', 'concludePlan', {});
  await one.do('2026-06-15T10:00', 'recordFollowUp', { reached: 'child', channel: 'visit' });
  await one.do('2026-06-20T10:00', 'recordFollowUp', { reached: 'child', channel: 'visit' });
  await one.do('2026-06-21T10:00', 'holdReview', {});
  await one.do('2026-06-29T09:00', 'requestClosure', {
    reason: 'goal_met',
    checks: COMPLETE,
    evidence: { goalMet: true },
  });
  return one.do('2026-06-29T10:00', 'approveClosure', {}, { actor: one.supervisor });
}

describe('indicators of staff and of the end of a case', () => {
  it('competence is counted for trained and supervised caseworkers with two scores, by the last one against the one before [K1]', async () => {
    const grown = await new RecordedDutyFile(record, owner).opened('2026-01-05T09:00');
    await grown.do('2026-01-20T09:00', 'recordCapacityAssessment', { scorePercent: 60 });
    await grown.do('2026-06-10T09:00', 'recordCapacityAssessment', { scorePercent: 70 });
    expect(await told(['K1'])).toEqual([]);
    await grown.do('2026-06-11T09:00', 'recordSupervision', { minutes: 60 });
    expect(await told(['K1'])).toEqual([]);
    const training = { topic: 'case_management', providerId: owner.agencyId } as const;
    await grown.do('2026-06-30T15:00', 'recordTraining', { ...training, completedOn: '2026-06-30' });
    expect(await told(['K1'], '2026-06-29')).toEqual([]);
    expect(await told(['K1'])).toEqual(['K1: 1/1']);
    const other = await new RecordedDutyFile(record, { ...owner, caseworkerId: `${owner.caseworkerId}-b` }).opened(
      '2026-01-05T09:00',
    );
    await other.do('2026-01-06T09:00', 'recordSupervision', { minutes: 60 });
    await other.do('2026-01-06T10:00', 'recordTraining', { ...training, completedOn: '2024-11-03' });
    await other.do('2026-01-20T09:00', 'recordCapacityAssessment', { scorePercent: 80 });
    await other.do('2026-06-10T09:00', 'recordCapacityAssessment', { scorePercent: 80 });
    expect(await told(['K1'], '2026-06-30', ['caseworker', 'sex'])).toEqual([
      `K1 ${owner.caseworkerId} n/a: 1/1`,
      `K1 ${owner.caseworkerId}-b n/a: 0/1`,
    ]);
    expect(await told(['P6c'])).toEqual(['P6c: 1/1']);
  });

  it('supervision is counted by its own due dates, the capacity assessment only the first time [P7]', async () => {
    const file = await new RecordedDutyFile(record, owner).opened('2026-05-25T09:00');
    await file.do('2026-06-05T09:00', 'recordCaseloadReview', {});
    await file.do('2026-06-15T09:00', 'recordFileCheck', { checkedCaseId: 'case-1', answers });
    await file.do('2026-06-20T09:00', 'recordCaseloadReview', {});
    await file.do('2026-06-22T09:00', 'recordCapacityAssessment', { scorePercent: 60 });
    await file.until('2026-07-20T09:00');
    expect(await told(['P7a', 'P7b', 'P7c'])).toEqual(['P7a: 1/2', 'P7b: 1/1', 'P7c: 1/1']);
  });

  it('a closure counts its weeks, gates, feedback, level and what came after [P9] [P10] [P13]', async () => {
    const one = await closed();
    await one.heard('2026-06-30T09:30', 'child', 9);
    await one.until('2026-11-30T10:00');
    expect(await told(['P9a', 'P9b', 'P9c', 'P9d', 'P9e', 'P13c'])).toEqual([
      ...['P9a: 1', 'P9b: 4/1', 'P9c: 1/1', 'P9d: 1/1', 'P9e: 0/1', 'P13c: 0/1'],
    ]);
    expect(await told(['P9a'], '2026-06-30', ['reason'])).toEqual(['P9a goal_met: 1']);
    expect(await told(['P10a'], '2026-09-30')).toEqual(['P10a: 0/1']);
    const concerns = [{ concernId: 'c2', category: 'neglect' as const, level: 'MEDIUM' }];
    const again = { eligibilityConfirmed: true, consentConfirmed: true, concerns };
    await one.do('2026-12-20T09:00', 'requestReopening', { ...again, ...FORM });
    await one.do('2026-12-20T10:00', 'approveReopening', {}, { actor: one.supervisor });
    expect(await told(['P10b', 'P10c', 'P10d'])).toEqual(['P10b: 0/1', 'P10c: 1/1', 'P10d: 1/1']);
  });

  it('a transfer counts for who sent it, with the days to its answer [P11]', async () => {
    const one = await new RecordedStory(record, owner).registered('2026-06-01');
    const scopes = { participate: true, storeData: true, reporting: true, caseTransfer: true };
    await one.do('2026-06-02T10:00', 'recordConsent', scopes);
    const request = {
      toAgencyId: 'a-other',
      reason: 'child_moves',
      childAndFamilyConsulted: true,
      metNewCaseworker: true,
    } as const;
    const receiver: Actor = { personId: 'sup-b', role: 'SUP', teamId: 't-b', officeId: 'o-b', agencyId: 'a-other' };
    await one.do('2026-06-03T10:00', 'sendTransfer', { transferId: 'x1', ...request }, { actor: one.supervisor });
    await one.do('2026-06-05T10:00', 'rejectTransfer', { transferId: 'x1', ...FORM }, { actor: receiver });
    expect(await told(['P11a', 'P11b', 'P11c'])).toEqual(['P11a: 0/1', 'P11b: 1/1', 'P11c: 2/1']);
  });

  it('plans are signed off before they are carried out [P2]', async () => {
    const one = await new RecordedStory(record, owner).registered('2026-06-01');
    await one.assessed('2026-06-02T10:00');
    const actions = [{ actionId: 'a1', responsible: 'cw', dueOn: '2026-07-01' }];
    await one.do('2026-06-03T10:00', 'agreePlan', { involved: ['child', 'caregiver'], actions });
    await one.do('2026-06-03T12:00', 'signOffPlan', {}, { actor: one.supervisor });
    expect(await told(['P2b'])).toEqual([]);
    await one.do('2026-06-04T10:00', 'startPlanAction', { actionId: 'a1' });
    expect(await told(['P2b'])).toEqual(['P2b: 1/1']);
  });
});
