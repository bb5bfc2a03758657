import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { availableCommands, type Actor, type CommandType } from '@caseward/domain';
import { realMs } from '../../support/clock.js';
import type { Chance } from '../../properties/random.js';
import { actorOf } from '../decisions.js';
import { ERRANDS } from './errands.js';
import type { Harvest } from './harvest.js';
import { isGuessedAt, mayKnow, mayOpen, PEOPLE, type KnownCase, type KnownCases, type Person } from './known-cases.js';
import type { ApiDocument, Operation, Schema } from './operations.js';
import { CASEWORKERS, FOR_GUESTS, NEXT_POLICY, PAYLOADS } from './payloads.js';
import { Values } from './values.js';

export interface Request {
  readonly operation: Operation;
  readonly person: Person | null;
  readonly url: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly isSteppedUp: boolean;
  /** Instead of the body as JSON: spoiled, or a file. */
  readonly raw?: string;
  readonly bytes?: Buffer;
  readonly contentType?: string;
}

/** Operations that no valid call is asked of, and why. */
export const NEVER_ASKED: Readonly<Record<string, string>> = {
  'GET /v1/events': 'a stream that does not end',
  'POST /v1/cases/{caseId}/policy': 'no case of a run began under an older version than the one in force',
  'PUT /v1/password': 'everybody signs in with it; its own tests change it',
};

/** Stops a case; rarely, so that there is something to go on with. */
const ENDS: ReadonlySet<string> = new Set(['recordDeath', 'requestClosure', 'withdrawConsent', 'refuseWithoutConsent']);
const WINDOW = 60;

/** Who signs out asks nothing more, and who works where is what the oracle stands on: of those, only what is meant. */
const ON_PURPOSE: ReadonlySet<string> = new Set([
  ...['DELETE /v1/sessions/{sessionId}', 'POST /auth/logout', ...Object.keys(NEVER_ASKED)],
  ...['POST /v1/people/{personId}/posts', 'POST /v1/posts/{postId}/end', 'DELETE /v1/sessions'],
  ...['session-ends', 'password-codes', 'second-factor-removals'].map((end) => `POST /v1/people/{personId}/${end}`),
]);

/** Makes requests that a client could mean, from the description and from what the run knows by now. */
export class Requests {
  readonly #byCommand: ReadonlyMap<string, Operation>;
  readonly #open: readonly Operation[];
  readonly #values: Values;
  #who: Person = PEOPLE[0]!;

  constructor(
    private readonly document: ApiDocument,
    private readonly cases: KnownCases,
    private readonly harvest: Harvest,
    private readonly chance: Chance,
    /** How often each operation was asked. */
    private readonly asked: ReadonlyMap<string, number>,
  ) {
    this.#byCommand = new Map(document.operations.map((one) => [one.command ?? '', one]));
    this.#open = document.operations.filter(({ name }) => !ON_PURPOSE.has(name));
    this.#values = new Values(document, this.#hints());
  }

