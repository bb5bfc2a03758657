import {
  type Actor,
  type CaseEvent,
  type CaseState,
  type CommandPayloads,
  type CommandType,
  type Owner,
} from '@caseward/domain';
import { type Team } from './cast.js';
import type { Luck } from './luck.js';
import type { Year } from './year.js';
/** One invented case of the year: its state, its record, and the hands that work on it. */
export declare class CaseInPlay {
  readonly year: Year;
  readonly caseId: string;
  readonly luck: Luck;
  state: CaseState;
  readonly events: CaseEvent[];
  /** Ids given out in this case so far. */
  private ids;
  private commands;
  private alarmPlannedAt;
  constructor(year: Year, caseId: string, luck: Luck);
  get owner(): Owner;
  get team(): Team;
  get caseworker(): Actor;
  get supervisor(): Actor;
  get isOpen(): boolean;
  isInDanger(atMs?: number): boolean;
  id(kind: string): string;
  content(form: string): {
    readonly content: NonNullable<CommandPayloads['recordNote']['content']>;
  };
  /** Does something after some time; what the case is like then is for the act to see. */
  after(ms: number, act: () => void): void;
  /** As the caseworker, now and then through the clerk. */
  work<T extends CommandType>(type: T, payload: CommandPayloads[T], occurredAtMs?: number): boolean;
  /** @returns whether it was accepted */
  give<T extends CommandType>(
    actor: Actor,
    type: T,
    payload: CommandPayloads[T],
    occurredAtMs?: number,
    authoredBy?: string,
  ): boolean;
  private apply;
  /** The engine wakes the case at the instant that it asked for; a plan that has moved is let pass. */
  private planAlarm;
}
//# sourceMappingURL=play.d.ts.map
