/** What passing time can look like: every alarm at its instant, or none until the end, as after an outage. */
export interface Wait {
  readonly name: string;
  readonly days: number;
  readonly isOutage: boolean;
}

export const WAITS: readonly Wait[] = [
  { name: 'a day passes', days: 1, isOutage: false },
  { name: 'a week passes', days: 7, isOutage: false },
  { name: 'a month passes', days: 31, isOutage: false },
  { name: 'two days pass while the engine is away', days: 2, isOutage: true },
];
