import { OpenApi } from '@caseward/api';
import { compileZone } from '@caseward/contracts';
import { policySnapshot } from '@caseward/domain';
import { publishPolicy } from '@caseward/persistence';
import { ApiPerson } from '../api/support/person.js';
import { startedApi, type StartedApi } from '../api/support/running-api.js';
import { Chance } from '../properties/random.js';
import type { Campaign, Order, Outcome } from './campaign.js';
import { Harvest } from './fuzz/harvest.js';
import { codeIn, Judge, type Seen } from './fuzz/judge.js';
import { KnownCases, mayOpen, mayKnow, PEOPLE, type Person } from './fuzz/known-cases.js';
import { ApiDocument, type Operation } from './fuzz/operations.js';
import { NEXT_POLICY } from './fuzz/payloads.js';
import { plantedFaults } from './fuzz/planted.js';
import { Requests, type Request } from './fuzz/requests.js';
import { SPOILERS } from './fuzz/spoil.js';
import { WIDE_LIMITS } from './fuzz/wide-limits.js';

/**
 * Streams do not end, a sign-in costs a hash on purpose, who signs out asks nothing more, and who works where is what the
 * oracle stands on: all have specs of their own.
 */
const LEFT_OUT: readonly string[] = [
  ...['GET /v1/events', 'POST /v1/sessions', 'DELETE /v1/sessions/{sessionId}', 'POST /auth/logout'],
  ...['POST /v1/people/{personId}/posts', 'POST /v1/posts/{postId}/end'],
];

const add = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
const isGood = (status: number): boolean => status >= 200 && status < 300;

class Fuzz {
  readonly counts = new Map<string, number>();
  readonly accepted = new Map<string, number>();
  readonly asked = new Map<string, number>();
  readonly refusals = new Map<string, number>();
  readonly findings = new Map<string, number>();
  readonly cases: KnownCases;
  readonly #document: ApiDocument;
  readonly #judge: Judge;
  readonly #harvest = new Harvest();
  readonly #requests: Requests;

  constructor(
    private readonly api: StartedApi,
    private readonly chance: Chance,
    private readonly most: number,
  ) {
    const whole = api.app.get(OpenApi).document();
    const paths = Object.fromEntries(
      Object.entries(whole.paths).flatMap(([path, methods]) => {
        const kept = Object.entries(methods).filter(
          ([method]) => !LEFT_OUT.includes(`${method.toUpperCase()} ${path}`),
        );
        return kept.length === 0 ? [] : [[path, Object.fromEntries(kept)]];
      }),
    );
    this.#document = new ApiDocument({ ...whole, paths });
    this.#judge = new Judge(this.#document);
    this.cases = new KnownCases(api.dataSource);
    this.#requests = new Requests(this.#document, this.cases, this.#harvest, chance, this.asked);
  }

  get operations(): readonly Operation[] {
    return this.#document.operations;
  }

