import { type CaseEvent, type CaseState, type CommandType, type Owner, type PolicySnapshot } from '@caseward/domain';
import { Agenda } from './agenda.js';
import { TEAMS } from './cast.js';
import { Luck } from './luck.js';
import { CaseInPlay } from './play.js';
export interface YearSettings {
  readonly seed: number;
  /** Children who come to the agency of four teams. */
  readonly cases: number;
  /** Children who come to the small agency next door. */
  readonly casesNextDoor: number;
}
/** A year of two agencies, minute by minute: people give commands, the engine wakes cases, the domain decides. */
export declare class Year {
  readonly agenda: Agenda;
  readonly cases: CaseInPlay[];
  readonly policy: PolicySnapshot;
  readonly commands: Map<string, number>;
  readonly refusals: Map<string, number>;
  nowMs: number;
  private readonly luck;
  /** How many children each caseworker has, those still at intake included. */
  private readonly load;
  /** Some are given more than others. */
  private readonly appetite;
  mostCases: number;
  constructor(settings: YearSettings);
  /** A fifth of the children in the first weeks, the others over the year. */
  private comeForward;
  play(): this;
  /** Whoever has room in a team, and takes on much. */
  freeCaseworker(team: (typeof TEAMS)[number], luck: Luck, not?: string): Owner;
  openCasesOf(caseworkerId: string): number;
  follow(before: CaseState, after: CaseState): void;
  react(played: CaseInPlay, event: CaseEvent): void;
  accepted(type: CommandType): void;
  refused(type: CommandType, code: string): void;
}
//# sourceMappingURL=year.d.ts.map
