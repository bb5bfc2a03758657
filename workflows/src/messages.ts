import type { CaseEvent, HostedEvent, HostedState, RefusalCode, RefusalDetails } from '@caseward/domain';

/** Names that clients and the engine's operators see. They say nothing about a child, and a recorded history pins them. */
export const WORKFLOW_TYPE = 'caseLife';
export const ADOPTION_WORKFLOW_TYPE = 'policyAdoption';
export const HANDOVER_WORKFLOW_TYPE = 'handover';
export const TASK_QUEUE = 'caseward';
/** The Update and the Signal that carry the envelope of a command. */
export const COMMAND = 'command';
/** Debugging only: pages read PostgreSQL. */
export const STATE_QUERY = 'state';

/**
 * For a release that can no longer read the state that an older one carried over: it keeps reading that one too, as
 * long as runs are open that began with it. A new field needs nothing, it begins as in a new case.
 */
export const CARRIED_SCHEMA_VERSION = 1;

/** What a finished run hands to its successor. */
export interface CarriedState {
  readonly schemaVersion: typeof CARRIED_SCHEMA_VERSION;
  readonly state: HostedState;
}

export interface CaseSettings {
  /** How many commands, alarms and syncs one run handles before it continues as a new run. */
  readonly continueAfter?: number;
}

/** A case starts from its id alone: everything else stands in the record. */
export interface CaseStart {
  readonly caseId: string;
  readonly carried?: CarriedState;
  readonly settings?: CaseSettings;
}

/** The order itself stands in the database. */
export interface AdoptionStart {
  readonly adoptionId: string;
}

/** The order itself stands in the database. */
export interface HandoverStart {
  readonly handoverId: string;
}

/** The answer to a command: its own recorded events and the number of the last one. */
export interface CommandResult<E extends HostedEvent = CaseEvent> {
  readonly seq: number;
  readonly events: readonly E[];
}

/** A refusal as it travels. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly rule: string;
  readonly message: string;
  readonly details: RefusalDetails;
  /** The state that was judged: a sender who knows a later one lets the workflow catch up and asks again. */
  readonly seq: number;
}

/** Second part of a refusal's `ApplicationFailure`; its type is the code and its message the sentence. */
export type RefusalFailureDetails = Pick<Refusal, 'rule' | 'details' | 'seq'>;
