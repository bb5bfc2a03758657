import type { HostedCommand } from '@caseward/domain';

const PREFIX = 'exit-after-append:';

/**
 * Fault injection for tests; the configuration refuses it in production. `exit-after-append:WHAT` kills this process
 * between the commit of a command and the engine's knowledge of it: WHAT is the command's id or its type.
 * @throws Error on any other instruction, because a fault that is not injected proves nothing
 */
export function faultAfterCommit(instruction: string | undefined): ((command: HostedCommand) => void) | undefined {
  if (instruction === undefined) return undefined;
  if (!instruction.startsWith(PREFIX)) throw new Error(`CASEWARD_FAULT knows only ${PREFIX}<command id or type>`);
  const victim = instruction.slice(PREFIX.length);
  return ({ commandId, type }) => {
    if (victim === commandId || victim === type) process.kill(process.pid, 'SIGKILL');
  };
}
