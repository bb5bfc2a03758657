import type { RefusalDetails } from '@caseward/domain';
import type { Refusal, RefusalFailureDetails } from '@caseward/workflows/messages';
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

/** A rule refused the command; nothing was recorded. */
export class CommandRefusedError extends Error {
  override readonly name = 'CommandRefusedError';

  constructor(
    readonly code: Refusal['code'],
    readonly rule: string,
    message: string,
    readonly details: RefusalDetails,
    /** The state that the workflow judged by. */
    readonly seq: number,
  ) {
    super(message);
  }
}

/** The engine cannot be reached: nobody can promise that the command was taken; send it again with the same id. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
}

/** No answer within the caller's patience: ask for the command's end, or send it again with the same id. */
export class CommandPendingError extends Error {
  override readonly name = 'CommandPendingError';

  constructor(
    readonly commandId: string,
    options?: ErrorOptions,
  ) {
    super('the command has no answer yet', options);
  }
}

/**
 * The engine's names for an update that no worker has handled: its run ended meanwhile, or the worker's library passed
 * it over, as it does now and then when several arrive for one case while a local activity runs. Sending it again is right.
 */
const UNHANDLED = new Set(['AcceptedUpdateCompletedWorkflow', 'UnprocessedUpdate']);

/** gRPC's UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, RESOURCE_EXHAUSTED and ABORTED: all of them pass. */
const PASSING = new Set([14, 4, 1, 8, 10]);

export function isUnhandled(error: unknown): boolean {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure && UNHANDLED.has(cause.type ?? '');
}

export function refusalFrom(error: unknown): CommandRefusedError | null {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure)) return null;
  const more = cause.details?.[0] as Partial<RefusalFailureDetails> | undefined;
  if (more?.rule === undefined || more.details === undefined || more.seq === undefined) return null;
  return new CommandRefusedError(cause.type as Refusal['code'], more.rule, cause.message, more.details, more.seq);
}

/** No answer, for a reason that passes, somewhere between here and the worker. */
export function isSilence(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const cause = error instanceof ServiceError ? error.cause : undefined;
  return isGrpcServiceError(cause) && PASSING.has(cause.code);
}
