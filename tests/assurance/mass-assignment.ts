import { randomUUID } from 'node:crypto';
import { OpenApi } from '@caseward/api';
import type { ProblemBody } from '@caseward/contracts';
import { ApiPerson } from '../api/support/person.js';
import type { StartedApi } from '../api/support/running-api.js';
import { Chance } from '../properties/random.js';
import type { Campaign, Order, Outcome } from './campaign.js';
import { onFuzzSite } from './fuzz/fuzz-site.js';
import { ApiDocument, type Operation } from './fuzz/operations.js';
import { Places, withField, type Place } from './fuzz/places.js';
import { Values } from './fuzz/values.js';

/** What the server, the record or an administrator says, and nobody who sends a request; with a value worth having. */
const FORBIDDEN: Readonly<Record<string, unknown>> = {
  ...{ id: 'z-1', caseId: '11111111-1111-4111-8111-111111111111', commandId: '11111111-1111-4111-8111-111111111112' },
  ...{ seq: 1, eventId: 1, contentId: '11111111-1111-4111-8111-111111111113', caseCode: '3333-3333-3333' },
  ...{ actor: { personId: 'demo-head-lena', role: 'HEAD' }, personId: 'demo-head-lena', role: 'ADM', roles: ['ADM'] },
  ...{ agencyId: 'agency-compass', teamId: 'team-ferry', officeId: 'office-river', ownerId: 'demo-cw-mina' },
  ...{ owner: { caseworkerId: 'demo-cw-mina' }, status: 'approved', stage: 'CLOSED', level: 'NO', episode: 9 },
  ...{ approvedBy: 'demo-sup-badr', proposedBy: 'demo-cw-basim', reviewedBy: 'demo-sup-badr', decidedBy: 'x' },
  ...{ recordedAt: '2020-01-01T00:00:00.000Z', openedAt: '2020-01-01T00:00:00.000Z', until: '2999-01-01' },
  ...{ hiddenFrom: [], opening: {}, policy: { version: 'mine' }, receiverOpenCases: 0, overridden: true },
  ...{ onlyAtSeq: [1], steppedUp: true, isAdmin: true, passwordHash: 'x', active: true, scope: 'all' },
  ...{ emergencyCaseIds: [], assignedCaseIds: [], createdAt: 0, deletedAt: null, digest: '00' },
  ...{ __proto__: null, prototype: { role: 'ADM' }, constructor: { prototype: { role: 'ADM' } }, toString: 'x' },
};
const NAMES: readonly string[] = [...Object.keys(FORBIDDEN), '__proto__'];
/** Stopped while the text is read, before any field has a name. */
const POISON: readonly string[] = ['__proto__', 'constructor'];

const SENDERS = ['sup.badr', 'cw.amal', 'mgr.gale', 'head.lena', 'admin.sami', 'coord.rana', 'rfp.tariq', 'bidp.vera'];

interface Attempt {
  readonly operation: Operation;
  readonly place: Place;
  readonly field: string;
}

const pointerOf = (path: readonly (string | number)[]): string => path.map((part) => `/${String(part)}`).join('');

class Assault {
  /** Refused as a whole: by what reads the text, or where several shapes are allowed. */
  unnamed = 0;
  readonly #senders = new Map<string, string>();

  constructor(private readonly api: StartedApi) {}

  attempts(document: ApiDocument, seed: number): Attempt[] {
    const places = new Places(document, new Values(document, {}));
    return document.operations.flatMap((operation) =>
      (operation.body === null ? [] : places.of(operation.body, seed))
        .filter(({ isClosed }) => isClosed)
        .flatMap((place) =>
          NAMES.filter((name) => !place.fields.includes(name)).map((field) => ({ operation, place, field })),
        ),
    );
  }

  /** @returns null when the field was refused by its name; otherwise what happened */
  async refusalMissing({ operation, place, field }: Attempt, isPermissive = false): Promise<string | null> {
    const value = field === '__proto__' ? { role: 'ADM' } : FORBIDDEN[field];
    // A permissive reader drops what it does not know and goes on.
    const body = isPermissive ? place.value : withField(place.value, place.path, field, value);
    const { status, text } = await this.#send(operation, JSON.stringify(body));
    const where = `${operation.name} ${pointerOf(place.path)}/${field}`;
    if (status < 400 || status >= 500) return `${where}: answered ${String(status)}`;
    const { errors = [], code } = JSON.parse(text) as ProblemBody;
    const wanted = `${pointerOf(place.path)}/${field}`;
    if (status === 400 && errors.some(({ pointer }) => pointer === wanted)) return null;
    this.unnamed += 1;
    if (status === 400 && POISON.includes(field)) return null;
    // Of a choice between shapes only the place where they part can be named.
    const isChoice = errors.some(({ pointer, detail }) => wanted.startsWith(pointer) && detail === 'Invalid input');
    return isChoice && status === 400 ? null : `${where}: ${String(status)} ${code}, not for this field`;
  }

  async #send(operation: Operation, payload: string): Promise<{ readonly status: number; readonly text: string }> {
    const known = this.#senders.get(operation.name);
    const candidates = known === undefined ? SENDERS : [known];
    let last = { status: 403, text: '{}' };
    for (const login of candidates) {
      const token = operation.isPublic ? null : await new ApiPerson(this.api, login).steppedUp().token();
      const answer = await this.api.app.inject({
        method: operation.method,
        url: operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => idFor(name)),
        headers: {
          ...{ 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        payload,
      });
      last = { status: answer.statusCode, text: answer.payload };
      if (last.status !== 403) {
        this.#senders.set(operation.name, login);
        return last;
      }
    }
    return last;
  }
}

const idFor = (name: string): string => (name === 'escalation' ? `${randomUUID()}~missed~1` : randomUUID());

async function run(order: Order): Promise<Outcome> {
  const { count, seed, say } = order;
  return onFuzzSite(order, async (api) => {
    const assault = new Assault(api);
    const chance = new Chance(seed);
    const document = new ApiDocument(api.app.get(OpenApi).document());
    const all = assault.attempts(document, seed);
    const chosen = chance.shuffled(all).slice(0, count);
    const findings: string[] = [];
    for (const [index, attempt] of chosen.entries()) {
      if (index % 1000 === 999) say(`${String(index + 1)} of ${String(chosen.length)} attempts`);
      const missing = await assault.refusalMissing(attempt);
      if (missing !== null) findings.push(missing);
    }
    const { unnamed } = assault;
    const planted = await Promise.all(chosen.slice(0, 8).map((attempt) => assault.refusalMissing(attempt, true)));
    return {
      counts: {
        'operations that take a body': new Set(all.map(({ operation }) => operation.name)).size,
        'objects in their bodies': new Set(all.map(({ place }) => place)).size,
        'fields that there are to assign': all.length,
        'fields tried': chosen.length,
        'refused by the name of the field': chosen.length - findings.length - unnamed,
        'refused as a whole': unnamed,
      },
      findings,
      controls: { 'a reader that drops what it does not know': planted.every((missing) => missing !== null) },
    };
  });
}

/** S11: nobody says what is the server's to say. */
export const campaign: Campaign = {
  name: 'mass-assignment',
  about: 'a field that is not the sender’s to fill is refused by its name, in every object of every body:',
  unit: 'fields',
  small: 600,
  full: 100_000,
  run,
};