  /** A command that the domain offers to somebody in a case as it stands, rarely given ones first. */
  grow(most: number): Request {
    const { chance, cases } = this;
    if (cases.size < 3 || (cases.size < most && chance.next() < 0.06)) return this.#newCase();
    const known = this.#anyCase();
    const offers = this.#actorsFor(known).flatMap((person) =>
      availableCommands(known.state, callerOf(person, known)).map((command) => ({ person, command })),
    );
    const likely = offers.filter(({ command }) => !ENDS.has(command) || chance.next() < 0.06);
    for (const { person, command } of this.#rareFirst(likely)) {
      const request = this.#command(known, person, command);
      if (request !== null) return request;
    }
    return this.read();
  }

  /** What is done beside the cases, or around one. */
  errand(): Request {
    const { chance, cases, harvest } = this;
    if (cases.size === 0) return this.read();
    const known = this.#anyCase();
    for (const errand of chance.shuffled(ERRANDS)) {
      const made = errand({ known, chance, seen: (...names) => harvest.of('', ...names) });
      const operation = this.document.operations.find(({ name }) => name === made?.operation);
      if (made === null || operation === undefined) continue;
      const person = PEOPLE.find(({ id }) => id === made.by) ?? null;
      const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => made.at?.[name] ?? known.caseId);
      return this.#request(operation, person, path, { body: made.body, isSteppedUp: true });
    }
    return this.read();
  }

  /** Something to look at, mostly by somebody who may. */
  read(): Request {
    return this.of(this.chance.one(this.#open.filter(({ method }) => method === 'GET')));
  }

  /** Any operation, from its schema alone. */
  wild(): Request {
    const operation = this.chance.one(this.#open.filter(({ command }) => command === null));
    return this.of(this.chance.next() < 0.5 ? operation : this.chance.one(this.#open));
  }

  of(operation: Operation): Request {
    const { chance } = this;
    const known = this.#caseFor(operation);
    const person = this.#reader(operation, known);
    this.#who = person ?? PEOPLE[0]!;
    const query = operation.parameters
      .filter((one) => one.in === 'query' && (one.required || chance.next() < 0.25))
      .flatMap((one) =>
        [this.#value(one.schema, one.name)].flat().map((value) => `${one.name}=${encodeURIComponent(String(value))}`),
      );
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const { schema } = operation.parameters.find((one) => one.name === name) ?? { schema: { type: 'string' } };
      const mine = name === 'caseId' && known !== null && chance.next() < 0.95 ? known.caseId : null;
      return encodeURIComponent(mine ?? this.#inPath(operation, name, schema));
    });
    return this.#request(operation, person, query.length === 0 ? path : `${path}?${query.join('&')}`, {
      body: operation.body === null ? undefined : this.#value(operation.body),
      isSteppedUp: chance.next() < 0.5,
    });
  }

  #request(
    operation: Operation,
    person: Person | null,
    url: string,
    { body, isSteppedUp }: Pick<Request, 'body' | 'isSteppedUp'>,
  ): Request {
    const hasKey = operation.parameters.some(({ name }) => name === 'Idempotency-Key');
    return { operation, person, url, body, isSteppedUp, headers: hasKey ? { 'idempotency-key': randomUUID() } : {} };
  }

  #newCase(): Request {
    const person = this.chance.one(PEOPLE.filter(({ role, agency }) => role === 'CW' && agency !== 'agency-willow'));
    const source = this.chance.one(['community', 'school', 'health']);
    // Some are entered late, so that deadlines are missed and escalations open.
    const late = { occurredAt: new Date(realMs() - 20 * 86_400_000).toISOString() };
    const body = { source, form: { text: 'invented' }, ...(this.chance.next() < 0.4 ? late : {}) };
    return this.#request(this.#byCommand.get('identifyChild')!, person, '/v1/cases', { body, isSteppedUp: false });
  }

  #command(known: KnownCase, person: Person, command: CommandType): Request | null {
    const operation = this.#byCommand.get(command);
    const made = PAYLOADS[command]?.(known.state, this.chance);
    if (operation === undefined || made === null) return null;
    const fields = { ...(this.#value(withoutOptional(this.document, operation.body ?? {})) as object), ...made };
    const { properties = {} } = this.document.resolve(operation.body ?? {}) as { properties?: object };
    const text = FOR_GUESTS.has(command) ? known.sharedMark : known.mark;
    const body: Record<string, unknown> = { ...fields, ...('form' in properties ? { form: { text } } : {}) };
    if (person.role === 'DE') body['authoredBy'] = known.file.caseworker;
    const escalation = known.state.escalations.find(({ status }) => status !== 'resolved');
    const inPath = new Set<string>();
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      if (name === 'caseId') return known.caseId;
      if (name === 'escalation') return `${known.caseId}~${escalation?.escalationId.replaceAll('#', '~') ?? 'none'}`;
      inPath.add(name);
      return encodeURIComponent(String(body[name]));
    });
    const rest = Object.fromEntries(Object.entries(body).filter(([name]) => !inPath.has(name)));
    return this.#request(operation, person, path, { body: rest, isSteppedUp: true });
  }

  #rareFirst<Offer extends { readonly command: string }>(offers: readonly Offer[]): Offer[] {
    const weight = ({ command }: Offer): number => {
      const times = this.asked.get(this.#byCommand.get(command)?.name ?? '') ?? 0;
      return (1 + times) * (0.05 + this.chance.next());
    };
    return offers
      .map((offer) => ({ offer, at: weight(offer) }))
      .sort((a, b) => a.at - b.at)
      .map(({ offer }) => offer);
  }

  #caseFor({ path }: Operation): KnownCase | null {
    if (this.cases.size === 0) return null;
    const shared = path.includes('shared-cases') ? this.cases.all.filter(({ file }) => file.shares.length > 0) : [];
    return shared.length === 0 ? this.#anyCase() : this.chance.one(shared);
  }

  #anyCase(): KnownCase {
    const { chance, cases } = this;
    const newest = Math.max(0, cases.size - WINDOW);
    return cases.at(chance.next() < 0.9 ? chance.between(newest, cases.size - 1) : chance.upTo(cases.size - 1));
  }

  #actorsFor(known: KnownCase): readonly Person[] {
    const near = PEOPLE.filter((person) => mayKnow(person, known));
    return [...near, ...this.chance.shuffled(PEOPLE).slice(0, 2)];
  }

  #reader({ isPublic, path }: Operation, known: KnownCase | null): Person | null {
    const { chance } = this;
    if (isPublic || chance.next() < 0.02) return null;
    if (GUESSED.test(path)) return chance.one(PEOPLE.filter(isGuessedAt));
    if (known === null || chance.next() < 0.2) return chance.one(PEOPLE);
    const isShared = path.includes('shared-cases');
    const fitting = PEOPLE.filter((person) => mayKnow(person, known) && isShared !== mayOpen(person, known));
    const leads = PEOPLE.filter(({ role }) => ['SUP', 'MGR', 'HEAD', 'COORD', 'ADM'].includes(role));
    const isOfCase = path.includes('{caseId}');
    if (path.includes('/audit/')) return PEOPLE.find(({ role }) => role === 'ADM') ?? null;
    return chance.one(isOfCase && fitting.length > 0 ? fitting : [...fitting, ...leads]);
  }

  #value(schema: Schema, name = ''): unknown {
    return fc.sample(this.#values.of(schema, name), { seed: this.chance.upTo(2_000_000_000), numRuns: 1 })[0];
  }

  #inPath(operation: Operation, name: string, schema: Schema): string {
    const { path } = operation;
    const seen = this.harvest.of(this.#who.login, ...(PATH_NAMES[name] ?? [name]));
    const fixed = Object.entries(FIXED).find(([at]) => path.startsWith(at) && path.includes(`{${name}}`))?.[1][name];
    const values = fixed ?? seen;
    if (values.length > 0 && this.chance.next() < 0.9) return String(this.chance.one(values));
    return String(this.#value({ ...schema, minLength: 1 }, name));
  }

  /** Ids of cases are drawn for addresses only: a body that named them would tell them to whoever reads it. */
  #hints() {
    const seen =
      (...names: readonly string[]) =>
      () =>
        this.harvest.of(this.#who.login, ...names);
    const people = () => PEOPLE.map(({ id }) => id);
    const caseworkers = () => Object.values(CASEWORKERS).flat();
    return {
      ...{ personId: people, deputyId: people, toPersonId: people, supervisorId: people, chairId: people },
      ...{ memberId: people, providerId: () => ['demo-rfp-tariq'], caseworkerId: caseworkers, authoredBy: caseworkers },
      ...{ agencyId: () => ['agency-lantern', 'agency-compass'], toAgencyId: () => ['agency-compass'] },
      ...{
        providerAgencyId: () => ['agency-willow'],
        teamId: () => ['team-harbour'],
        officeId: () => ['office-coast'],
      },
      ...{ area: () => ['area-coast', 'area-inland'], level: () => ['HIGH', 'MEDIUM', 'LOW'], after: seen('next') },
      ...{ directoryEntryId: seen('entryId'), before: seen('assessmentId'), version: () => ['sop-test-1'] },
      by: () => ['agency', 'level', 'sex'],
    };
  }
}

