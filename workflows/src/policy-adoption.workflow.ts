import { proxyActivities } from '@temporalio/workflow';
import type { CaseActivities } from './case-activities.js';
import type { AdoptionStart } from './messages.js';

/** Cases answer for themselves, each as fast as its worker is; a batch that failed begins again with what is left. */
const { adoptInCases } = proxyActivities<Pick<CaseActivities, 'adoptInCases'>>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** A31: gives each open case of an order its command. The order stands in the database, so that nothing is lost with a run. */
export async function policyAdoption({ adoptionId }: AdoptionStart): Promise<void> {
  for (let left = 1; left > 0;) ({ left } = await adoptInCases({ adoptionId }));
}
