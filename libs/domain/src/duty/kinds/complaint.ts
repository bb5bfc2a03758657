import { assertReason } from '../../case/handlers/support.js';
import type { Obligation } from '../../case/obligation.js';
import { everybody, type Assignee } from '../../case/task-row.js';
import { daysTerm } from '../../clocks/terms.js';
import { DomainError } from '../../errors.js';
import { numberOf } from '../../policy/policy.js';
import type { Instant } from '../../time/instant.js';
import { localDateOf } from '../../time/zone.js';
import { dutyOf, factsOf, policyAt } from '../clocks.js';
import type { DutyCommandOf } from '../commands.js';
import { coordination } from '../coordination.js';
import type { DutyState } from '../file.js';
import type { DutyFileRules, DutyGrant } from '../kind.js';
import type { DutyRecorder } from '../recorder.js';

/** Whoever hears of it, whatever the agency: a complaint is never sent back for the wrong door. */
const ANYBODY: readonly DutyGrant[] = (
  ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'CONF', 'BIDP', 'RFP', 'COMM', 'ADM', 'COORD'] as const
).map((role): DutyGrant => [role, 'any']);
/** The level that the file was given when it was received; those above may look, those below never. */
const HANDLERS: readonly DutyGrant[] = [
  ['MGR', 'office'],
  ['HEAD', 'agency'],
  ['COORD', 'common'],
];

function receive(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'receiveComplaint'>): void {
  const { opening: _, ...complaint } = payload;
  const { agencyId } = recorder.state.scope;
  if (agencyId === null && complaint.aboutCaseId !== null) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'IM-12', 'The coordination group learns of no case.', {
      field: '/payload/aboutCaseId',
      remedy: 'Leave the case out.',
    });
  }
  recorder.fact('ComplaintReceived', occurredAt, complaint);
}

function answer(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'answerComplaint'>): void {
  assertReason(payload, 'what the answer is', 'IM-12');
  recorder.fact('ComplaintAnswered', occurredAt, payload);
}

function close(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'closeComplaint'>): void {
  if (factsOf(recorder.state, 'ComplaintAnswered').length === 0) {
    throw new DomainError('NOT_ALLOWED_IN_STAGE', 'IM-12', 'Nobody has answered this complaint yet.', {
      remedy: 'Answer it first, also when nothing was found.',
    });
  }
  recorder.fact('ComplaintClosed', occurredAt, payload);
  recorder.fact('DutyFileEnded', occurredAt, {});
}

function daysDuty(
  state: DutyState,
  kind: 'complaint_acknowledgement' | 'complaint_answer',
  metAt: Instant | null,
): Obligation[] {
  const anchor = factsOf(state, 'ComplaintReceived')[0]?.occurredAt;
  if (anchor === undefined) return [];
  const policy = policyAt(state, anchor);
  const key = kind === 'complaint_answer' ? 'complaint.answer_days' : 'complaint.acknowledge_days';
  const term = daysTerm(policy, 'IM-12', key, numberOf(policy, key), localDateOf(policy.zone, anchor));
  return [dutyOf(state, { key: kind, kind, anchor, term, metAt })];
}

function handlers({ scope: { officeId, agencyId } }: DutyState): Assignee {
  if (agencyId === null) return coordination;
  return officeId === null ? everybody('HEAD', agencyId) : everybody('MGR', officeId);
}

/** IM-12: a complaint about staff goes past the person and whoever supervises her or him. */
export const complaint: DutyFileRules = {
  opens: [],
  reads: HANDLERS,
  commands: {
    receiveComplaint: { may: ANYBODY, decide: receive },
    acknowledgeComplaint: {
      may: HANDLERS,
      decide: (recorder, { occurredAt, payload }) => recorder.fact('ComplaintAcknowledged', occurredAt, payload),
    },
    recordComplaintMeasure: {
      may: HANDLERS,
      decide: (recorder, { occurredAt, payload }) => recorder.fact('ComplaintMeasureTaken', occurredAt, payload),
    },
    answerComplaint: { may: HANDLERS, decide: answer },
    closeComplaint: { may: HANDLERS, decide: close },
  },
  duties: (state) => {
    const answeredAt = factsOf(state, 'ComplaintAnswered')[0]?.occurredAt ?? null;
    const acknowledgedAt = factsOf(state, 'ComplaintAcknowledged', 'ComplaintAnswered')[0]?.occurredAt ?? null;
    return [
      ...daysDuty(state, 'complaint_acknowledgement', acknowledgedAt),
      ...daysDuty(state, 'complaint_answer', answeredAt),
    ];
  },
  commandOf: (kind) => (kind === 'complaint_answer' ? 'answerComplaint' : 'acknowledgeComplaint'),
  assigneeOf: handlers,
  escalatedTo: ({ scope: { agencyId } }) => (agencyId === null ? coordination : everybody('HEAD', agencyId)),
};
