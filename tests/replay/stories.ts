import {
  DAY_MS,
  policySnapshot,
  type Actor,
  type ClosureReason,
  type CommandPayloads,
  type CommandType,
  type DutyCommandType,
  type DutyKind,
  type DutyPayloads,
  type HostedCommand,
  type PolicyOverrides,
  type RiskLevel,
} from '@caseward/domain';
import type { CommandResult } from '@caseward/workflows';
import { CASEWORKER, commandOf, MANAGER, OWNER, SUPERVISOR, type PlayedCase } from '../support/case-commands.js';
import { CARE_STORIES } from './stories-of-care.js';
import { DUTY_STORIES } from './stories-of-duties.js';
import { allChecked, content, eligible } from './story-parts.js';

/** What a story may do besides giving commands. */
export interface Stage {
  sleep(ms: number): Promise<void>;
  /** Records a command of this case although the engine does not know it, as when everything died after the commit. */
  orphan(type: CommandType, payload: object): Promise<void>;
  /** The quick way of the next commands into the record fails, so that they take the patient one. */
  disturb(): void;
}

export interface Story {
  readonly name: string;
  readonly policy?: PolicyOverrides;
  readonly continueAfter?: number;
  play(told: ToldCase, stage: Stage): Promise<void>;
}

/** A case in a story: ids are counted, so that every recording uses the same. */
export class ToldCase {
  private commands = 0;

  constructor(
    readonly kase: PlayedCase,
    private readonly story: Story,
  ) {}

  async tell<T extends CommandType>(
    type: T,
    payload: CommandPayloads[T],
    actor: Actor = CASEWORKER,
  ): Promise<CommandResult> {
    return await this.kase.give(await this.next(type, payload, actor));
  }

  /** A command on a duty file: a story is about a case or about one of these. */
  async duty<T extends DutyCommandType>(type: T, payload: DutyPayloads[T], actor: Actor): Promise<void> {
    this.commands += 1;
    const commandId = `${this.story.name}-${this.commands}`;
    const command = { commandId, type, actor, occurredAt: await this.kase.now(), payload };
    await this.kase.give(command as unknown as HostedCommand);
  }

  /** The newest unresolved escalation about a missed duty. */
  async escalationAbout(kind: DutyKind): Promise<string> {
    const opened = (await this.kase.events()).filter(({ type }) => type === 'EscalationOpened');
    const about = opened.map(({ data }) => data as { readonly escalationId: string; readonly kind: string });
    const found = about.filter((one) => one.kind === kind).at(-1);
    if (found === undefined) throw new Error(`no escalation about ${kind}`);
    return found.escalationId;
  }

  async signal<T extends CommandType>(type: T, payload: CommandPayloads[T], actor: Actor = CASEWORKER): Promise<void> {
    const before = (await this.kase.events()).length;
    await this.kase.signal(await this.next(type, payload, actor));
    // A sync waits for its turn behind the signal.
    const { seq } = await this.tell('sync', {});
    if (seq < before) throw new Error('a signal has unmade events');
  }

  async next<T extends CommandType>(type: T, payload: CommandPayloads[T], actor: Actor = CASEWORKER) {
    this.commands += 1;
    return commandOf(type, actor, await this.kase.now(), payload, `${this.story.name}-${this.commands}`);
  }

  async consented(): Promise<void> {
    await this.tell('identifyChild', {
      source: 'school',
      owner: OWNER,
      policy: policySnapshot('golden', this.story.policy),
    });
    await this.tell('answerEligibility', { ...eligible });
    await this.tell('recordConsent', { participate: true, storeData: true });
  }

  async registered(level: RiskLevel): Promise<void> {
    await this.consented();
    const concerns = [{ concernId: 'c1', category: 'neglect' as const, level }];
    await this.tell('registerCase', { caseCode: 'CW-0001', concerns, encounterId: 'e1' });
  }

  async planned(): Promise<void> {
    await this.tell('completeAssessment', { encounterId: 'e1' });
    await this.tell('agreePlan', { involved: ['child', 'caregiver'] });
  }

  async implementing(level: RiskLevel): Promise<void> {
    await this.registered(level);
    await this.planned();
    await this.tell('signOffPlan', {}, SUPERVISOR);
  }

  async followUp(): Promise<void> {
    await this.tell('recordFollowUp', { reached: 'child', channel: 'visit' });
  }

  async askToClose(reason: ClosureReason): Promise<void> {
    await this.tell('requestClosure', { reason, checks: allChecked });
  }

  async closureReturned(reason: ClosureReason): Promise<void> {
    await this.askToClose(reason);
    await this.tell('returnClosure', { content }, SUPERVISOR);
  }

  /** Two follow-ups and a review on days of their own. */
  async visited({ sleep }: Stage): Promise<void> {
    for (let visit = 0; visit < 2; visit += 1) {
      await sleep(DAY_MS);
      await this.followUp();
    }
    await this.tell('holdReview', {});
  }
}

const intake: Story = {
  name: 'intake',
  async play(told) {
    await told.tell('identifyChild', { source: 'police', owner: OWNER, policy: policySnapshot('golden') });
    await told.tell('answerEligibility', { ...eligible, isChild: 'unsure', needsCaseworker: false });
    await told.tell('answerEligibility', { ...eligible });
    await told.tell('recordConsent', { participate: false, storeData: true });
    await told.tell('recordConsent', { participate: true, storeData: true });
    const concerns = [
      { concernId: 'c1', category: 'physical_violence' as const, level: 'HIGH' },
      { concernId: 'c2', category: 'neglect' as const, level: 'LOW' },
    ];
    await told.tell('registerCase', { caseCode: 'CW-0001', concerns, encounterId: 'e1' });
    await told.tell('recordEncounterEnd', { encounterId: 'e1' });
  },
};

