import { createClock, type Clock } from '@caseward/config';

/** The real clock, which a test can put forward: hours in which nobody asks for anything. */
export class ShiftedClock implements Clock {
  readonly segments = [];
  readonly #real = createClock();
  #shiftMs = 0;

  now(): string {
    return new Date(this.realMs()).toISOString();
  }

  realMs(): number {
    return this.#real.realMs() + this.#shiftMs;
  }

  forward(seconds: number): void {
    this.#shiftMs += seconds * 1000;
  }
}
