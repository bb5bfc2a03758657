import type { LocalDate } from '../time/instant.js';
import type { Zone } from '../time/zone.js';
import { policySnapshot, type PolicyOverrides, type PolicySnapshot, type PolicyValue } from './policy.js';

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
  /** The area in which the child lives, as the case has it recorded. */
  readonly areaId?: string | null | undefined;
  readonly officeId?: string | null | undefined;
  /** The area of the office. */
  readonly officeAreaId?: string | null | undefined;
}

type PlacedValues = Pick<PolicyDocument, 'contexts' | 'values'>;

/** An area that the version names in its list, or gives values of its own. */
function isKnownArea({ contexts, values }: PlacedValues, areaId: string): boolean {
  const listed: PolicyValue = values['context.areas'] ?? [];
  return contexts[areaId] !== undefined || (Array.isArray(listed) && listed.includes(areaId));
}

/** Where the child lives, as long as the version knows that area; otherwise the area of the office. */
function areaOf(document: PlacedValues, { areaId, officeAreaId }: PolicyContext): string | null {
  return areaId != null && isKnownArea(document, areaId) ? areaId : (officeAreaId ?? null);
}

/** The narrower place has the last word: agency, area, office. */
function placesWithValues(document: PlacedValues, context: PolicyContext): string[] {
  const places = [context.agencyId, areaOf(document, context), context.officeId];
  return places.filter((id): id is string => id != null && document.contexts[id] !== undefined);
}

/** The name of what a case of this place carries: the version with the places whose own values it holds. */
export function placedVersion(
  document: PlacedValues & Pick<PolicyDocument, 'version'>,
  context: PolicyContext = {},
): string {
  const places = placesWithValues(document, context);
  return places.length === 0 ? document.version : `${document.version}@${places.join('+')}`;
}

/** What a case of this place carries. */
export function snapshotFor(document: PolicyDocument, context: PolicyContext = {}): PolicySnapshot {
  const { values, contexts, zone, effectiveFrom } = document;
  const own = placesWithValues(document, context).map((id) => contexts[id] ?? {});
  const overrides = Object.assign({}, values, ...own) as PolicyOverrides;
  return { ...policySnapshot(placedVersion(document, context), overrides, zone), effectiveFrom };
}

/** The document that a snapshot was made from. */
export function documentVersionOf({ version }: Pick<PolicySnapshot, 'version'>): string {
  return version.split('@')[0] ?? version;
}
