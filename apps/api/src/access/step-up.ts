import { SetMetadata } from '@nestjs/common';
import type { CommandType } from '@caseward/domain';
import { ProblemError } from '../platform/problem.js';
import type { CurrentSession } from './current-session.js';
import type { RouteAccess } from './route-access.js';
import { STEP_UP_SECONDS } from './session-limits.js';

export const NEEDS_STEP_UP = 'caseward:needs-step-up';

/** Only with a second factor that was shown within `STEP_UP_SECONDS`. */
export const NeedsStepUp = (): MethodDecorator => SetMetadata(NEEDS_STEP_UP, true);

/** Commands that need one, at whichever address they are given. */
export const STEP_UP_COMMANDS: ReadonlySet<string> = new Set<CommandType>(['openEmergencyAccess']);

/** @param body of the request, which may name the command */
export function commandNeedsStepUp(access: RouteAccess | undefined, body: unknown): boolean {
  if (access?.kind !== 'gives' && access?.kind !== 'gives_duty') return false;
  if (access.command !== 'any') return STEP_UP_COMMANDS.has(access.command);
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined;
  return typeof type === 'string' && STEP_UP_COMMANDS.has(type);
}

/** @throws ProblemError 403 */
export function assertSteppedUp({ secondFactorMs }: CurrentSession, nowMs: number): void {
  const isFresh = secondFactorMs !== null && secondFactorMs > nowMs - STEP_UP_SECONDS * 1000;
  if (isFresh) return;
  throw new ProblemError(403, 'STEP_UP_REQUIRED', 'Show a second factor first', {
    detail: `This needs a second factor that is no older than ${STEP_UP_SECONDS / 60} minutes.`,
    remedy: 'Give a one-time code or use a passkey at POST /v1/sessions/current/step-up, then send this again.',
  });
}
