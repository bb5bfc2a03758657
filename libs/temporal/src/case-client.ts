import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM_ACTOR, type CaseEvent, type HostedCommand, type HostedEvent } from '@caseward/domain';
import type { caseLife, handover, policyAdoption } from '@caseward/workflows';
import {
  ADOPTION_WORKFLOW_TYPE,
  HANDOVER_WORKFLOW_TYPE,
  COMMAND,
  TASK_QUEUE,
  WORKFLOW_TYPE,
  type CaseSettings,
  type CaseStart,
  type CommandResult,
  type Refusal,
} from '@caseward/workflows/messages';
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import { inMs, realNow } from './clock.js';
import {
  CommandPendingError,
  CommandRefusedError,
  EngineUnavailableError,
  isSilence,
  isUnhandled,
  refusalFrom,
} from './errors.js';

/** What the client asks the record before it believes a refusal. */
export interface RecordLookup {
  /** The command's recorded result, however old; null when the record does not hold it. */
  resultOf(caseId: string, commandId: string): Promise<CommandResult<HostedEvent> | null>;
  /** The number of the case's last event; 0 for no case. */
  lastSeq(caseId: string): Promise<number>;
}

export interface CaseClientOptions {
  readonly taskQueue?: string;
  /** How long a call waits for its answer. */
  readonly patienceMs?: number;
  readonly record?: RecordLookup;
  /** For tests: how soon a run continues as a new one. */
  readonly settings?: CaseSettings;
}

/** Why a case did not adopt; `now` is the clock of the case, where the order came from a clock that is ahead. */
export interface AdoptionRefusal {
  readonly code: string;
  readonly rule: string;
  readonly now?: string;
}

const PATIENCE_MS = 10_000;
const PROBE_MS = 1_000;
const AGAIN_MS = 30;
const AGAIN_AT_MOST_MS = 300;

/** Sends commands to cases. Every call starts the case from its record when the engine does not know it. */
export class CaseClient {
  constructor(
    readonly client: Client,
    private readonly options: CaseClientOptions = {},
  ) {}

  /**
   * @throws CommandRefusedError by a rule
   * @throws CommandPendingError when patience ends first
   * @throws EngineUnavailableError when the engine cannot be reached
   */
  async execute<E extends HostedEvent = CaseEvent>(caseId: string, command: HostedCommand): Promise<CommandResult<E>> {
    // A case answers with its own events and a duty file with its own: the caller knows whom it asked.
    return (await this.#execute(caseId, command)) as CommandResult<E>;
  }

  async #execute(caseId: string, command: HostedCommand): Promise<CommandResult<HostedEvent>> {
    try {
      return await this.#update(caseId, command);
    } catch (error) {
      const refusal = refusalFrom(error);
      if (refusal === null) throw await this.#explained(error, command);
      return await this.#secondLook(caseId, command, refusal);
    }
  }

  /** For senders that cannot wait: durable once this returns; the end, refusal included, stands in the record. */
  async signal(caseId: string, command: HostedCommand): Promise<void> {
    const deadline = inMs(this.options.patienceMs ?? PATIENCE_MS);
    try {
      await this.client.connection.withDeadline(deadline, () =>
        this.client.workflow.signalWithStart(WORKFLOW_TYPE, {
          ...this.#start(caseId),
          signal: COMMAND,
          signalArgs: [command],
        }),
      );
    } catch (error) {
      throw await this.#explained(error, command);
    }
  }

