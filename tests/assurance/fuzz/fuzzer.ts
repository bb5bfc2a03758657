import { ApiPerson } from '../../api/support/person.js';
import type { StartedApi } from '../../api/support/running-api.js';
import type { Chance } from '../../properties/random.js';
import { Harvest } from './harvest.js';
import { JOURNEYS } from './journeys/index.js';
import { codeIn, type Judge, type Seen } from './judge.js';
import { KnownCases, mayKnow, mayOpen, PEOPLE, type Person } from './known-cases.js';
import type { ApiDocument, Operation } from './operations.js';
import { plantedFaults } from './planted.js';
import { Requests, type Request } from './requests.js';
import { SPOILERS } from './spoil.js';
import { AstrayError, Walk, type Around, type Journey } from './walk.js';

const add = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
/** Where a browser is sent on, it was answered as well as anywhere else. */
const isGood = (status: number): boolean => status >= 200 && status < 400;
/** A second factor counts for five minutes, a token for an hour: people sign in again in between. */
const SESSION_MS = 4 * 60_000;
const ENDS_SESSIONS = /\/(session-ends|password-codes|second-factor-removals)$/;
/** Kinds of requests that were to be accepted. */
const MEANT: ReadonlySet<string> = new Set(['grown', 'errands', 'journeys', 'in browsers']);

/** Asks, judges, and keeps in mind what it was told. */
export class Fuzzer implements Around {
  readonly counts = new Map<string, number>();
  readonly accepted = new Map<string, number>();
  readonly asked = new Map<string, number>();
  readonly refusals = new Map<string, number>();
  readonly findings = new Map<string, number>();
  readonly cases: KnownCases;
  readonly #harvest = new Harvest();
  /** By login, how often all sessions of a person were ended. */
  readonly #sessionsEnded = new Map<string, number>();
  readonly #requests: Requests;

  constructor(
    readonly api: StartedApi,
    readonly document: ApiDocument,
    readonly chance: Chance,
    private readonly judge: Judge,
    /** How many cases there are to be. */
    private readonly most: number,
  ) {
    this.cases = new KnownCases(api.dataSource);
    this.#requests = new Requests(document, this.cases, this.#harvest, chance, this.asked);
  }

  get sent(): number {
    return [...this.asked.values()].reduce((sum, times) => sum + times, 0);
  }

  /** What was meant and not accepted, most often first. */
  refusedMost(lines: number): string[] {
    const sorted = [...this.refusals].sort(([, a], [, b]) => b - a).slice(0, lines);
    return sorted.map(([words, times]) => `${String(times)} ${words}`);
  }

  /** Whether the checks see what they are for. */
  async planted(): Promise<Readonly<Record<string, boolean>>> {
    const { document, judge, cases } = this;
    const operation = document.operations.find(({ name }) => name === 'GET /v1/me')!;
    const ask = { operation, url: '/v1/me', body: undefined, headers: {}, isSteppedUp: false };
    const me = await this.send({ ...ask, person: PEOPLE[0]! });
    return plantedFaults({ document, judge, cases, me, refusal: await this.send({ ...ask, person: null }) });
  }

