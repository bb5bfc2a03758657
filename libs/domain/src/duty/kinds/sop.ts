import type { Obligation } from '../../case/obligation.js';
import { everybody, type Assignee } from '../../case/task-row.js';
import { daysTerm, monthsTerm } from '../../clocks/terms.js';
import { numberOf, type PolicyKey } from '../../policy/policy.js';
import type { Instant } from '../../time/instant.js';
import { localDateOf } from '../../time/zone.js';
import { dutyOf, factsOf, policyAt, recurring } from '../clocks.js';
import { coordination } from '../coordination.js';
import type { DutyKind } from '../duties.js';
import type { DutyState } from '../file.js';
import type { DutyFileRules, DutyTask } from '../kind.js';
import { SOP_COMMANDS, SOP_KEEPERS, SOP_READERS } from './sop-commands.js';
import { missingSignatures, sopVersions, type SopRound, type SopVersion } from './sop-reading.js';

function within(
  state: DutyState,
  rule: string,
  policyKey: PolicyKey,
  started: { readonly key: string; readonly kind: DutyKind; readonly anchor: Instant; readonly metAt: Instant | null },
): Obligation {
  const policy = policyAt(state, started.anchor);
  const from = localDateOf(policy.zone, started.anchor);
  return dutyOf(state, { ...started, term: daysTerm(policy, rule, policyKey, numberOf(policy, policyKey), from) });
}

const signatureKey = (round: Pick<SopRound, 'seq'>, agencyId: string): string =>
  `sop_signature:${String(round.seq)}:${agencyId}`;

/** SOP-3: each agency is asked anew whenever a version is put up for signature. */
function signatureDuties(state: DutyState, { participants, rounds }: SopVersion): Obligation[] {
  return rounds.flatMap((round) =>
    participants.map((agencyId) => {
      const signed = round.signatures.find((one) => one.agencyId === agencyId && one.withdrawn === null);
      const key = signatureKey(round, agencyId);
      const started = { key, kind: 'sop_signature', anchor: round.at, metAt: signed?.at ?? null } as const;
      const duty = within(state, 'SOP-3', 'sop.signature_days', started);
      if (duty.status === 'met' || round.returned === null) return duty;
      return { ...duty, status: 'cancelled' as const, endedAt: round.returned.at, endCause: 'returned' };
    }),
  );
}

function commentDuties(state: DutyState, { comments }: SopVersion): Obligation[] {
  return comments.map(({ seq, at, answer }) =>
    within(state, 'SOP-2', 'sop.comment_days', {
      ...{ key: `sop_comment:${String(seq)}`, kind: 'sop_comment' },
      ...{ anchor: at, metAt: answer?.at ?? null },
    }),
  );
}

/** SOP-6: counted from the first adoption; a later one has looked at everything too. */
function reviewDuties(state: DutyState): Obligation[] {
  const [first, ...later] = factsOf(state, 'SopAdopted', 'SopReviewed');
  if (first === undefined) return [];
  const key = 'sop.review_months';
  return recurring(
    { ...state, openedAt: first.occurredAt },
    {
      kind: 'sop_review',
      acts: later,
      term: (policy, from) => monthsTerm(policy, 'SOP-6', key, numberOf(policy, key), from),
    },
  );
}

/** SOP-7: sooner than the half year when somebody shows that it cannot wait. */
function askedReviews(state: DutyState): Obligation[] {
  const looks = factsOf(state, 'SopAdopted', 'SopReviewed');
  return factsOf(state, 'SopReviewAsked').map(({ seq, occurredAt }) =>
    within(state, 'SOP-7', 'sop.asked_review_days', {
      ...{ key: `sop_review_asked:${String(seq)}`, kind: 'sop_review', anchor: occurredAt },
      metAt: looks.find((look) => look.occurredAt >= occurredAt)?.occurredAt ?? null,
    }),
  );
}

function keepers({ scope: { agencyId } }: DutyState): Assignee {
  return agencyId === null ? coordination : everybody('HEAD', agencyId);
}

/** Everybody has signed: what is left is to say from when it holds. */
function adoptions(state: DutyState): DutyTask[] {
  return sopVersions(state).flatMap((version): DutyTask[] => {
    if (version.status !== 'for_signature' || missingSignatures(version).length > 0) return [];
    const taskId = `sop_adoption:${version.sopVersion}`;
    const common = { kind: 'sop_adoption', command: 'adoptSop', dueOn: null, dueAt: null } as const;
    return [{ taskId, ...common, assignee: keepers(state), openedAt: version.lastAt }];
  });
}

/** The five-step guide: an SOP is written together, signed by each agency, and looked at again every half year. */
export const sop: DutyFileRules = {
  opens: [...SOP_KEEPERS, ['SYSTEM', 'any']],
  reads: [...SOP_READERS, ['ADM', 'common']],
  commands: SOP_COMMANDS,
  duties: (state) => [
    ...sopVersions(state).flatMap((version) => [...commentDuties(state, version), ...signatureDuties(state, version)]),
    ...reviewDuties(state),
    ...askedReviews(state),
  ],
  commandOf: (kind) =>
    kind === 'sop_signature' ? 'signSop' : kind === 'sop_comment' ? 'answerSopComment' : 'recordSopReview',
  assigneeOf: (state, kind, key) => {
    if (kind !== 'sop_signature') return keepers(state);
    const agencyId = key.split(':').slice(2).join(':');
    return everybody('HEAD', agencyId);
  },
  tasks: adoptions,
};
