export * from './archive-history.js';
export * from './create-activities.js';
export type { CaseRecord } from './record-decision.js';
