import { DAY_MS, FILE_CHECKLIST, policySnapshot } from '@caseward/domain';
import { MANAGER, OWNER, SUPERVISOR } from '../support/case-commands.js';
import type { Story } from './stories.js';
import { content } from './story-parts.js';

const { caseworkerId: subjectId, ...scope } = OWNER;
const answers = Object.fromEntries(FILE_CHECKLIST.map(({ item }) => [item, 'yes' as const]));

/** A year's kinds of duty in seven weeks: done in time, missed, escalated, done late, under another policy, ended. */
const supervision: Story = {
  name: 'duties-about-a-caseworker',
  continueAfter: 12,
  async play(told, { sleep }) {
    await told.duty(
      'openDutyFile',
      { kind: 'caseworker', subjectId, scope, policy: policySnapshot('golden') },
      SUPERVISOR,
    );
    await sleep(10 * DAY_MS);
    await told.duty('recordCaseloadReview', { content }, SUPERVISOR);
    await told.duty('recordFileCheck', { checkedCaseId: 'case-1', answers, content }, SUPERVISOR);
    await sleep(20 * DAY_MS);
    await told.duty(
      'acknowledgeDutyEscalation',
      { escalationId: await told.escalationAbout('caseload_review') },
      MANAGER,
    );
    await told.duty('recordSupervision', { minutes: 60 }, SUPERVISOR);
    const stricter = policySnapshot('golden-2', { 'supervision.caseload_review_days': 7 });
    await told.duty('adoptDutyPolicy', { policy: stricter }, MANAGER);
    await told.duty('recordCaseloadReview', {}, SUPERVISOR);
    await told.duty('recordCapacityAssessment', { scorePercent: 70, content }, SUPERVISOR);
    await sleep(20 * DAY_MS);
    await told.duty('endDutyFile', { content }, MANAGER);
    await sleep(40 * DAY_MS);
  },
};

export const DUTY_STORIES: readonly Story[] = [supervision];
