const WINDOW_MS = 60_000;

/** Refusals of one person, or of all who had not signed in, that were counted and not written one by one. */
export interface Uncounted<Who> {
  readonly who: Who;
  readonly times: number;
}

interface Minute<Who> {
  readonly who: Who;
  readonly since: number;
  written: number;
  counted: number;
}

/**
 * Refusals cost an attacker nothing, and an entry for each would fill the disk. Within a minute the first ones are
 * written one by one and the rest are counted; the count is one entry once the minute is over.
 */
export class RefusalBudget<Who> {
  readonly #minutes = new Map<string, Minute<Who>>();

  constructor(
    private readonly realMs: () => number,
    private readonly perMinute = 60,
  ) {}

  /** Whether this one is written by itself. */
  take(key: string, who: Who): boolean {
    const minute = this.#minutes.get(key) ?? { who, since: this.realMs(), written: 0, counted: 0 };
    this.#minutes.set(key, minute);
    if (minute.written < this.perMinute) {
      minute.written += 1;
      return true;
    }
    minute.counted += 1;
    return false;
  }

  /** Takes out the counts of minutes that are over; at the end of the process, of all. */
  over(isEnding = false): Uncounted<Who>[] {
    const found: Uncounted<Who>[] = [];
    for (const [key, { who, since, counted }] of this.#minutes) {
      if (!isEnding && this.realMs() - since < WINDOW_MS) continue;
      this.#minutes.delete(key);
      if (counted > 0) found.push({ who, times: counted });
    }
    return found;
  }
}
