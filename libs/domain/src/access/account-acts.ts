import { DomainError } from '../errors.js';
import { fromMs, toMs, type Instant } from '../time/instant.js';

/** What one person does to the account of another: never what that person decides alone. */
export const ACCOUNT_ACTS = ['sessions_ended', 'password_code', 'factors_removed'] as const;
export type AccountActKind = (typeof ACCOUNT_ACTS)[number];

export const ACCOUNT_REASONS = [
  ...['forgotten', 'lost_device', 'stolen_device', 'new_device', 'first_time'],
  ...['suspected_misuse', 'left_open', 'other'],
] as const;

/** A code that an administrator hands over is good for so long. */
export const PERSONAL_CODE_HOURS = 24;
const HOUR_MS = 3_600_000;

export interface AccountAct {
  readonly kind: AccountActKind;
  readonly personId: string;
  /** Person id, or `operator` for who works on the machine. */
  readonly actedBy: string;
  /** Real time. */
  readonly actedAt: Instant;
}

/**
 * An administrator who could replace both the password and the second factor of somebody could sign in as that person:
 * it takes two. Nobody does any of it for themselves.
 * @param earlier acts on the account of the same person
 * @param factorSince when the newest second factor of that person was confirmed; null without any
 * @throws DomainError OWN_WORK
 */
export function assertMayActOnAccount(
  act: AccountAct,
  earlier: readonly AccountAct[],
  factorSince: Instant | null,
): void {
  const { kind, personId, actedBy, actedAt } = act;
  const since = { password_code: factorSince, factors_removed: codesSince(actedAt), sessions_ended: null }[kind];
  const other = { password_code: 'factors_removed', factors_removed: 'password_code', sessions_ended: null }[kind];
  const hasDoneOther = earlier.some(
    (one) => one.kind === other && one.actedBy === actedBy && (since === null || toMs(one.actedAt) > toMs(since)),
  );
  if (personId !== actedBy && !hasDoneOther) return;
  throw new DomainError('OWN_WORK', 'SPEC-2', 'This has to be done by another administrator.', {
    remedy: 'Ask another administrator, or the operator of this deployment.',
  });
}

function codesSince(now: Instant): Instant {
  return fromMs(toMs(now) - PERSONAL_CODE_HOURS * HOUR_MS);
}
