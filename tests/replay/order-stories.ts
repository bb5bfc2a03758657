import { ADOPTION_WORKFLOW_TYPE, HANDOVER_WORKFLOW_TYPE } from '@caseward/workflows/messages';

/** A workflow that carries out an order over many cases: it has no state, so its commands are all there is to compare. */
export interface OrderStory {
  readonly name: string;
  readonly workflowType: string;
  /** The one argument. */
  readonly start: object;
  /** The activity, and how many cases are left after each time that it ran. */
  readonly activity: 'adoptInCases' | 'handOverCases';
  readonly left: readonly number[];
}

export const ORDER_STORIES: readonly OrderStory[] = [
  {
    name: 'adoption-in-batches',
    workflowType: ADOPTION_WORKFLOW_TYPE,
    start: { adoptionId: 'adoption-1' },
    activity: 'adoptInCases',
    left: [40, 20, 0],
  },
  {
    name: 'handover-in-two-rounds',
    workflowType: HANDOVER_WORKFLOW_TYPE,
    start: { handoverId: 'handover-1' },
    activity: 'handOverCases',
    left: [3, 0],
  },
];

/** From the root of the checkout, where tests and scripts run. */
export const ORDER_HISTORIES = 'tests/replay/histories/orders';
