/** What an operation gives away at most: the sensitivity of its answer. */
export type Gives =
  'nothing' | 'own' | 'organisation' | 'aggregate' | 'structure' | 'shared' | 'content' | 'name' | 'act';

export interface Row {
  /** Roles that have it at all; `anybody` needs no sign-in. */
  readonly roles: string;
  readonly why: string;
  readonly gives: Gives;
  readonly operations: readonly string[];
}

export const on = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', addresses: string): string[] =>
  addresses
    .trim()
    .split(/\s+/)
    .map((address) => `${method} ${address}`);

/** Commands: each end of an address is a command of a case. */
export const onCases = (ends: string): string[] =>
  on('POST', ends).map((end) => end.replace(' ', ' /v1/cases/{caseId}/'));
