export * from './account-acts.js';
export * from './accounts.js';
export * from './agency-duties.js';
export * from './agency-keys.js';
export * from './annexes.js';
export * from './api-role.js';
export * from './append.js';
export * from './attachments.js';
export * from './audit-checkpoints.js';
export * from './audit-verify.js';
export type { AuditFinding } from './audit-walk.js';
export { CheckpointLine } from './checkpoint-line.js';
export * from './audit.js';
export * from './case-keys.js';
export * from './case-lists.js';
export * from './caseload-agenda.js';
export * from './caseload-places.js';
export * from './command-requests.js';
export * from './commands.js';
export * from './data-entry-cases.js';
export type { Difference } from './compare.js';
export * from './contents.js';
export { CursorError, type Page, type PageRequest } from './cursor.js';
export * from './data-source.js';
export * from './directory.js';
export * from './durability.js';
export * from './entities/index.js';
export * from './errors.js';
export * from './form-drafts.js';
export * from './forms.js';
export * from './handovers.js';
export * from './inbox-changes.js';
export * from './inbox-feed.js';
export { inboxPage, type InboxItem, type InboxReader, type InboxRequest, type InboxView } from './inbox.js';
export { indicatorCounts, type IndicatorQuestion } from './indicators/counts.js';
export { indicatorTables } from './indicators/report.js';
export { groupOf, indicatorUnits, type IndicatorUnitRow, type IndicatorUnits } from './indicators/units-list.js';
export * from './access-log.js';
export * from './key-ends.js';
export * from './key-rotation.js';
export * from './names.js';
export * from './retention.js';
export * from './migrate.js';
export { BehalfDataSource, speakFor, type Behalf } from './on-behalf.js';
export * from './operations.js';
export * from './organisation.js';
export * from './passwords.js';
export * from './policies.js';
export * from './policy-adoptions.js';
export { areaOfOffice, areasOfOffices, placeOfCase } from './policy-places.js';
export * from './posts.js';
export { row, rows, type Sql } from './query.js';
export {
  breachesOf,
  caseSummary,
  caseSummaryByCode,
  dutyFile,
  dutyFiles,
  escalationsOf,
  hostedIds,
  obligationsOf,
  tasksOf,
  type DutyFilesRequest,
} from './read-models.js';
export * from './reading.js';
export * from './rebuild.js';
export * from './record.js';
export * from './provider-state.js';
export * from './roles.js';
export * from './second-factors.js';
export * from './sessions.js';
export * from './sharing.js';
export * from './sign-in-failures.js';
export * from './sop-files.js';
