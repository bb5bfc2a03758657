import type { DutyCommandType, DutyPayloads, DutyScope } from '@caseward/domain';

/** What a client may send: stored forms and the policy in force are the server's, the place of a file may be. */
export type DutyClientPayload<T extends DutyCommandType> = Omit<
  DutyPayloads[T],
  'content' | 'policy' | 'scope' | 'hiddenFrom' | 'opening'
> &
  (T extends 'openDutyFile' ? { readonly scope?: Partial<DutyScope> } : unknown);

/** Duty commands that may come with a form (narrative content, stored apart). */
export type DutyCommandWithForm = {
  [T in DutyCommandType]: 'content' extends keyof DutyPayloads[T] ? T : never;
}[DutyCommandType];