  /**
   * Lets an order to adopt a policy be carried out; it goes on when it was begun before.
   * @throws EngineUnavailableError when the engine cannot be reached
   */
  async adoptPolicy(adoptionId: string): Promise<void> {
    const { taskQueue = TASK_QUEUE } = this.options;
    const deadline = inMs(this.options.patienceMs ?? PATIENCE_MS);
    try {
      await this.client.connection.withDeadline(deadline, () =>
        this.client.workflow.start<typeof policyAdoption>(ADOPTION_WORKFLOW_TYPE, {
          workflowId: `policy-adoption-${adoptionId}`,
          taskQueue,
          args: [{ adoptionId }],
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      );
    } catch (error) {
      throw await this.#explained(error, { commandId: adoptionId });
    }
  }

  /**
   * Lets an order to hand over a caseload be carried out; it goes on when it was begun before.
   * @throws EngineUnavailableError when the engine cannot be reached
   */
  async handOver(handoverId: string): Promise<void> {
    const { taskQueue = TASK_QUEUE } = this.options;
    const deadline = inMs(this.options.patienceMs ?? PATIENCE_MS);
    try {
      await this.client.connection.withDeadline(deadline, () =>
        this.client.workflow.start<typeof handover>(HANDOVER_WORKFLOW_TYPE, {
          workflowId: `handover-${handoverId}`,
          taskQueue,
          args: [{ handoverId }],
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      );
    } catch (error) {
      throw await this.#explained(error, { commandId: handoverId });
    }
  }

  /** For a worker that tells cases something: a refusal is an answer, with all that it says. */
  async tell(caseId: string, command: HostedCommand): Promise<Omit<Refusal, 'seq'> | null> {
    try {
      await this.execute(caseId, command);
      return null;
    } catch (error) {
      if (!(error instanceof CommandRefusedError)) throw error;
      const { code, rule, message, details } = error;
      return { code, rule, message, details };
    }
  }

  /** For a worker that gives cases and duty files commands: a refusal is an answer. */
  async giveAdoption(caseId: string, command: HostedCommand): Promise<AdoptionRefusal | null> {
    try {
      await this.execute(caseId, command);
      return null;
    } catch (error) {
      if (!(error instanceof CommandRefusedError)) throw error;
      const now = error.details.inputs?.['now'];
      const { code, rule } = error;
      return { code, rule, ...(code === 'OCCURRED_IN_FUTURE' && typeof now === 'string' ? { now } : {}) };
    }
  }

  /** Lets the case read its record and arm its clocks. */
  async sync(caseId: string): Promise<CommandResult> {
    return await this.execute(caseId, {
      commandId: randomUUID(),
      type: 'sync',
      actor: SYSTEM_ACTOR,
      occurredAt: realNow(),
      payload: {},
    });
  }

  async #update(caseId: string, command: HostedCommand): Promise<CommandResult<HostedEvent>> {
    const deadline = inMs(this.options.patienceMs ?? PATIENCE_MS);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.client.connection.withDeadline(deadline, () =>
          this.client.workflow.executeUpdateWithStart<typeof caseLife, CommandResult<HostedEvent>, [HostedCommand]>(
            COMMAND,
            {
              args: [command],
              updateId: command.commandId,
              startWorkflowOperation: new WithStartWorkflowOperation<typeof caseLife>(WORKFLOW_TYPE, {
                ...this.#start(caseId),
                workflowIdConflictPolicy: 'USE_EXISTING',
              }),
            },
          ),
        );
      } catch (error) {
        if (!isUnhandled(error)) throw error;
        // The deadline ends it.
        await sleep(Math.min(AGAIN_MS * attempt, AGAIN_AT_MOST_MS));
      }
    }
  }

  /**
   * A workflow that missed something (a command recorded just before everything died, or one older than it remembers)
   * refuses by an old state. The record knows better: it answers, or the workflow catches up and judges again.
   */
  async #secondLook(
    caseId: string,
    command: HostedCommand,
    refusal: CommandRefusedError,
  ): Promise<CommandResult<HostedEvent>> {
    const { record } = this.options;
    if (record === undefined) throw refusal;
    const earlier = await record.resultOf(caseId, command.commandId);
    if (earlier !== null) return earlier;
    if ((await record.lastSeq(caseId)) <= refusal.seq) throw refusal;
    await this.sync(caseId);
    try {
      return await this.#update(caseId, command);
    } catch (error) {
      throw refusalFrom(error) ?? (await this.#explained(error, command));
    }
  }

  /** Silence means two things: an engine that is away has promised nothing, a slow one may still answer. */
  async #explained(error: unknown, { commandId }: Pick<HostedCommand, 'commandId'>): Promise<unknown> {
    if (!isSilence(error)) return error;
    try {
      const { connection, workflowService } = this.client;
      await connection.withDeadline(inMs(PROBE_MS), () => workflowService.getSystemInfo({}));
    } catch (cause) {
      return new EngineUnavailableError('the engine cannot be reached', { cause });
    }
    return new CommandPendingError(commandId, { cause: error });
  }

  #start(caseId: string): {
    workflowId: string;
    taskQueue: string;
    args: [CaseStart];
    workflowTaskTimeout: '5s';
  } {
    const { taskQueue = TASK_QUEUE, settings } = this.options;
    return {
      workflowId: caseId,
      taskQueue,
      args: [{ caseId, ...(settings === undefined ? {} : { settings }) }],
      // A worker that died holding a task is noticed after this long.
      workflowTaskTimeout: '5s',
    };
  }
}
