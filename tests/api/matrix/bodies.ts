import { randomUUID } from 'node:crypto';

type Schema = Readonly<Record<string, unknown>>;

/** A date that may be in any plan. */
const FORMATS: Readonly<Record<string, () => string>> = {
  uuid: randomUUID,
  date: () => '2029-06-05',
  'date-time': () => '2026-03-02T10:00:00.000Z',
};

const NOT_CONSULTED = {
  ...{ transferId: 't-new', toAgencyId: 'agency-compass', reason: 'child_moves' },
  ...{ childAndFamilyConsulted: false, metNewCaseworker: true },
};
const REFERRAL = {
  ...{ referralId: 'r-new', service: 'medical', providerId: 'demo-rfp-tariq', providerAgencyId: 'agency-willow' },
  ...{ priority: 'high', channel: 'digital_system', urgent: true },
};
const OWNER = { to: { caseworkerId: 'demo-cw-amal' } };

/**
 * What a schema cannot say: fields that ask for each other, forms that have to be filled in, and people who are there. What
 * would change the case is refused for something else than who asks.
 */
const GIVEN: Readonly<Record<string, unknown>> = {
  'POST /v1/cases/{caseId}/referral-drafts': REFERRAL,
  'POST /v1/cases/{caseId}/referrals': REFERRAL,
  'POST /v1/cases/{caseId}/transfer-proposals': NOT_CONSULTED,
  'POST /v1/cases/{caseId}/transfers': NOT_CONSULTED,
  'POST /v1/cases/{caseId}/transfers/{transferId}/acceptance': OWNER,
  'POST /v1/cases/{caseId}/assignment': OWNER,
  'POST /v1/cases/{caseId}/owner': { ...OWNER, childAndFamilyConsulted: true, preferenceMet: true },
  'POST /v1/cases/{caseId}/policy': { version: 'sop-test-1' },
  'POST /v1/cases/{caseId}/data-entry-ends': { personId: 'demo-de-kim' },
  'PUT /v1/cases/{caseId}/name': { fullName: 'CANARY-invented-name' },
  'POST /v1/cases/{caseId}/commands': { type: 'concludePlan', payload: {} },
  'POST /v1/cases/{caseId}/concern-ratings': {
    rating: { concernId: 'c1', category: 'neglect', level: 'HIGH' },
    sourceForm: 'follow_up',
  },
  'POST /v1/cases/{caseId}/emergency-accesses': {
    accessId: 'e',
    reason: 'police_or_court',
    form: { call: 'invented' },
  },
};

/** The smallest body that a schema of the API's own description allows. */
export class Bodies {
  constructor(private readonly document: Schema) {}

  /** undefined: the operation takes none */
  of(name: string, operation: Schema): unknown {
    if (GIVEN[name] !== undefined) return GIVEN[name];
    const { requestBody } = operation as { requestBody?: { content?: Record<string, { schema?: Schema }> } };
    const schema = requestBody?.content?.['application/json']?.schema;
    return schema === undefined ? undefined : this.#sample(schema);
  }

  #sample(schema: Schema): unknown {
    const { $ref, anyOf, oneOf, allOf, default: usual, enum: values } = schema as Record<string, never>;
    if ($ref !== undefined) return this.#sample(this.#named($ref));
    if ('const' in schema) return schema['const'];
    if (values !== undefined) return (values as unknown[])[0];
    if (usual !== undefined) return usual;
    const [choice] = ((anyOf ?? oneOf) as Schema[] | undefined) ?? [];
    if (choice !== undefined) return this.#sample({ ...choice });
    if (allOf !== undefined) return Object.assign({}, ...(allOf as Schema[]).map((part) => this.#sample(part)));
    return this.#byType(schema);
  }

  #byType(schema: Schema): unknown {
    switch (schema['type']) {
      case 'object':
        return this.#object(schema);
      case 'array':
        return Array.from({ length: Number(schema['minItems'] ?? 0) }, () => this.#sample(schema['items'] as Schema));
      case 'integer':
      case 'number':
        return Math.max(Number(schema['minimum'] ?? 0), Number(schema['exclusiveMinimum'] ?? -1) + 1);
      case 'boolean':
        return true;
      case 'null':
        return null;
      default:
        return this.#text(schema);
    }
  }

  #object({ properties = {}, required = [] }: Schema): unknown {
    const known = properties as Readonly<Record<string, Schema>>;
    return Object.fromEntries((required as string[]).map((name) => [name, this.#sample(known[name] ?? {})]));
  }

  #text(schema: Schema): string {
    const format = FORMATS[String(schema['format'])];
    return format?.() ?? 'x'.repeat(Math.max(1, Number(schema['minLength'] ?? 1)));
  }

  #named(reference: string): Schema {
    const path = reference.replace('#/', '').split('/');
    return path.reduce((at: Schema, part) => at[part] as Schema, this.document);
  }
}
