import { assertReason } from '../../case/handlers/support.js';
import { everybody } from '../../case/task-row.js';
import { daysTerm } from '../../clocks/terms.js';
import { DomainError } from '../../errors.js';
import { numberOf } from '../../policy/policy.js';
import { localDateOf } from '../../time/zone.js';
import { dutyOf, factsOf, policyAt } from '../clocks.js';
import type { DutyCommandOf } from '../commands.js';
import type { DutyFactOf } from '../events.js';
import type { DutyState } from '../file.js';
import type { DutyFileRules, DutyGrant } from '../kind.js';
import type { DutyRecorder } from '../recorder.js';

const SUPERVISION: readonly DutyGrant[] = [
  ['SUP', 'team'],
  ['MGR', 'office'],
];
const CASEWORK: readonly DutyGrant[] = [['CW', 'team'], ['DE', 'team'], ...SUPERVISION];

/** What was decided last about a request; null while nobody has. */
export function accessDecision(state: DutyState): DutyFactOf<'AccessDecided'> | null {
  return factsOf(state, 'AccessDecided').at(-1) ?? null;
}

/** IM-8: what is kept back needs a ground, and what is refused a reason. */
function decide(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'decideAccessRequest'>): void {
  const { answer, withheld } = payload;
  if ((answer === 'partly') !== withheld.length > 0) {
    throw new DomainError(
      'VALUE_NOT_POSSIBLE',
      'IM-8',
      'Only a part is given when, and because, something is withheld.',
      {
        field: '/payload/withheld',
        inputs: { answer, withheld: withheld.length },
        remedy: 'Name each form that is withheld and the ground, or give all of it.',
      },
    );
  }
  if (answer === 'refused') assertReason(payload, 'why the child is better off without it', 'IM-8');
  recorder.fact('AccessDecided', occurredAt, payload);
  if (answer === 'refused') recorder.fact('DutyFileEnded', occurredAt, {});
}

function give(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'recordAccessGiven'>): void {
  const decision = accessDecision(recorder.state);
  if (decision === null || decision.data.answer === 'refused') {
    throw new DomainError('NOTHING_PENDING', 'IM-8', 'Nobody has decided yet that this may be given.', {
      remedy: 'The supervisor decides on the request first.',
    });
  }
  recorder.fact('AccessGiven', occurredAt, payload);
  recorder.fact('DutyFileEnded', occurredAt, {});
}

function answeredAt(state: DutyState): string | null {
  const given = factsOf(state, 'AccessGiven')[0];
  const decision = accessDecision(state);
  return given?.occurredAt ?? (decision?.data.answer === 'refused' ? decision.occurredAt : null);
}

/** IM-8: a child or a caregiver asks for what is written about them. */
export const accessRequest: DutyFileRules = {
  opens: [],
  reads: [...SUPERVISION, ['HEAD', 'agency']],
  commands: {
    recordAccessRequest: {
      may: CASEWORK,
      decide: (recorder, { occurredAt, payload: { opening: _, ...wish } }) =>
        recorder.fact('AccessRequested', occurredAt, wish),
    },
    decideAccessRequest: { may: SUPERVISION, decide },
    recordAccessGiven: { may: SUPERVISION, decide: give },
  },
  duties: (state) => {
    const anchor = factsOf(state, 'AccessRequested')[0]?.occurredAt;
    if (anchor === undefined) return [];
    const policy = policyAt(state, anchor);
    const key = 'access_request.answer_days';
    const term = daysTerm(policy, 'IM-8', key, numberOf(policy, key), localDateOf(policy.zone, anchor));
    return [dutyOf(state, { key: 'access_answer', kind: 'access_answer', anchor, term, metAt: answeredAt(state) })];
  },
  commandOf: () => 'decideAccessRequest',
  assigneeOf: ({ scope }) => everybody('SUP', scope.teamId),
};