const normalPath: Story = {
  name: 'normal-path',
  async play(told, stage) {
    await told.registered('LOW');
    await told.planned();
    await told.tell('returnPlan', { content }, SUPERVISOR);
    await told.tell('agreePlan', { involved: ['child', 'caregiver'] });
    await told.tell('signOffPlan', {}, SUPERVISOR);
    await told.tell('startPlanAction', { actionId: 'a1' });
    await told.visited(stage);
    await told.tell('concludePlan', {});
    await told.visited(stage);
    await told.closureReturned('goal_met');
    await told.askToClose('goal_met');
    await told.tell('approveClosure', {}, SUPERVISOR);
    await stage.sleep(100 * DAY_MS);
    await told.tell('holdFinalReview', {});
    const again = { eligibilityConfirmed: true, consentConfirmed: true, encounterId: 'e2' };
    const concerns = [{ concernId: 'c3', category: 'child_labour' as const, level: 'MEDIUM' }];
    await told.tell('requestReopening', { ...again, concerns });
    await told.tell('returnReopening', { content }, SUPERVISOR);
    await told.tell('requestReopening', { ...again, concerns });
    await told.tell('approveReopening', {}, SUPERVISOR);
  },
};

const closureAskedEarly: Story = {
  name: 'closure-asked-early',
  policy: { 'closure.min_followups': 0, 'closure.min_reviews': 0 },
  async play(told) {
    await told.registered('LOW');
    await told.closureReturned('opened_in_error');
    await told.tell('completeAssessment', { encounterId: 'e1' });
    await told.closureReturned('opened_in_error');
    await told.tell('agreePlan', { involved: ['child', 'caregiver'] });
    await told.closureReturned('other');
    await told.tell('signOffPlan', {}, SUPERVISOR);
    await told.closureReturned('other');
    await told.tell('concludePlan', {});
    await told.askToClose('other');
    await told.tell('approveClosure', { finalReview: false }, SUPERVISOR);
  },
};

const riskUpAndDown: Story = {
  name: 'risk-up-and-down',
  policy: { 'closure.min_followups': 0, 'closure.min_reviews': 0 },
  async play(told) {
    await told.implementing('MEDIUM');
    const rate = (level: RiskLevel) =>
      told.tell('rateConcern', { rating: { concernId: 'c1', level }, sourceForm: 'other' });
    await rate('HIGH');
    await rate('LOW');
    await told.tell('returnLowering', { concernId: 'c1', content }, SUPERVISOR);
    await rate('LOW');
    await told.tell('confirmLowering', { concernId: 'c1' }, SUPERVISOR);
    await told.tell('concludePlan', {});
    await rate('MEDIUM');
    await told.tell('concludePlan', {});
    await told.askToClose('goal_met');
    await rate('HIGH');
  },
};

const missed: Story = {
  name: 'missed-deadlines',
  async play(told, { sleep }) {
    await told.implementing('HIGH');
    await sleep(9 * DAY_MS);
    const open = (await told.kase.state()).escalations.filter(({ status }) => status === 'open');
    for (const { escalationId } of open) {
      await told.tell('acknowledgeEscalation', { escalationId }, MANAGER);
      await told.tell('reassignEscalation', { escalationId, toPersonId: 'sup-2' }, MANAGER);
      await told.tell('resolveEscalation', { escalationId, content }, MANAGER);
    }
    await told.followUp();
    await sleep(40 * DAY_MS);
  },
};

const withoutRisk: Story = {
  name: 'without-risk',
  async play(told, { sleep }) {
    await told.registered('NO');
    await sleep(30 * DAY_MS);
    await told.tell('keepCaseOpen', { content }, SUPERVISOR);
    await told.askToClose('no_risk_found');
    await told.tell('approveClosure', {}, SUPERVISOR);
  },
};

const signals: Story = {
  name: 'signals',
  async play(told) {
    await told.registered('LOW');
    await told.planned();
    await told.signal('approveClosure', {}, SUPERVISOR);
    await told.signal('signOffPlan', {}, SUPERVISOR);
    const to = { ...OWNER, caseworkerId: 'cw-2' };
    await told.signal('reassignCase', { to, childAndFamilyConsulted: true }, SUPERVISOR);
  },
};

const orphans: Story = {
  name: 'orphans',
  async play(told, { orphan }) {
    await told.registered('LOW');
    await orphan('completeAssessment', { encounterId: 'e1' });
    await told.tell('recordEncounterEnd', { encounterId: 'e1' });
    await orphan('recordEncounterEnd', { encounterId: 'e2' });
    await told.tell('sync', {});
  },
};

const databaseAway: Story = {
  name: 'database-away',
  async play(told, { disturb }) {
    await told.registered('LOW');
    disturb();
    await told.planned();
  },
};

const continued: Story = {
  name: 'continued',
  continueAfter: 4,
  async play(told, stage) {
    await told.implementing('MEDIUM');
    await told.visited(stage);
    await stage.sleep(20 * DAY_MS);
    await told.followUp();
  },
};

/** Together they take every transition of the lifecycle and every way into the record. */
export const STORIES: readonly Story[] = [
  intake,
  normalPath,
  closureAskedEarly,
  riskUpAndDown,
  missed,
  withoutRisk,
  signals,
  orphans,
  databaseAway,
  continued,
  ...CARE_STORIES,
  ...DUTY_STORIES,
];
