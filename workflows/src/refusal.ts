import { DomainError, type HostedCommand } from '@caseward/domain';
import { ApplicationFailure } from '@temporalio/workflow';
import type { Refusal, RefusalFailureDetails } from './messages.js';

/**
 * Whatever the rules throw about a command becomes a refusal. A command that no rule can read (a signal is checked by
 * nobody before) must not fail the workflow task: the engine would try it for ever and the case would stand still.
 */
export function refusalOf(error: unknown, seq: number): Refusal {
  if (error instanceof DomainError) {
    return { code: error.code, rule: error.rule, message: error.message, details: error.details, seq };
  }
  return {
    code: 'FIELD_MISSING',
    rule: 'ENVELOPE',
    message: 'the command cannot be read',
    details: { remedy: 'send the fields that the command needs' },
    seq,
  };
}

/** Alarms come from the case's own timer: nobody else says that a deadline has passed. */
export function alarmFromOutside(seq: number): Refusal {
  return { code: 'NOT_PERMITTED', rule: 'ENVELOPE', message: 'nobody gives an alarm but the clock', details: {}, seq };
}

/** What the record needs to name a command at all. A message without it cannot even be recorded as refused. */
export function isEnvelope(message: unknown): message is HostedCommand {
  const { commandId, type } = (message ?? {}) as { readonly commandId?: unknown; readonly type?: unknown };
  return typeof commandId === 'string' && commandId !== '' && typeof type === 'string';
}

export function refusalFailure({ code, message, rule, details, seq }: Refusal): ApplicationFailure {
  const more: RefusalFailureDetails = { rule, details, seq };
  return ApplicationFailure.nonRetryable(message, code, more);
}