  /** @param left requests that may still be sent */
  async step(left: number): Promise<void> {
    const luck = this.chance.next();
    if (luck < 0.05) await this.#journey(left);
    else if (luck < 0.42) await this.try(this.#requests.grow(this.most), 'grown');
    else if (luck < 0.47) await this.try(this.#requests.errand(), 'errands');
    else if (luck < 0.75) await this.try(this.#requests.read(), 'reads');
    else if (luck < 0.87) await this.try(this.#requests.wild(), 'from the schema');
    else await this.try(this.#spoiled(), 'spoiled');
  }

  /** Mostly the one to what has been answered least. */
  async #journey(left: number): Promise<void> {
    const weight = ({ to }: Journey): number => {
      const rarest = Math.min(...to.map((name) => this.accepted.get(this.#nameOf(name)) ?? 0));
      return (1 + rarest) * (0.2 + this.chance.next());
    };
    const [chosen] = JOURNEYS.filter(({ requests }) => requests <= left)
      .map((journey) => ({ journey, at: weight(journey) }))
      .sort((a, b) => a.at - b.at);
    try {
      await chosen?.journey.walk(new Walk(this));
    } catch (error) {
      if (!(error instanceof AstrayError)) throw error;
      add(this.refusals, `astray: ${error.message}`);
    }
  }

  #nameOf(name: string): string {
    const [, command] = name.split('command ');
    return this.document.operations.find((one) => one.command === command)?.name ?? name;
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

  async ask(request: Request): Promise<Seen> {
    return this.try(request, 'journeys');
  }

  async saw(operation: Operation, person: Person, url: string, seen: Seen): Promise<void> {
    const request = { operation, person, url, body: undefined, headers: {}, isSteppedUp: false };
    await this.#saw(request, 'in browsers', seen);
  }

  async send(request: Request): Promise<Seen> {
    const { operation, person, url, body, headers, raw, bytes, contentType, isSteppedUp } = request;
    const token = person === null ? null : await this.#signedIn(person, isSteppedUp).token();
    const payload = bytes ?? raw ?? (body === undefined ? undefined : JSON.stringify(body));
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

  #signedIn({ login }: Person, isSteppedUp: boolean): ApiPerson {
    const ended = this.#sessionsEnded.get(login) ?? 0;
    const session = `session-${String(Math.floor(this.api.clock.realMs() / SESSION_MS))}-${String(ended)}`;
    return new ApiPerson(this.api, login, ['pwd', ...(isSteppedUp ? ['otp'] : []), session]);
  }

  async try(request: Request, kind: string): Promise<Seen> {
    const seen = await this.send(request);
    await this.#saw(request, kind, seen);
    return seen;
  }

  async #saw(request: Request, kind: string, seen: Seen): Promise<void> {
    const { operation, person } = request;
    add(this.counts, kind);
    add(this.counts, `${String(seen.status).charAt(0)}xx`);
    add(this.asked, operation.name);
    if (isGood(seen.status)) await this.#keep(request, seen);
    else if (MEANT.has(kind)) add(this.refusals, `${operation.name} ${String(seen.status)} ${codeIn(seen.text)}`);
    await this.#judge(request, person, seen);
  }

  async #keep({ operation, person, url, raw }: Request, { text, headers }: Seen): Promise<void> {
    if (raw === undefined) add(this.accepted, operation.name);
    const isJson = String(headers['content-type']).includes('json');
    const body = isJson ? (JSON.parse(text) as { caseId?: unknown } | null) : null;
    if (operation.path.startsWith('/v1/')) this.#harvest.take(person?.login ?? '', body);
    if (operation.method === 'GET') return;
    const ended = ENDS_SESSIONS.test(url) ? PEOPLE.find(({ id }) => url.includes(`/${id}/`)) : undefined;
    if (operation.name === 'DELETE /v1/sessions' && person !== null) add(this.#sessionsEnded, person.login);
    if (ended !== undefined) add(this.#sessionsEnded, ended.login);
    const caseId = /\/v1\/(?:cases|escalations)\/([0-9a-f-]{36})/i.exec(url)?.[1]?.toLowerCase();
    const isNew = operation.name === 'POST /v1/cases' && typeof body?.caseId === 'string';
    // Who tells of a child knows the case by its id, whoever works with it.
    if (isNew) (await this.cases.look(body.caseId as string))?.everSeen.add(person?.id ?? '');
    else if (caseId !== undefined) await this.cases.look(caseId);
    if (operation.command === 'registerCase' && caseId !== undefined) await this.name(caseId);
  }

  async #judge(request: Request, person: Person | null, seen: Seen): Promise<void> {
    const faults = this.judge.faultsOf(request.operation, seen, request.url);
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
