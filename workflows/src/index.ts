/** The bundle's entry: every function exported here is a workflow. */
export { caseLife } from './case.workflow.js';
export { handover } from './handover.workflow.js';
export { policyAdoption } from './policy-adoption.workflow.js';
export type * from './case-activities.js';
export type * from './messages.js';
export type { StateSinks } from './state-sink.js';
