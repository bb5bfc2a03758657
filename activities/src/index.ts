export type { AdoptCommand, CaseRefusal, GiveCommand } from './adopt-policy.js';
export * from './archive-history.js';
export * from './create-activities.js';
export * from './destroy-keys.js';
export type { CaseRecord } from './record-decision.js';
export { settleOwedRetention, type TellFile } from './owed-retention.js';
