import { proxyActivities } from '@temporalio/workflow';
import type { CaseActivities } from './case-activities.js';
import type { HandoverStart } from './messages.js';

/** A worker that dies is noticed soon; what it left is taken up by the next one. */
const { handOverCases } = proxyActivities<Pick<CaseActivities, 'handOverCases'>>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '5s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** TR-2: tells each case of an order who has it from now on, until every case has answered. The order stands in the database. */
export async function handover({ handoverId }: HandoverStart): Promise<void> {
  for (let left = 1; left > 0;) ({ left } = await handOverCases({ handoverId }));
}