  /** Whether the checks see what they are for. */
  async planted(): Promise<Readonly<Record<string, boolean>>> {
    const [document, judge, cases] = [this.#document, this.#judge, this.cases];
    const operation = document.operations.find(({ name }) => name === 'GET /v1/me')!;
    const ask = { operation, url: '/v1/me', body: undefined, headers: {}, isSteppedUp: false };
    const me = await this.send({ ...ask, person: PEOPLE[0]! });
    return plantedFaults({ document, judge, cases, me, refusal: await this.send({ ...ask, person: null }) });
  }

  async step(): Promise<void> {
    const luck = this.chance.next();
    if (luck < 0.36) await this.try(this.#requests.grow(this.most), 'grown');
    else if (luck < 0.42) await this.try(this.#requests.errand(), 'errands');
    else if (luck < 0.72) await this.try(this.#requests.read(), 'reads');
    else if (luck < 0.86) await this.try(this.#requests.wild(), 'from the schema');
    else await this.try(this.#spoiled(), 'spoiled');
  }

  async name(caseId: string): Promise<void> {
    const known = this.cases.get(caseId);
    const owner = PEOPLE.find(({ id }) => id === known?.file.caseworker);
    if (known === undefined || owner === undefined) return;
    const person = new ApiPerson(this.api, owner.login);
    await person.put(`/v1/cases/${caseId}/name`, { fullName: `${known.nameMark} invented` });
  }

  #spoiled(): Request {
    const { chance } = this;
    const luck = chance.next();
    const good =
      luck < 0.5 ? this.#requests.grow(this.most) : luck < 0.7 ? this.#requests.read() : this.#requests.wild();
    return chance.one(SPOILERS)(good, chance);
  }

  async send(request: Request): Promise<Seen> {
    const { operation, person, url, body, headers, raw, contentType, isSteppedUp } = request;
    const who = person === null ? null : new ApiPerson(this.api, person.login);
    const token = who === null ? null : await (isSteppedUp ? who.steppedUp() : who).token();
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await this.api.app.inject({
      method: operation.method,
      url,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(payload === undefined ? {} : { 'content-type': contentType ?? 'application/json' }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, headers: answer.headers, text: answer.payload };
  }

  async try(request: Request, kind: string): Promise<void> {
    const seen = await this.send(request);
    const { operation, person } = request;
    add(this.counts, kind);
    add(this.counts, `${String(seen.status).charAt(0)}xx`);
    add(this.asked, operation.name);
    if (isGood(seen.status)) await this.#keep(request, seen);
    else if (kind === 'grown' || kind === 'errands')
      add(this.refusals, `${operation.name} ${String(seen.status)} ${codeIn(seen.text)}`);
    await this.judge(request, person, seen);
  }

  async #keep({ operation, person, url, raw }: Request, { text, headers }: Seen): Promise<void> {
    if (raw === undefined) add(this.accepted, operation.name);
    const isJson = String(headers['content-type']).includes('json');
    const body = isJson ? (JSON.parse(text) as { caseId?: unknown } | null) : null;
    if (operation.path.startsWith('/v1/')) this.#harvest.take(person?.login ?? '', body);
    if (operation.method === 'GET') return;
    const caseId = /\/v1\/(?:cases|escalations)\/([0-9a-f-]{36})/i.exec(url)?.[1]?.toLowerCase();
    const isNew = operation.name === 'POST /v1/cases' && typeof body?.caseId === 'string';
    if (isNew) await this.cases.look(body.caseId as string);
    else if (caseId !== undefined) await this.cases.look(caseId);
    if (operation.command === 'registerCase' && caseId !== undefined) await this.name(caseId);
  }

  async judge(request: Request, person: Person | null, seen: Seen): Promise<void> {
    const faults = this.#judge.faultsOf(request.operation, seen, request.url);
    if (this.#tellsTooMuch(request, person, seen).length > 0) {
      // A hand-over or an order may have gone on by itself: the record decides.
      for (const { caseId } of this.cases.all) await this.cases.look(caseId);
      faults.push(...this.#tellsTooMuch(request, person, seen));
    }
    for (const fault of faults) add(this.findings, `${person?.role ?? 'nobody'} ${request.operation.name} ${fault}`);
  }

  #tellsTooMuch({ operation, url, body, raw }: Request, person: Person | null, { status, text }: Seen): string[] {
    const brought = `${url} ${raw ?? JSON.stringify(body ?? null)}`.toLowerCase();
    const faults = this.cases.readTooMuch(person, text).map((kind) => `shows a ${kind} to whom it is not for`);
    if (this.cases.knowsTooMuch(person, text, brought)) faults.push('shows the id of a case that is not for them');
    const caseId = /\/v1\/(?:cases|shared-cases|audit\/cases)\/([0-9a-f-]{36})/i.exec(url)?.[1]?.toLowerCase();
    const known = caseId === undefined ? undefined : this.cases.get(caseId);
    if (known === undefined || !isGood(status) || operation.method !== 'GET') return faults;
    const isShared = url.includes('/shared-cases/') || url.includes('/drafts');
    const may = person !== null && (isShared ? mayKnow(person, known) : mayOpen(person, known));
    if (!may) faults.push('answers about a case that is not for them');
    return faults;
  }
}

/** Percent that have to be accepted: a program that refuses everything is not tested. */
const LEAST_GOOD = 30;

async function run({ count, seed, say }: Order): Promise<Outcome> {
  const api = await startedApi({ policyValues: WIDE_LIMITS });
  try {
    const next = policySnapshot(NEXT_POLICY, WIDE_LIMITS, compileZone('Asia/Amman', 2024, 2030));
    await publishPolicy(api.dataSource, next, '2020-01-02T00:00:00.000Z');
    const fuzz = new Fuzz(api, new Chance(seed), Math.max(12, Math.min(600, Math.ceil(count / 60))));
    for (let done = 0; done < count; done += 1) {
      if (done % 1000 === 999) say(`${String(done + 1)} requests, ${String(fuzz.counts.get('2xx') ?? 0)} of them 2xx`);
      await fuzz.step();
    }
    return outcomeOf(fuzz, count, say, await fuzz.planted());
  } finally {
    await api.stop();
  }
}

function outcomeOf(fuzz: Fuzz, count: number, say: Order['say'], controls: Outcome['controls']): Outcome {
  const never = fuzz.operations.filter(({ name }) => !fuzz.accepted.has(name)).map(({ name }) => name);
  say(`never 2xx (${String(never.length)}): ${never.join(', ')}`);
  const top = [...fuzz.refusals].sort(([, a], [, b]) => b - a).slice(0, 40);
  for (const [words, times] of top) say(`${String(times)} ${words}`);
  const good = fuzz.counts.get('2xx') ?? 0;
  return {
    counts: {
      ...{ requests: count, operations: fuzz.operations.length, cases: fuzz.cases.size },
      ...Object.fromEntries([...fuzz.counts].sort()),
      'operations answered 2xx': fuzz.accepted.size,
      'percent answered 2xx': Math.floor((100 * good) / count),
    },
    findings: [
      ...[...fuzz.findings].map(([words, times]) => `${words} (${String(times)} times)`),
      ...(good * 100 < count * LEAST_GOOD ? [`only ${String(good)} of ${String(count)} answered 2xx`] : []),
    ],
    controls,
  };
}

/** S4, S10: requests made from the API's own description. */
export const campaign: Campaign = {
  name: 'fuzz',
  about: 'whatever is asked, the API answers as it is described, breaks never, and tells nobody what is not theirs:',
  unit: 'requests',
  small: 400,
  full: 100_000,
  run,
};
