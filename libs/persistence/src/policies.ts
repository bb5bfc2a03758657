import { createHash } from 'node:crypto';
import {
  laterOf,
  policySnapshot,
  snapshotFor,
  startOfDate,
  type Instant,
  type LocalDate,
  type PolicyApproval,
  type PolicyContext,
  type PolicyDocument,
  type PolicySnapshot,
} from '@caseward/domain';
import { ConflictError } from './errors.js';
import { row, rows, type Sql } from './query.js';

/** A version as it was published, with the text that was agreed. */
export interface PublishedPolicy extends Omit<PolicyDocument, 'effectiveFrom' | 'title'> {
  readonly title: string | null;
  readonly effectiveFrom: LocalDate | null;
  readonly effectiveAt: Instant;
  readonly publishedAt: Instant;
  readonly publishedBy: string | null;
  readonly document: string | null;
  readonly digest: string | null;
}

const POLICY = `
  SELECT version, title, "values", contexts, zone, based_on AS "basedOn", approvals AS "approvedBy",
    effective_from AS "effectiveFrom", effective_at AS "effectiveAt", published_at AS "publishedAt",
    published_by AS "publishedBy", document, digest
  FROM caseward.policy_version`;

/** What a case of this place carries of a published version. */
export function snapshotOf(policy: PublishedPolicy, context: PolicyContext = {}): PolicySnapshot {
  const { effectiveFrom } = policy;
  const { effectiveFrom: day, ...snapshot } = snapshotFor(
    { ...policy, title: policy.title ?? '', effectiveFrom: effectiveFrom ?? '' },
    context,
  );
  return effectiveFrom === null ? snapshot : { ...snapshot, effectiveFrom: day ?? effectiveFrom };
}

/**
 * Publishes values without a document; publishing the same again changes nothing.
 * @throws ConflictError when the version was published with other values
 */
export async function publishPolicy(sql: Sql, policy: PolicySnapshot, publishedAt: Instant): Promise<void> {
  const { version, values, zone } = policy;
  const contents = [version, JSON.stringify(values), JSON.stringify(zone)];
  await rows(
    sql,
    `INSERT INTO caseward.policy_version (version, "values", zone, published_at, effective_at) VALUES ($1, $2, $3, $4, $4)
      ON CONFLICT (version) DO NOTHING`,
    [...contents, publishedAt],
  );
  const same = await row(
    sql,
    'SELECT FROM caseward.policy_version WHERE version = $1 AND "values" = $2::jsonb AND zone = $3::jsonb',
    contents,
  );
  if (same === null) throw new ConflictError(`policy ${version} was published before with other values`);
}

export interface Publication {
  readonly document: PolicyDocument;
  /** The document as agreed. */
  readonly text: string;
  readonly approvals: readonly PolicyApproval[];
  readonly publishedBy: string;
  readonly publishedAt: Instant;
}

export function digestOfDocument(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * Publishes a document. A version is a version: the same again changes nothing, another text or day is refused.
 * @returns the version as it stands in the table
 * @throws ConflictError when the version was published otherwise
 */
export async function publishDocument(sql: Sql, publication: Publication): Promise<PublishedPolicy> {
  const { document, text, approvals, publishedBy, publishedAt } = publication;
  const { version, title, zone, effectiveFrom, basedOn, contexts } = document;
  const digest = digestOfDocument(text);
  // From its publication on at the earliest: nobody kept or missed a date by a policy that was not there.
  const effectiveAt = laterOf(startOfDate(zone, effectiveFrom), publishedAt);
  await rows(
    sql,
    `INSERT INTO caseward.policy_version (version, title, document, digest, "values", contexts, zone, based_on, approvals,
        published_by, published_at, effective_from, effective_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (version) DO NOTHING`,
    [
      ...[version, title, text, digest, JSON.stringify(policySnapshot(version, document.values, zone).values)],
      ...[JSON.stringify(contexts), JSON.stringify(zone), basedOn, JSON.stringify(approvals)],
      ...[publishedBy, publishedAt, effectiveFrom, effectiveAt],
    ],
  );
  const published = await publishedPolicy(sql, version);
  if (published?.digest === digest && published.effectiveFrom === effectiveFrom) return published;
  throw new ConflictError(`policy ${version} was published before with another text or another day`);
}

/** A published version by its name; null when there is none. */
export async function publishedPolicy(sql: Sql, version: string): Promise<PublishedPolicy | null> {
  return row<PublishedPolicy>(sql, `${POLICY} WHERE version = $1`, [version]);
}

/** Published versions in the order in which they take effect. */
export async function publishedPolicies(sql: Sql): Promise<PublishedPolicy[]> {
  return rows<PublishedPolicy>(sql, `${POLICY} ORDER BY effective_at, published_at, version`);
}

/** The version in force at a moment; null before the first. */
export async function policyInForceAt(sql: Sql, now: Instant): Promise<PublishedPolicy | null> {
  return row<PublishedPolicy>(
    sql,
    `${POLICY} WHERE effective_at <= $1 ORDER BY effective_at DESC, published_at DESC, version DESC LIMIT 1`,
    [now],
  );
}

/** The values of a published version for everybody; null when there is none of that name. */
export async function policyVersion(sql: Sql, version: string): Promise<PolicySnapshot | null> {
  const published = await publishedPolicy(sql, version);
  return published === null ? null : snapshotOf(published);
}

/** What everybody has in force at `now`, places with values of their own left aside; null before the first version. */
export async function latestPolicy(sql: Sql, now: Instant): Promise<PolicySnapshot | null> {
  const published = await policyInForceAt(sql, now);
  return published === null ? null : snapshotOf(published);
}

/** Published versions, oldest first. */
export async function policyVersions(sql: Sql): Promise<{ readonly version: string; readonly publishedAt: Instant }[]> {
  return rows(
    sql,
    'SELECT version, published_at AS "publishedAt" FROM caseward.policy_version ORDER BY published_at, version',
  );
}
