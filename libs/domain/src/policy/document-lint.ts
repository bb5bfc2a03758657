import { snapshotFor, type PolicyDocument } from './document.js';
import { lintPolicy, verdictFrom, type LintFinding, type PolicyVerdict } from './lint.js';
import { listOf } from './policy.js';

/** A finding about the values of one area, agency or office. */
export interface DocumentFinding extends LintFinding {
  readonly context?: string;
}

/** Where several places meet, such as an office of an agency, their values meet too: every pair is looked at. */
function contextFindings(document: PolicyDocument, known: ReadonlySet<string>): DocumentFinding[] {
  const ids = Object.keys(document.contexts);
  const alone = ids.map((id) => ({ context: id, snapshot: snapshotFor(document, { officeId: id }) }));
  const pairs = ids.flatMap((wide) =>
    ids
      .filter((narrow) => narrow !== wide)
      .map((narrow) => ({
        context: `${wide}+${narrow}`,
        snapshot: snapshotFor(document, { agencyId: wide, officeId: narrow }),
      })),
  );
  const told = new Set(known);
  return [...alone, ...pairs].flatMap(({ context, snapshot }) => {
    const news = lintPolicy(snapshot).filter((finding) => !told.has(JSON.stringify(finding)));
    for (const finding of news) told.add(JSON.stringify(finding));
    return news.map((finding) => ({ ...finding, context }));
  });
}

/** Section 2: the coordination group agrees; whoever takes part and has not approved is named. */
function approvalFindings(document: PolicyDocument): DocumentFinding[] {
  const { approvedBy, effectiveFrom } = document;
  const approving = new Set(approvedBy.map(({ agency }) => agency));
  const silent = listOf(snapshotFor(document), 'context.participating_agencies').filter((id) => !approving.has(id));
  const late = approvedBy.filter(({ on }) => on > effectiveFrom).map(({ agency }) => agency);
  const finding = (severity: 'go_live' | 'warning', message: string, remedy: string): DocumentFinding => ({
    ...{ severity, rule: 'SPEC-2', keys: ['approvedBy'], message, remedy },
  });
  return [
    ...(approvedBy.length > 0
      ? []
      : [finding('go_live', 'Nobody has approved this document.', 'Add agency, role and day of each approval.')]),
    ...(silent.length === 0
      ? []
      : [finding('warning', `No approval of ${silent.join(', ')}.`, 'Ask the participating agencies to approve.')]),
    ...(late.length === 0
      ? []
      : [finding('warning', `Approved after it takes effect: ${late.join(', ')}.`, 'Move the effective date.')]),
  ];
}

/** Section 6: the lint over the document as a whole and over what it says for single places. */
export function lintDocument(document: PolicyDocument): DocumentFinding[] {
  const base = lintPolicy(snapshotFor(document));
  const known = new Set(base.map((finding) => JSON.stringify(finding)));
  return [...base, ...contextFindings(document, known), ...approvalFindings(document)];
}

export function verdictOnDocument(document: PolicyDocument): PolicyVerdict {
  return verdictFrom(lintDocument(document));
}

/** Section 2: the administrator loads what the coordination group agreed to. */
export function isAgreed({ approvedBy }: Pick<PolicyDocument, 'approvedBy'>): boolean {
  return approvedBy.some(({ by }) => by === 'COORD');
}
