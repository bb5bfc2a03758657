import type {
  CaseDetails,
  CaseloadReviewItem,
  CommandType,
  DutyCommandType,
  DutyReadModel,
  Instant,
  Obligation,
  Owner,
  PlanState,
  PolicySnapshot,
  ReadModel,
  RefusalDetails,
  RiskLevel,
} from '@caseward/domain';
import type { Cast } from '../format/cast.js';
import type { OrganisationAct } from '../format/organisation-steps.js';
import type { DutyFileEntry } from '../format/duty-steps.js';
import type { QuestionName } from '../format/question.js';

export interface SentCommand {
  /** Where it stands in the file; with the run's name it makes the command id. */
  readonly path: string;
  readonly caseName: string;
  /** A name of the cast. */
  readonly as: string;
  /** A name of the cast: whose work is transcribed. */
  readonly authoredBy: string | undefined;
  readonly type: CommandType;
  /** What a client may send. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly form: Readonly<Record<string, unknown>> | undefined;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

/** SUPV-1: what the organisation arranges; names are names of the cast. */
export interface SentArrangement {
  /** Where it stands in the file; with the run's name it makes the key of the request. */
  readonly path: string;
  readonly as: string;
  readonly act: OrganisationAct;
  readonly caseName: string;
  readonly person: string;
  readonly supervisor: string | undefined;
  readonly overLimit: boolean;
  readonly reason: string | undefined;
  readonly at: Instant;
}

/** SUPV-1: as reporting shows it. */
export interface SpanView {
  readonly count: number;
  readonly isOverLimit: boolean;
}

/** A question of the organisation, with what the rules answer. */
export interface SentQuestion {
  readonly name: QuestionName;
  readonly input: Readonly<Record<string, unknown>>;
  readonly byRules: unknown;
}

export interface SentDuty {
  /** Where it stands in the file of the scenario; with the run's name it makes the command id. */
  readonly path: string;
  /** A name of the scenario's duty files. */
  readonly file: string;
  /** A name of the cast. */
  readonly as: string;
  readonly type: DutyCommandType;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly form: Readonly<Record<string, unknown>> | undefined;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

/** A duty file as its record shows it. */
export interface DutyView extends DutyReadModel {
  /** Types of the recorded events. */
  readonly records: readonly string[];
  /** SOP-3: digests of the texts that stand, by version; of an SOP's file only. */
  readonly sopTexts: Readonly<Record<string, string>>;
}

export type Answer =
  | { readonly accepted: true; readonly seq: number; readonly events: readonly string[]; readonly recordedAt: Instant }
  | Refused;

export interface Refused {
  readonly accepted: false;
  readonly code: string;
  readonly rule: string;
  readonly message: string;
  readonly remedy?: string | undefined;
  readonly inputs?: RefusalDetails['inputs'] | undefined;
}

/** A case as its record shows it. */
export interface CaseView extends ReadModel {
  readonly plan: Pick<PlanState, 'revision' | 'status'> | null;
  readonly caseloadReview: readonly CaseloadReviewItem[];
  readonly details: CaseDetails;
  /** Types of the recorded events. */
  readonly records: readonly string[];
}

/** TIME-9: what was true at an instant, by everything recorded since. */
export interface HappenedView {
  readonly level: RiskLevel;
  readonly owner: Owner | null;
  readonly obligations: readonly Obligation[];
}

export interface Stage {
  /** Distinguishes one run of a file from another. */
  readonly run: string;
  readonly cast: Cast;
  /** What the first cases get. */
  readonly policy: PolicySnapshot;
  /** What a new case gets at a moment: a later version from its day on. */
  readonly policyInForce: (now: Instant) => PolicySnapshot;
  /** Every version that the scenario knows, by its name. */
  readonly policies: ReadonlyMap<string, PolicySnapshot>;
  readonly caseNames: readonly string[];
  readonly dutyFiles: Readonly<Record<string, DutyFileEntry>>;
  readonly firstInstant: Instant;
}

/** One way of playing a scenario. The player asks in the order of the file, one thing after the other. */
export interface ScenarioDriver {
  readonly name: string;
  /** Returns once the clock of the scenario has reached `instant` and everything due by then has happened. */
  advanceTo(instant: Instant): Promise<void>;
  send(command: SentCommand): Promise<Answer>;
  /** The case at `at`, the present of the scenario: with everything due by then and nothing recorded later. */
  observe(caseName: string, at: Instant): Promise<CaseView>;
  /** The record as it stood at an earlier moment. */
  observeAsKnown(caseName: string, at: Instant): Promise<CaseView>;
  observeAsItHappened(caseName: string, at: Instant): Promise<HappenedView>;
  /** Specification, section 2: whether somebody of the cast can see the case now. */
  canOpen(caseName: string, as: string, at: Instant): Promise<boolean>;
  /** What the system offers somebody of the cast to do with the case. */
  commandsFor(caseName: string, as: string, at: Instant): Promise<readonly string[]>;
  /** SUPV-1: open cases of a caseworker. */
  openCases(caseworker: string, at: Instant): Promise<number>;
  /** SUPV-1: caseworkers of a supervisor, open cases of a data entry person. */
  spanOf(name: string, at: Instant): Promise<SpanView>;
  arrange(sent: SentArrangement): Promise<Answer>;
  /** CONS-4: how many intakes of an agency were refused. */
  refusals(agency: string, at: Instant): Promise<number>;
  sendDuty(command: SentDuty): Promise<Answer>;
  observeDuty(file: string, at: Instant): Promise<DutyView>;
  /** What the system offers somebody of the cast to do with a duty file; null to whom it does not show it. */
  dutyCommandsFor(file: string, as: string, at: Instant): Promise<readonly string[] | null>;
  /** For a driver with a way of its own to ask: its answer is compared in place of that of the rules. */
  answer?(question: SentQuestion): Promise<unknown>;
  /** After the last step: what does not agree with each other although it should. */
  verify(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export type StartDriver = (stage: Stage) => Promise<ScenarioDriver>;
