/** IM-6: what was done, in the audit trail. `record` is the write itself, everything else comes before an answer. */
export const ACCESS_KINDS = [
  'read',
  'list',
  'write',
  'record',
  'refusal',
  'export',
  'override',
  'name',
  'session',
] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** Those by which somebody saw something of a case without working on it. */
export const VIEWS: readonly AccessKind[] = ['read', 'list', 'export', 'name'];
