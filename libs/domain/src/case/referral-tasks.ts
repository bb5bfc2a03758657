import type { Assignee, TaskRow } from './read-model.js';
import type { CaseState } from './state.js';
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

/** None of them has a clock; each stays until it is done, or until the case is closed. */
export function referralTasks(state: CaseState, assignee: Assignee): TaskRow[] {
  if (state.closure !== null) return [];
  return Object.values(state.referrals).flatMap((referral) =>
    owed(referral).map((kind) => ({
      taskId: `${kind}:${referral.referralId}`,
      kind,
      command: COMMAND[kind],
      assignee,
      riskLevel: state.level,
      dueOn: null,
      dueAt: null,
      openedAt: referral.endedAt ?? referral.sentAt ?? '',
    })),
  );
}
