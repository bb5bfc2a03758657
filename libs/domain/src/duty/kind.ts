import type { Role } from '../access/actor.js';
import type { KnownObligation, Obligation } from '../case/obligation.js';
import type { Assignee } from '../case/task-row.js';
import type { Instant, LocalDate } from '../time/instant.js';
import type { DutyCommandOf, DutyCommandType } from './commands.js';
import type { DutyKind } from './duties.js';
import type { DutyRecorder } from './recorder.js';
import type { DutyState } from './file.js';

/** How somebody stands to a duty file; `subject`: it is about this very person; `common`: it belongs to no agency. */
export type DutyRelation = 'subject' | 'team' | 'office' | 'agency' | 'common' | 'any';
export type DutyGrant = readonly [role: Role, relation: DutyRelation];

/** Who may give a command, and what it records. The rest (clocks, breaches, escalations) follows from the facts. */
export interface DutyCommandRule<T extends DutyCommandType> {
  readonly may: readonly DutyGrant[];
  /** @throws DomainError when a rule refuses it */
  readonly decide: (recorder: DutyRecorder, command: DutyCommandOf<T>) => void;
}
export type DutyCommandRules = { readonly [T in DutyCommandType]?: DutyCommandRule<T> };

/** Work that waits for somebody. */
export interface DutyTask {
  readonly taskId: string;
  readonly kind: string;
  /** The command that completes it. */
  readonly command: DutyCommandType;
  readonly assignee: Assignee;
  readonly dueOn: LocalDate | null;
  /** The first instant that is too late; null without a clock. */
  readonly dueAt: Instant | null;
  readonly openedAt: Instant;
}

/** One kind of duty file. Everything is a pure function of the state. */
export interface DutyFileRules {
  readonly opens: readonly DutyGrant[];
  readonly reads: readonly DutyGrant[];
  readonly commands: DutyCommandRules;
  /**
   * Every clock that the facts ever started, with due date and end, in the order of occurrence (TIME-9). Keys are stable.
   * @param now only for what begins by the calendar alone, such as another month
   */
  readonly duties: (state: DutyState, now: Instant) => readonly Obligation[];
  readonly commandOf: (kind: DutyKind) => DutyCommandType;
  readonly assigneeOf: (state: DutyState, kind: DutyKind, key: string) => Assignee;
  /** Who looks after a miss, where that is not whoever stands above in office and agency. */
  readonly escalatedTo?: (state: DutyState) => Assignee;
  /** Whether an open duty stands in the inbox already; without it, every one does. */
  readonly waits?: (state: DutyState, duty: KnownObligation) => boolean;
  /** Beside the duties with a clock. */
  readonly tasks?: (state: DutyState) => readonly DutyTask[];
}
