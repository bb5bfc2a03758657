import type { LocalDate } from '../time/instant.js';
import type { Zone } from '../time/zone.js';
import { policySnapshot, type PolicyOverrides, type PolicySnapshot } from './policy.js';

/** Section 6: every change has an approver and a date. `by` is a role or an id, never a name. */
export interface PolicyApproval {
  readonly agency: string;
  readonly by: string;
  readonly on: LocalDate;
}

/** An SOP as agreed: what differs from the default, for everybody and for single areas, agencies or offices. */
export interface PolicyDocument {
  readonly version: string;
  readonly title: string;
  readonly zone: Zone;
  readonly effectiveFrom: LocalDate;
  /** The version that it was written from; null for the default. */
  readonly basedOn: string | null;
  readonly approvedBy: readonly PolicyApproval[];
  readonly values: PolicyOverrides;
  readonly contexts: Readonly<Record<string, PolicyOverrides>>;
}

/** Where a case is, or somebody who asks. */
export interface PolicyContext {
  readonly agencyId?: string | null | undefined;
  readonly areaId?: string | null | undefined;
  readonly officeId?: string | null | undefined;
}

/** The narrower place has the last word: agency, area, office. */
function placesWithValues({ contexts }: PolicyDocument, { agencyId, areaId, officeId }: PolicyContext): string[] {
  return [agencyId, areaId, officeId].filter((id) => id != null && contexts[id] !== undefined) as string[];
}

/** What a case of this place carries. Its version names the places whose own values it holds. */
export function snapshotFor(document: PolicyDocument, context: PolicyContext = {}): PolicySnapshot {
  const { version, values, contexts, zone, effectiveFrom } = document;
  const places = placesWithValues(document, context);
  const own = places.map((id) => contexts[id] ?? {});
  const overrides = Object.assign({}, values, ...own) as PolicyOverrides;
  const name = places.length === 0 ? version : `${version}@${places.join('+')}`;
  return { ...policySnapshot(name, overrides, zone), effectiveFrom };
}

/** The document that a snapshot was made from. */
export function documentVersionOf({ version }: Pick<PolicySnapshot, 'version'>): string {
  return version.split('@')[0] ?? version;
}
