import { ProblemError } from '../platform/problem.js';

const FAILURES = 5;
const WINDOW_MS = 5 * 60_000;
const MAX_REMEMBERED = 10_000;

interface Tries {
  count: number;
  readonly since: number;
}

/** Slows the guessing of one account's password. In memory: each process counts for itself. */
export class LoginThrottle {
  readonly #failed = new Map<string, Tries>();

  constructor(private readonly realMs: () => number) {}

  /** @throws ProblemError 429 */
  assertAllowed(login: string): void {
    const tries = this.#recent(login);
    if (tries === null || tries.count < FAILURES) return;
    const seconds = Math.ceil((tries.since + WINDOW_MS - this.realMs()) / 1000);
    const detail = `There were ${FAILURES} wrong passwords for this login.`;
    const remedy = `Try again in ${Math.ceil(seconds / 60)} minutes.`;
    throw new ProblemError(
      429,
      'TOO_MANY_REQUESTS',
      'Too many attempts',
      { detail, remedy },
      { 'retry-after': `${seconds}` },
    );
  }

  failed(login: string): void {
    const tries = this.#recent(login);
    if (tries !== null) {
      tries.count += 1;
      return;
    }
    // Oldest out: an attacker with many logins costs memory, not service.
    const [oldest] = this.#failed.keys();
    if (this.#failed.size >= MAX_REMEMBERED && oldest !== undefined) this.#failed.delete(oldest);
    this.#failed.set(login, { count: 1, since: this.realMs() });
  }

  succeeded(login: string): void {
    this.#failed.delete(login);
  }

  #recent(login: string): Tries | null {
    const tries = this.#failed.get(login);
    if (tries === undefined) return null;
    if (this.realMs() - tries.since < WINDOW_MS) return tries;
    this.#failed.delete(login);
    return null;
  }
}
