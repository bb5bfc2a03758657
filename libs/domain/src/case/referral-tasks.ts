import { isAllowedIn } from './lifecycle.js';
import type { CaseState } from './state.js';
import { caseworker, task, type TaskRow } from './task-row.js';
import type { Referral } from './vocabulary/implementation.js';

export const REFERRAL_TASK_KINDS = [
  'child_follow_up',
  'provider_follow_up',
  'sharing_explanation',
  'referral_recall',
] as const;
/** What a referral leaves for the caseworker to do. */
export type ReferralTaskKind = (typeof REFERRAL_TASK_KINDS)[number];

const COMMAND = {
  child_follow_up: 'recordFollowUp',
  provider_follow_up: 'recordFollowUp',
  sharing_explanation: 'explainSharing',
  referral_recall: 'revokeReferral',
} as const satisfies Record<ReferralTaskKind, TaskRow['command']>;

/** REF-1, CONS-5, CONS-6. */
function owed({ toFollowUp, toExplain, recall }: Referral): ReferralTaskKind[] {
  return [
    ...toFollowUp.map((whom) => `${whom}_follow_up` as const),
    ...(toExplain ? (['sharing_explanation'] as const) : []),
    ...(recall ? (['referral_recall'] as const) : []),
  ];
}

/** None of them has a clock; each stays until it is done. What the stage does not allow yet is asked for later. */
export function referralTasks(state: CaseState): TaskRow[] {
  return Object.values(state.referrals).flatMap((referral) =>
    owed(referral).flatMap((kind) => {
      if (!isAllowedIn(state.stage, COMMAND[kind])) return [];
      const since = referral.endedAt ?? referral.sentAt ?? '';
      return [task(state, kind, `${kind}:${referral.referralId}`, COMMAND[kind], caseworker(state), since)];
    }),
  );
}
