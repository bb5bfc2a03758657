import { expect, it } from 'vitest';
import { ACCOUNT_ACTS, assertMayActOnAccount, type AccountAct, type AccountActKind } from './account-acts.js';

const act = (kind: AccountActKind, actedBy = 'adm-1', actedAt = '2026-06-02T10:00:00.000Z'): AccountAct => ({
  ...{ kind, personId: 'p-1', actedBy, actedAt },
});
const may =
  (one: AccountAct, earlier: readonly AccountAct[] = [], factorSince: string | null = null) =>
  () =>
    assertMayActOnAccount(one, earlier, factorSince);
const REFUSED: unknown = expect.objectContaining({ code: 'OWN_WORK', rule: 'SPEC-2' });

it.each(ACCOUNT_ACTS)('no administrator does to the own account: %s [SPEC-2]', (kind) => {
  expect(may(act(kind))).not.toThrow();
  expect(may(act(kind, 'p-1'))).toThrow(REFUSED);
});

it('it takes two administrators to replace both the password and the second factor of somebody [SPEC-2]', () => {
  const yesterday = '2026-06-01T12:00:00.000Z';
  const removed = act('factors_removed', 'adm-1', yesterday);
  expect(may(act('password_code'), [removed])).toThrow(REFUSED);
  expect(may(act('password_code', 'adm-2'), [removed])).not.toThrow();
  expect(may(act('sessions_ended'), [removed])).not.toThrow();
  // The person has a factor again, which the administrator does not.
  expect(may(act('password_code'), [removed], '2026-06-01T13:00:00.000Z')).not.toThrow();
  expect(may(act('password_code'), [removed], '2026-06-01T11:00:00.000Z')).toThrow(REFUSED);
  const given = act('password_code', 'adm-1', yesterday);
  expect(may(act('factors_removed'), [given], '2026-05-01T10:00:00.000Z')).toThrow(REFUSED);
  expect(may(act('factors_removed', 'adm-2'), [given])).not.toThrow();
  // The code of before is worth nothing any more.
  expect(may(act('factors_removed', 'adm-1', '2026-06-02T12:00:00.001Z'), [given])).not.toThrow();
});
