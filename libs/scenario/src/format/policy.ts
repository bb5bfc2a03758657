import {
  parsePolicyOverrides,
  PolicyDocumentError,
  PolicyOverridesError,
  readPolicyDocument,
  zoneNamed,
} from '@caseward/contracts';
import {
  policySnapshot,
  snapshotFor,
  startOfDate,
  type Instant,
  type PolicyDocument,
  type PolicySnapshot,
} from '@caseward/domain';
import type { FileFault } from './faults.js';
import type { Scenario } from './scenario.js';

const ZONE_KEY = 'calendar.timezone';
export const DEFAULT_ZONE = '+03:00';

type Overrides = Exclude<NonNullable<Scenario['policy']>, string>;

/** The text of a policy document that a file names; the path is as the file says it. */
export type ReadText = (path: string) => string;

/** A document that a scenario names, with the text that was agreed. */
export interface NamedDocument {
  readonly text: string;
  readonly document: PolicyDocument;
}

/** The key of a document under values of the file's own, which win over it. */
const DOCUMENT_KEY = 'document';

interface Parts {
  readonly path: string | null;
  readonly zoneName: string | null;
  readonly values: Overrides;
}

function parts(policy: NonNullable<Scenario['policy']>): Parts {
  if (typeof policy === 'string') return { path: policy, zoneName: null, values: {} };
  const { [DOCUMENT_KEY]: path = null, [ZONE_KEY]: zoneName = null, ...values } = policy;
  return {
    path: typeof path === 'string' ? path : null,
    zoneName: zoneName === null || typeof zoneName === 'string' ? zoneName : '',
    values,
  };
}

/** What in the file's own values cannot be used. */
export function policyFaults(policy: Overrides): FileFault[] {
  const { zoneName, values } = parts(policy);
  const faults: FileFault[] = [];
  try {
    zoneNamed(zoneName ?? DEFAULT_ZONE);
  } catch (error) {
    faults.push({ pointer: `/policy/${ZONE_KEY}`, message: (error as Error).message });
  }
  if (Object.keys(values).length === 0) return faults;
  try {
    parsePolicyOverrides(values);
  } catch (error) {
    if (!(error instanceof PolicyOverridesError)) throw error;
    faults.push(...error.problems.map((message) => ({ pointer: '/policy', message })));
  }
  return faults;
}

/** Every document that the file names, or why one cannot be used. */
export function namedDocuments(
  scenario: Pick<Scenario, 'policy' | 'policies'>,
  readText: ReadText,
): { readonly documents: Readonly<Record<string, NamedDocument>>; readonly faults: readonly FileFault[] } {
  const { path } = parts(scenario.policy ?? {});
  const own = path === null ? [] : [[path, '/policy'] as const];
  const more = (scenario.policies ?? []).map((path, index) => [path, `/policies/${String(index)}`] as const);
  const documents: Record<string, NamedDocument> = {};
  const faults: FileFault[] = [];
  for (const [path, pointer] of [...own, ...more]) {
    try {
      const text = readText(path);
      documents[path] = { text, document: readPolicyDocument(text) };
    } catch (error) {
      const known = error instanceof PolicyDocumentError ? error.faults.map(({ message }) => message) : [];
      const messages = known.length > 0 ? known : [(error as Error).message];
      faults.push(...messages.map((message) => ({ pointer, message: `${path}: ${message}` })));
    }
  }
  return { documents, faults };
}

/** What the first cases of the file get: the document that it names, or the default SOP with the file's own values. */
export function policyOf({ policy, id, documents = {} }: Scenario): PolicySnapshot {
  if (policy === undefined) return policySnapshot('sop-default-1', {}, zoneNamed(DEFAULT_ZONE));
  const { path, zoneName, values } = parts(policy);
  const own = parsePolicyOverrides(values);
  if (path === null) return policySnapshot(`scenario-${id}`, own, zoneNamed(zoneName ?? DEFAULT_ZONE));
  const document = documents[path]?.document;
  if (document === undefined) throw new Error(`the policy ${path} was not read`);
  const zone = zoneName === null ? document.zone : zoneNamed(zoneName);
  return snapshotFor({ ...document, zone, values: { ...document.values, ...own } });
}

/** Further versions that are published in the file, each in force from its day on. */
export function laterPoliciesOf({ policies = [], documents = {} }: Scenario): NamedDocument[] {
  return policies.flatMap((path) => documents[path] ?? []);
}

/** Section 6: the version that a new case gets at a moment. */
export function policyInForceOf(scenario: Scenario, now: Instant): PolicySnapshot {
  const later = laterPoliciesOf(scenario)
    .map(({ document }) => ({ document, from: startOfDate(document.zone, document.effectiveFrom) }))
    .filter(({ from }) => from <= now)
    .sort((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
  const last = later.at(-1);
  return last === undefined ? policyOf(scenario) : snapshotFor(last.document);
}

/** Every version of the file by its name. */
export function policiesOf(scenario: Scenario): ReadonlyMap<string, PolicySnapshot> {
  const all = [policyOf(scenario), ...laterPoliciesOf(scenario).map(({ document }) => snapshotFor(document))];
  return new Map(all.map((policy) => [policy.version, policy]));
}
