/** What a finished command says to the shell. */
export const EXIT = {
  ok: 0,
  /** It ran and the outcome is bad: a difference, a failed check. */
  failure: 1,
  /** It could not be done as asked: wrong arguments, an unusable file. */
  usage: 2,
  /** Done in part: stopped on request, or some of many failed. */
  partial: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with a message instead of a stack: what went wrong, and what to do. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';

  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.failure,
    readonly remedy?: string,
  ) {
    super(message);
  }
}
