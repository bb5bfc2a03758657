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

/** The first months of a caseworker: trained, watched at work, not watched for too long, and later no more. */
const newcomer: Story = {
  name: 'duties-about-a-newcomer',
  continueAfter: 10,
  async play(told, { sleep }) {
    const policy = policySnapshot('golden', { 'supervision.observation_first_months': 3 });
    await told.duty('openDutyFile', { kind: 'caseworker', subjectId, scope, policy }, SUPERVISOR);
    const training = {
      topic: 'case_management',
      completedOn: '2020-01-01',
      providerId: 'agency-a',
      hours: 16,
    } as const;
    await told.duty('recordTraining', { ...training, content }, SUPERVISOR);
    await sleep(20 * DAY_MS);
    await told.duty('recordObservation', { mode: 'shadowing', minutes: 240, content }, SUPERVISOR);
    await sleep(62 * DAY_MS);
    await told.duty('acknowledgeDutyEscalation', { escalationId: await told.escalationAbout('observation') }, MANAGER);
    await told.duty('recordObservation', { mode: 'observation', minutes: 60 }, SUPERVISOR);
    await sleep(5 * DAY_MS);
    await told.duty('endDutyFile', {}, MANAGER);
  },
};

export const DUTY_STORIES: readonly Story[] = [supervision, newcomer];
