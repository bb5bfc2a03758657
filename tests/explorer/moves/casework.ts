import type { BidKind } from '@caseward/domain';
import { dateIn, instant, type Node, type World } from '../world.js';
import { CONTENT, move, type Move } from './move.js';

const both = ['child', 'caregiver'] as const;
const planFor =
  (bid?: BidKind) =>
  ({ ms, state }: Node, world: World) => ({
    involved: both,
    actions: [
      {
        actionId: 'a1',
        responsible: state.owner?.caseworkerId ?? 'cw-a',
        dueOn: dateIn(world, instant(ms)),
        ...(bid === undefined ? {} : { bid }),
      },
    ],
    content: CONTENT,
  });

export const ASSESSING: readonly Move[] = [
  move('assesses', 'caseworker', 'completeAssessment', {}),
  move('assessed yesterday', 'caseworker', 'completeAssessment', {}, 1),
  move('assesses as HIGH', 'caseworker', 'completeAssessment', { ratings: [{ concernId: 'c1', level: 'HIGH' }] }),
];

export const AGREEING: readonly Move[] = [
  move('agrees a plan', 'caseworker', 'agreePlan', planFor()),
  move('agrees a plan that needs a determination', 'caseworker', 'agreePlan', planFor('separation_from_parents')),
  move('agreed a plan yesterday', 'caseworker', 'agreePlan', planFor(), 1),
  move('agrees a plan', 'supervisor', 'agreePlan', planFor()),
];

export const SIGNING: readonly Move[] = [
  move('signs off', 'supervisor', 'signOffPlan', {}),
  move('signed off yesterday', 'supervisor', 'signOffPlan', {}, 1),
  move('signs off', 'manager', 'signOffPlan', {}),
  move('signs off', 'caseworker', 'signOffPlan', {}),
  move('signs off', 'stranger', 'signOffPlan', {}),
  move('returns the plan', 'supervisor', 'returnPlan', { content: CONTENT }),
];

export const ACTING: readonly Move[] = [
  move('starts the action', 'caseworker', 'startPlanAction', { actionId: 'a1' }),
  move('completes the action', 'caseworker', 'completePlanAction', { actionId: 'a1' }),
];

const contact = { reached: 'child', channel: 'visit' } as const;

export const VISITS: readonly Move[] = [
  ...([0, 1, 2] as const).map((late) =>
    move(`visited ${String(late)} days ago`, 'caseworker', 'recordFollowUp', contact, late),
  ),
  move('reviews', 'caseworker', 'holdReview', {}),
  move('reviewed yesterday', 'caseworker', 'holdReview', {}, 1),
];

export const SILENCE: readonly Move[] = [
  move('calls nobody', 'caseworker', 'recordFollowUp', { reached: 'nobody', channel: 'call' }),
  move('visits nobody', 'caseworker', 'recordFollowUp', { reached: 'nobody', channel: 'visit' }),
  move('meets the provider', 'caseworker', 'recordFollowUp', { reached: 'provider', channel: 'office' }),
];

const rate = (concernId: string, level: string, late = 0): Move =>
  move(
    `rates ${concernId} ${level} ${String(late)} days ago`,
    'caseworker',
    'rateConcern',
    { rating: { concernId, category: 'neglect', level }, sourceForm: 'other', content: CONTENT },
    late,
  );

export const LEVELS: readonly Move[] = ['HIGH', 'MEDIUM', 'LOW', 'NO'].map((level) => rate('c1', level));

export const RISK: readonly Move[] = [
  ...LEVELS,
  rate('c2', 'MEDIUM'),
  rate('c1', 'HIGH', 1),
  rate('c1', 'LOW', 1),
  ...(['supervisor', 'manager', 'caseworker'] as const).map((part) =>
    move('confirms the lower level', part, 'confirmLowering', ({ state }) => {
      const [proposal] = Object.values(state.lowerings);
      return proposal === undefined ? null : { concernId: proposal.concernId };
    }),
  ),
  move('keeps the level', 'supervisor', 'returnLowering', { concernId: 'c1', content: CONTENT }),
];
