/** What is to happen when, in the order of time and, at one instant, of planning. */
export declare class Agenda {
  private readonly heap;
  private planned;
  add(atMs: number, run: () => void): void;
  /** Takes out what comes first; undefined when nothing comes before the end. */
  next(endMs: number): Entry | undefined;
  private sink;
  private swap;
}
interface Entry {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}
export {};
//# sourceMappingURL=agenda.d.ts.map
