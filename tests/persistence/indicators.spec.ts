import { randomUUID } from 'node:crypto';
import type { Dimension, IndicatorId, IndicatorScope, Owner } from '@caseward/domain';
import {
  endDataEntryCase,
  indicatorCounts,
  indicatorTables,
  indicatorUnits,
  insertDataEntryCase,
  openDataSource,
  upsertAccounts,
  upsertOrganisation,
} from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { RecordedStory, STORY_POLICY, storyInstant, type Beginning } from '../support/recorded-story.js';

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
  agencies += 1;
  owner = {
    caseworkerId: `cw-${agencies}`,
    teamId: `t-${agencies}`,
    officeId: `o-${agencies}`,
    agencyId: `a-${agencies}`,
  };
});

interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly at?: string;
  readonly by?: readonly Dimension[];
  readonly scope?: IndicatorScope;
}

const question = ({ from = '2026-06-01', to = '2026-06-30', at = '2026-09-01T10:00', by = [], scope }: Asked = {}) => ({
  ...{ from, to, by, asKnownAt: storyInstant(at) },
  scope: scope ?? { kind: 'agency' as const, id: owner.agencyId },
});

/** `P1: 1/2`, or by group `P1 female: 1/2`. */
async function told(ids: readonly IndicatorId[], asked: Asked = {}): Promise<string[]> {
  const counts = await indicatorCounts(record, question(asked));
  return counts
    .filter(({ indicator }) => ids.includes(indicator))
    .map(({ indicator, group, numerator, denominator }) => {
      const name = [indicator, ...Object.values(group)].join(' ');
      return `${name}: ${String(Math.round(numerator * 100) / 100)}${denominator === null ? '' : `/${String(denominator)}`}`;
    });
}

const story = (day: string, beginning: Beginning = {}): Promise<RecordedStory> =>
  new RecordedStory(record, owner).registered(day, beginning);

/** Registered as LOW on 1 June, assessed and planned in time; implementation from 10 June. */
const implementing = async (): Promise<RecordedStory> => {
  const one = await story('2026-06-01');
  await one.assessed('2026-06-05T10:00');
  return one.planned('2026-06-09T10:00', '2026-06-10T10:00');
};

