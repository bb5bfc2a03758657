import { castOf, readScenario, type SentDuty } from '@caseward/scenario';
import { describe, expect, it } from 'vitest';
import { addressedDuty } from './duty-routes.js';

const cast = castOf(
  readScenario({
    ...{ id: 'x', title: 'x', rules: [], cases: {} },
    cast: { 'SUP-A': { role: 'SUP', agency: 'A' } },
    steps: [{ at: '2026-06-01 09:00', ask: 'caseloadReview', with: { lastReviewOn: '2026-06-01' }, expect: {} }],
  }),
);
const COMMON = { teamId: null, officeId: null, agencyId: null };
const at = '2026-06-01T06:00:00.000Z';
const sent = (type: SentDuty['type'], payload: SentDuty['payload'], form?: SentDuty['form']): SentDuty => ({
  ...{ path: 'steps[0]', file: 'the file', as: 'SUP-A', type, payload, form, occurredAt: at, recordedAt: at },
});
const entry = { entryId: 'e-1', service: 'medical', area: 'north', isActive: true, digest: 'ab' };

describe('where an act on a duty file goes', () => {
  it('a directory has addresses of its own, and says itself what it wrote', () => {
    const common = { kind: 'directory', subjectId: 'context', scope: COMMON } as const;
    const kept = addressedDuty(sent('keepDirectoryEntry', entry), common, 'f-1', cast);
    expect(kept).toMatchObject({ method: 'PUT', path: '/v1/directory/e-1' });
    expect(kept.body).toMatchObject({ service: 'medical', providerId: 'SUP-A', directory: 'common' });
    expect(Object.keys(kept.body)).not.toContain('digest');
    const own = { ...common, subjectId: 'A', scope: { ...COMMON, agencyId: 'A' } };
    expect(addressedDuty(sent('keepDirectoryEntry', entry), own, 'f-1', cast).body['directory']).toBe('own');
    expect(addressedDuty(sent('confirmDirectoryEntry', { entryId: 'e-1' }), common, 'f-1', cast)).toEqual({
      ...{ method: 'POST', path: '/v1/directory/e-1/confirmation', body: {} },
    });
  });

  it('what opens a file of its own names none; everything else goes to the file', () => {
    const complaint = { kind: 'complaint', subjectId: 'A', scope: { ...COMMON, agencyId: 'A' } } as const;
    const taken = addressedDuty(sent('receiveComplaint', { matter: 'conduct' }, { told: 'x' }), complaint, '', cast);
    expect(taken).toMatchObject({ path: '/v1/complaints', body: { matter: 'conduct', form: { told: 'x' } } });
    const closed = addressedDuty(sent('closeComplaint', {}), complaint, 'f-2', cast);
    expect(closed).toMatchObject({ path: '/v1/duty-files/f-2/commands', body: { type: 'closeComplaint' } });
  });
});
