export type EmbeddedErrorCode =
  | 'account-missing'
  | 'bad-setting'
  | 'engine-missing'
  | 'folder-in-use'
  | 'folder-unreachable'
  | 'not-ours'
  | 'port-taken'
  | 'start-failed'
  | 'start-timeout'
  | 'stopped';

/** A failure that a person can act on: what happened, and how to get past it. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';

  constructor(
    readonly code: EmbeddedErrorCode,
    what: string,
    readonly fix: string,
  ) {
    super(`${what}\nFix: ${fix}`);
  }
}