/** Where wrong answers count, and lock their person out for a while. */
const GUESSED = /^\/v1\/(second-factors|sessions)/;

const PATH_NAMES: Readonly<Record<string, readonly string[]>> = {
  indicator: ['indicator', 'key'],
  escalation: ['escalation', 'address', 'escalationId'],
  caseworkerId: ['caseworkerId', 'personId'],
};

const PEOPLE_IDS = PEOPLE.filter(({ role }) => role === 'CW' || role === 'SUP').map(({ id }) => id);

/** Parts of addresses that are known beforehand. */
const FIXED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '/v1/annexes': { annex: ['roles', 'terms'], code: ['invented', 'other'] },
  '/v1/forms': { version: ['1'] },
  '/v1/policies': { version: ['sop-test-1', NEXT_POLICY] },
  '/v1/people': { personId: PEOPLE_IDS },
  '/v1/caseloads': { caseworkerId: PEOPLE_IDS },
  '/docs': { asset: ['swagger-ui.css', 'start.js', 'favicon-32x32.png'] },
};

function withoutOptional(document: ApiDocument, schema: Schema): Schema {
  const whole = document.resolve(schema);
  const { properties = {}, required = [] } = whole as { properties?: Record<string, Schema>; required?: string[] };
  const kept = Object.entries(properties).filter(([name]) => required.includes(name));
  return { ...whole, properties: Object.fromEntries(kept) };
}

/** With what the server would find out about this case for this request. */
function callerOf(person: Person, { caseId, file }: KnownCase): Actor {
  const isTypist = file.typists.some(({ personId, isOver }) => personId === person.id && !isOver);
  const isIn = file.emergencies.some(({ personId }) => personId === person.id);
  return {
    ...actorOf(person),
    ...(isTypist ? { assignedCaseIds: [caseId] } : {}),
    ...(isIn ? { emergencyCaseIds: [caseId] } : {}),
  };
}