describe('indicators from the record', () => {
  it('a duty is on time, late or not due yet, by what was known then [P1]', async () => {
    await (await story('2026-06-01')).assessed('2026-06-08T23:59');
    await (await story('2026-06-01')).assessed('2026-06-09T00:00');
    await (await story('2026-06-20')).until('2026-07-15T10:00');
    expect(await told(['P1'])).toEqual(['P1: 1/3']);
    expect(await told(['P1'], { at: '2026-06-20T12:00' })).toEqual(['P1: 1/2']);
    expect(await told(['P1'], { at: '2026-06-08T23:59' })).toEqual([]);
  });

  it('done on time and entered late counts as met, and did not before it was entered [P1] [TIME-9]', async () => {
    await (await story('2026-06-01')).assessed('2026-06-05T10:00', '2026-06-12T10:00');
    expect(await told(['P1'], { at: '2026-06-11T10:00' })).toEqual(['P1: 0/1']);
    expect(await told(['P1'], { at: '2026-06-12T10:00' })).toEqual(['P1: 1/1']);
  });

  it('a duty that ended while there was time is none; one that was overdue when it ended is missed [SPEC-7] [P1]', async () => {
    const early = await story('2026-06-01');
    await early.do('2026-06-03T10:00', 'recordDeath', { diedOn: '2026-06-03' });
    const late = await story('2026-06-01');
    await late.do('2026-06-20T10:00', 'recordDeath', { diedOn: '2026-06-20' });
    expect(await told(['P1'])).toEqual(['P1: 0/1']);
  });

  it('plans, follow-ups and reviews are counted by their own due dates [P2] [P3] [P4]', async () => {
    const one = await implementing();
    await one.do('2026-06-20T10:00', 'recordFollowUp', { reached: 'child', channel: 'visit' });
    await one.until('2026-09-30T10:00');
    expect(await told(['P2a', 'P3a', 'P4'])).toEqual(['P2a: 1/1', 'P3a: 1/1']);
    expect(await told(['P3a', 'P4'], { from: '2026-07-01', to: '2026-09-30', at: '2026-10-01T10:00' })).toEqual([
      'P3a: 0/1',
      'P4: 0/1',
    ]);
    expect(await told(['P3b', 'P13b'])).toEqual(['P3b: 1/1', 'P13b: 1']);
    expect(await told(['P3b'], { to: '2026-07-31' })).toEqual(['P3b: 0/1']);
  });

  it('children and caregivers are two figures, and K3 asks who had a need addressed [K2] [K3]', async () => {
    const one = await implementing();
    await one.heard('2026-06-11T10:00', 'child', 3);
    await one.heard('2026-06-12T10:00', 'child', 7);
    await one.heard('2026-06-12T11:00', 'caregiver', 6);
    expect(await told(['K2a', 'K2b', 'K3a', 'K3b'])).toEqual(['K2a: 1/1', 'K2b: 0/1']);
    await one.do('2026-06-13T10:00', 'recordService', { service: 'education', startedOn: '2026-06-13' });
    await one.heard('2026-06-14T10:00', 'child', 9);
    expect(await told(['K3a', 'K3b'])).toEqual(['K3a: 1/1']);
  });

  it('who does not agree to reporting is in no number, from the moment on that it was said [CONS-7] [P13] [P12]', async () => {
    await story('2026-06-01', { reporting: false });
    const one = await story('2026-06-02');
    expect(await told(['P12a', 'P12c', 'P13a'])).toEqual(['P12a: 1/1', 'P12c: 1/1', 'P13a: 1']);
    await one.do('2026-06-10T10:00', 'withdrawConsent', { scopes: ['reporting'] });
    expect(await told(['P13a'])).toEqual([]);
    expect(await told(['P13a'], { at: '2026-06-10T09:59' })).toEqual(['P13a: 1']);
  });

  it('is broken down by what is known of the child, with the age on the day that counts [SPEC-7]', async () => {
    await story('2026-06-01', { more: { bornOn: '2014-06-08', profile: { sex: 'female', disability: 'yes' } } });
    const one = await story('2026-06-01', { level: 'MEDIUM', more: { profile: { sex: 'male' } } });
    await one.until('2026-07-01T10:00');
    expect(await told(['P1'], { by: ['sex', 'disability'] })).toEqual(['P1 female yes: 0/1', 'P1 male unknown: 0/1']);
    expect(await told(['P1', 'P13a'], { by: ['age_band'] })).toEqual([
      ...['P1 12-17: 0/1', 'P1 unknown: 0/1'],
      ...['P13a 6-11: 1', 'P13a unknown: 1'],
    ]);
    expect(await told(['P1'], { by: ['level', 'concern'] })).toEqual(['P1 LOW neglect: 0/1', 'P1 MEDIUM neglect: 0/1']);
  });

  it('a miss stays with whoever had the case on the due date [TR-5] [P1]', async () => {
    const one = await story('2026-06-01');
    const to = { ...owner, caseworkerId: `${owner.caseworkerId}-b` };
    await one.do('2026-06-09T10:00', 'reassignCase', { to, childAndFamilyConsulted: true }, { actor: one.supervisor });
    await one.until('2026-06-20T10:00');
    expect(await told(['P1', 'P13b'], { by: ['caseworker'] })).toEqual([
      `P1 ${owner.caseworkerId}: 0/1`,
      `P13b ${to.caseworkerId}: 1`,
    ]);
    const { items, elsewhere } = await indicatorUnits(
      record,
      question({ scope: { kind: 'caseworker', id: owner.caseworkerId } }),
      'P1',
    );
    expect([items, elsewhere]).toEqual([[], 1]);
  });

  it('an immediate concern is addressed before the next step, a survivor reached in time [P5]', async () => {
    const one = await story('2026-06-01');
    const raise = (local: string, id: string, incident: string) =>
      one.do(local, 'raiseImmediateConcern', {
        immediateConcernId: id,
        type: 'health',
        incident: { at: storyInstant(incident) },
      });
    const answer = (local: string, id: string) =>
      one.do(local, 'addressImmediateConcern', { immediateConcernId: id, by: 'service_reached', accompanied: true });
    await raise('2026-06-03T10:00', 'i1', '2026-06-01T10:00');
    await answer('2026-06-03T12:00', 'i1');
    await raise('2026-06-10T10:00', 'i2', '2026-06-05T12:00');
    await answer('2026-06-10T12:00', 'i2');
    await raise('2026-06-20T10:00', 'i3', '2026-06-19T12:00');
    expect(await told(['P5a', 'P5c', 'P5d'])).toEqual(['P5a: 2/3', 'P5c: 1/3', 'P5d: 2/3']);
  });

  it('caseloads count open cases of each caseworker [P6]', async () => {
    await story('2026-06-01');
    await story('2026-06-02');
    expect(await told(['P6a', 'P6b'])).toEqual(['P6a: 2/1', 'P6b: 1/1']);
  });

  it('what data entry types in counts from when it was recorded, and so does its end [P6]', async () => {
    const { caseId } = (await story('2026-06-01')).state;
    const { agencyId, officeId, caseworkerId: assignedBy } = owner;
    const personId = `de-${agencyId}`;
    const place = { role: 'DE', teamId: null, officeId, agencyId } as const;
    await upsertOrganisation(record, {
      agencies: [{ agencyId, name: agencyId }],
      offices: [{ officeId, agencyId, name: officeId }],
      teams: [],
    });
    await upsertAccounts(record, [
      { ...place, personId, displayName: personId, active: true, login: personId, passwordHash: 'nobody signs in' },
    ]);
    const assignmentId = randomUUID();
    await insertDataEntryCase(record, {
      ...{ assignmentId, personId, caseId, assignedBy, endsAt: null, isOverLimit: false, reason: null },
      ...{ startsAt: storyInstant('2026-06-05T09:00'), recordedAt: storyInstant('2026-07-03T09:00') },
    });
    const end = { endsAt: storyInstant('2026-06-25T09:00'), recordedAt: storyInstant('2026-07-20T09:00') };
    await endDataEntryCase(record, { assignmentId, endedBy: assignedBy, ...end });
    const known = async (at: string) => told(['P6d'], { at });
    expect(await known('2026-07-03T08:59')).toEqual([]);
    expect(await known('2026-07-03T09:00')).toEqual(['P6d: 1/1']);
    expect(await known('2026-07-20T08:59')).toEqual(['P6d: 1/1']);
    expect(await known('2026-07-20T09:00')).toEqual([]);
    expect(await told(['P6d'], { to: '2026-06-20' })).toEqual(['P6d: 1/1']);
  });

  it('a referral is accepted, answered in time and done, each by itself [P8]', async () => {
    const one = await story('2026-06-01');
    const to = {
      service: 'medical',
      providerId: 'rfp',
      providerAgencyId: 'clinic',
      channel: 'sealed_envelope',
    } as const;
    await one.do('2026-06-01T12:00', 'recordConsent', {
      participate: true,
      storeData: true,
      reporting: true,
      services: ['medical'],
    });
    await one.do('2026-06-02T10:00', 'sendReferral', { referralId: 'r1', priority: 'high', urgent: true, ...to });
    await one.do('2026-06-04T10:00', 'answerReferral', { referralId: 'r1', accepted: true });
    expect(await told(['P8a', 'P8b', 'P8c'])).toEqual(['P8a: 1/1', 'P8b: 0/1', 'P8c: 0/1']);
  });

  it('outside the agency one case is hidden, and inside it is not [SPEC-7] [IM-9]', async () => {
    await story('2026-06-01');
    const inside = await indicatorTables(record, STORY_POLICY, question({ by: ['sex'] }));
    const elsewhere = { from: '2031-01-01', to: '2031-01-31', at: '2031-03-01T10:00' };
    await story('2031-01-05');
    const outside = await indicatorTables(
      record,
      STORY_POLICY,
      question({ ...elsewhere, by: ['sex'], scope: { kind: 'all' } }),
    );
    const cases = inside.find(({ indicator }) => indicator === 'P13a');
    expect(cases).toMatchObject({ total: { numerator: 1 }, lines: [{ group: { sex: 'unknown' }, numerator: 1 }] });
    expect(outside.find(({ indicator }) => indicator === 'P13a')).toMatchObject({
      total: { value: null, isHidden: true },
      lines: [],
    });
  });
});
