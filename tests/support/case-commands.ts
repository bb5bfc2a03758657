import { randomUUID } from 'node:crypto';
import {
  fold,
  fromMs,
  policySnapshot,
  type Actor,
  type CaseEvent,
  type CaseState,
  type Command,
  type HostedCommand,
  type CommandPayloads,
  type CommandType,
  type EventType,
  type Instant,
  type Owner,
  type PolicySnapshot,
  type RiskLevel,
} from '@caseward/domain';
import { readRecord, type Sql } from '@caseward/persistence';
import type { CaseClient } from '@caseward/temporal';
import type { CommandResult } from '@caseward/workflows';

const place = { teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-1' };
export const OWNER: Owner = { caseworkerId: 'cw-1', ...place };
export const CASEWORKER: Actor = { personId: 'cw-1', role: 'CW', ...place };
export const SUPERVISOR: Actor = { personId: 'sup-1', role: 'SUP', ...place };
export const MANAGER: Actor = { personId: 'mgr-1', role: 'MGR', officeId: 'office-1', agencyId: 'agency-1' };

export function commandOf<T extends CommandType>(
  type: T,
  actor: Actor,
  occurredAt: Instant,
  payload: CommandPayloads[T],
  commandId: string = randomUUID(),
): Command {
  return { commandId, type, actor, occurredAt, payload } as unknown as Command;
}

export interface PlayedCaseParts {
  readonly client: CaseClient;
  readonly record: Sql;
  readonly nowMs: () => Promise<number>;
  readonly caseId?: string;
}

/** One fictional case on a running engine; every command happens at the engine's present moment. */
export class PlayedCase {
  readonly caseId: string;

  constructor(private readonly parts: PlayedCaseParts) {
    this.caseId = parts.caseId ?? randomUUID();
  }

  async now(): Promise<Instant> {
    return fromMs(await this.parts.nowMs());
  }

  async command<T extends CommandType>(
    type: T,
    payload: CommandPayloads[T],
    actor: Actor = CASEWORKER,
  ): Promise<Command> {
    return commandOf(type, actor, await this.now(), payload);
  }

  async give(command: HostedCommand): Promise<CommandResult> {
    return await this.parts.client.execute(this.caseId, command);
  }

  async send<T extends CommandType>(
    type: T,
    payload: CommandPayloads[T],
    actor: Actor = CASEWORKER,
  ): Promise<CommandResult> {
    return await this.give(await this.command(type, payload, actor));
  }

  async signal(command: Command): Promise<void> {
    await this.parts.client.signal(this.caseId, command);
  }

  async events(): Promise<CaseEvent[]> {
    return await readRecord(this.parts.record, this.caseId);
  }

  /** Types of the recorded events, those of one command or all. */
  async types(commandId?: string): Promise<EventType[]> {
    const events = await this.events();
    return events.filter((event) => commandId === undefined || event.commandId === commandId).map(({ type }) => type);
  }

  /** What the record says, folded. */
  async state(): Promise<CaseState> {
    return fold(this.caseId, await this.events());
  }

  async identify(policy: PolicySnapshot = policySnapshot()): Promise<CommandResult> {
    return await this.send('identifyChild', { source: 'community', owner: OWNER, policy });
  }

  async consent(policy?: PolicySnapshot): Promise<void> {
    await this.identify(policy);
    const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;
    await this.send('answerEligibility', yes);
    await this.send('recordConsent', { participate: true, storeData: true });
  }

  async register(level: RiskLevel): Promise<CommandResult> {
    await this.consent();
    const concerns = [{ concernId: 'c1', category: 'child_labour' as const, level }];
    const encounter = level === 'HIGH' ? { encounterId: 'e1' } : {};
    return await this.send('registerCase', { caseCode: `CW-${this.caseId.slice(0, 4)}`, concerns, ...encounter });
  }

  /** Registered, assessed, planned and signed off: the follow-up and review clocks run. */
  async implement(level: RiskLevel): Promise<void> {
    await this.register(level);
    await this.send('completeAssessment', level === 'HIGH' ? { encounterId: 'e1' } : {});
    await this.send('agreePlan', { involved: ['child', 'caregiver'] });
    await this.send('signOffPlan', {}, SUPERVISOR);
  }

  async rate(level: RiskLevel): Promise<CommandResult> {
    return await this.send('rateConcern', { rating: { concernId: 'c1', level }, sourceForm: 'other' });
  }
}
