import type { StartedApi } from '../../api/support/running-api.js';
import type { Chance } from '../../properties/random.js';
import type { Seen } from './judge.js';
import { PEOPLE, type KnownCase, type KnownCases, type Person } from './known-cases.js';
import type { ApiDocument, Operation } from './operations.js';
import type { Request } from './requests.js';

export interface Step {
  /** Parts of the address. */
  readonly at?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  /** Instead of a body in JSON, with its media type. */
  readonly bytes?: Buffer;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Told<Body = Readonly<Record<string, never>>> extends Seen {
  readonly body: Body;
}

/** The API did not go along: what it said is counted where it was asked. */
export class AstrayError extends Error {}

export interface Around {
  readonly api: StartedApi;
  readonly chance: Chance;
  readonly cases: KnownCases;
  readonly document: ApiDocument;
  /** Sends, judges and counts. */
  ask(request: Request): Promise<Seen>;
  /** Judges and counts what a browser was answered. */
  saw(operation: Operation, person: Person, url: string, seen: Seen): Promise<void>;
}

/** A way through the API in which one request needs what another one was answered. */
export interface Journey {
  /** Operations that are asked for its sake. */
  readonly to: readonly string[];
  /** About how many requests it takes. */
  readonly requests: number;
  walk(walk: Walk): Promise<void>;
}

const KEYED = 'Idempotency-Key';

/** What a journey is made of. */
export class Walk {
  constructor(readonly around: Around) {}

  get chance(): Chance {
    return this.around.chance;
  }

  /** A word that no other request has. */
  fresh(): string {
    return `z-${this.uuid()}`;
  }

  /** Drawn with the seed of the run. */
  uuid(): string {
    const digits = Array.from({ length: 32 }, () => this.chance.upTo(15).toString(16)).join('');
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
  }

  /** @throws AstrayError unless it was answered as wished */
  async ask<Body>(name: string, login: string | null, step: Step = {}): Promise<Told<Body>> {
    return this.#send(this.#named(name), login, step);
  }

  /** A command about a case, at its own address; identifiers in the address come from the body. */
  async give(command: string, login: string, caseId: string, fields: Readonly<Record<string, unknown>> = {}) {
    const operation = this.around.document.operations.find((one) => one.command === command);
    if (operation === undefined) throw new RangeError(`there is no command ${command}`);
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const at = Object.fromEntries(inPath.map((name) => [name, String({ caseId, ...fields }[name])]));
    const body = Object.fromEntries(Object.entries(fields).filter(([name]) => !inPath.includes(name)));
    return this.#send<{ readonly caseId: string }>(operation, login, { at, body });
  }

  /** What is asked to be refused. @throws AstrayError unless it was */
  async refuse<Body>(name: string, login: string, step: Step): Promise<Told<Body>> {
    const told = await this.#tell<Body>(this.#named(name), login, step);
    if (told.status < 400) throw new AstrayError(`${name} ${String(told.status)}`);
    return told;
  }

  /** @throws AstrayError when there is no such case any more */
  known(caseId: string): KnownCase {
    const known = this.around.cases.get(caseId);
    if (known === undefined) throw new AstrayError();
    return known;
  }

  #named(name: string): Operation {
    const operation = this.around.document.operations.find((one) => one.name === name);
    if (operation === undefined) throw new RangeError(`there is no operation ${name}`);
    return operation;
  }

  async #send<Body>(operation: Operation, login: string | null, step: Step): Promise<Told<Body>> {
    const told = await this.#tell<Body>(operation, login, step);
    if (told.status >= 400) throw new AstrayError(`${operation.name} ${String(told.status)}`);
    return told;
  }

  async #tell<Body>(operation: Operation, login: string | null, step: Step): Promise<Told<Body>> {
    const { at = {}, query, body, bytes, type, headers = {} } = step;
    const person = PEOPLE.find((one) => one.login === login) ?? null;
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(at[name] ?? ''));
    const key = operation.parameters.some(({ name }) => name === KEYED) ? { 'idempotency-key': this.uuid() } : {};
    const seen = await this.around.ask({
      ...{ operation, person, body: operation.body === null ? undefined : (body ?? {}), isSteppedUp: true },
      ...{ url: query === undefined ? path : `${path}?${query}`, headers: { ...key, ...headers } },
      ...(bytes === undefined ? {} : { bytes, contentType: type ?? 'application/octet-stream' }),
    });
    const isJson = String(seen.headers['content-type']).includes('json');
    return { ...seen, body: (isJson ? JSON.parse(seen.text) : {}) as Body };
  }
}
