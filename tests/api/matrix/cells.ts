import { randomUUID } from 'node:crypto';
import type { Role } from '@caseward/domain';
import { ApiPerson, type Answer } from '../support/person.js';
import type { RunningApi } from '../support/running-api.js';
import { Bodies } from './bodies.js';
import { EXPECTED } from './expected.js';
import { expectedOf, WRITES, type Expected } from './may-write.js';
import type { Row } from './row.js';
import { IS_GUEST, READS, READS_CONTENT, seesNothing, type CaseName, type Seat, type Standing } from './standings.js';
import { CONTENT, idOf, NAME, PARTS, sharedMark, type World } from './world.js';

type Operation = Readonly<Record<string, unknown>>;
type Asked = Answer<{ code?: string; rule?: string }>;

const AT_ONCE = 12;
export const LIVE = 'GET /v1/events';
/** Ends the session that it is asked in. */
const LEAVING = 'POST /auth/logout';
/** One id of no case for all questions: many would look like somebody who searches. */
const NO_CASE = randomUUID();
export const ROWS = new Map<string, Row>(EXPECTED.flatMap((row) => row.operations.map((name) => [name, row] as const)));
export const isFor = (name: string, role: Role): boolean => ROWS.get(name)?.roles.split(' ').includes(role) === true;
const isOpenToAll = (name: string): boolean => ROWS.get(name)?.roles === 'anybody';
const bare = (text: string): string => text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');
const ABOUTS = ['r-1', 'r-2', 'r-3', 'r-4', 'k-1', 't-1'];
/** An own right of the names, content of the file, a part that is shared: whatever is none of them is structure. */
const MARKS = [CONTENT, NAME, ...ABOUTS.map(sharedMark)];

async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE) await Promise.all(items.slice(at, at + AT_ONCE).map(work));
}

/** Asks cell by cell; what is not as the table says is a line of words. */
export class Cells {
  readonly counted = { roles: 0, reads: 0, heard: 0, refused: 0, hidden: 0, lists: 0, byConsent: 0, searched: 0 };
  readonly #absent = new Map<string, Promise<Asked>>();
  readonly #bodies: Bodies;

  constructor(
    private readonly api: RunningApi,
    private readonly world: World,
    readonly operations: ReadonlyMap<string, Operation>,
    document: Operation,
  ) {
    this.#bodies = new Bodies(document);
  }

  /** Whether the role has the operation at all, asked about nothing that is there. */
  async roles(role: Role, login: string): Promise<string[]> {
    const wrong: string[] = [];
    await each([...ROWS.keys()], async (name) => {
      const isOpen = isOpenToAll(name) || isFor(name, role);
      // A stream that is let in does not end.
      if (name === LIVE && isOpen) return;
      const who =
        name === LEAVING ? new ApiPerson(this.api, login, ['pwd', 'leaving']) : new ApiPerson(this.api, login);
      const { status, body } = await this.#call(who, name, this.#url(name), {});
      this.counted.roles += 1;
      const isLetIn = status !== 401 && (status !== 403 || body.code === 'STEP_UP_REQUIRED');
      if (isLetIn !== isOpen) wrong.push(`${role} ${name}: ${String(status)}`);
    });
    return wrong;
  }

  async reads(seats: readonly Seat[], names: readonly string[] = Object.keys(READS)): Promise<string[]> {
    const wrong: string[] = [];
    const cells = seats.flatMap((seat) =>
      names.filter((name) => isFor(name, seat.role)).map((name) => [seat, name] as const),
    );
    await each(cells, async ([seat, name]) => {
      const { which, login, standing } = seat;
      const about = PARTS[which]?.[login] ?? 'r-1';
      const contentId = name.includes('shared-cases')
        ? this.world.sharedForms.get(`${which} ${about}`)
        : this.world.forms[which];
      const ids = { caseId: this.world.cases[which], contentId: contentId ?? randomUUID(), form: 'assessment' };
      const query = name.endsWith('subject-copy') ? `?request=${randomUUID()}` : '';
      const { status, text } = await new ApiPerson(this.api, login).get(`${this.#url(name, ids)}${query}`);
      this.counted.reads += 1;
      const expected = READS[name]?.includes(standing) === true ? 200 : 404;
      if (status !== expected) wrong.push(`${words(seat, name)}: ${String(status)} not ${String(expected)}`);
      wrong.push(...this.marks(seat, name, status === 200, text));
    });
    return wrong;
  }

  /** What stands in an answer that is more than this reader may see, or less than the operation is for. */
  marks(seat: Seat, name: string, isAnswered: boolean, text: string): string[] {
    const gives = ROWS.get(name)?.gives;
    const isWhole = READS_CONTENT.includes(seat.standing);
    const own = PARTS[seat.which]?.[seat.login];
    const may = new Set<string>();
    if (gives === 'content' && isWhole) may.add(CONTENT);
    if (gives === 'name') may.add(NAME);
    if ((gives === 'shared' || gives === 'content') && isWhole) ABOUTS.forEach((about) => may.add(sharedMark(about)));
    if (gives === 'shared' && own !== undefined && IS_GUEST.includes(seat.standing)) may.add(sharedMark(own));
    this.counted.searched += 1;
    const found = MARKS.filter((mark) => text.includes(mark));
    const wrong = found.filter((mark) => !may.has(mark)).map((mark) => `${words(seat, name)}: shows ${mark}`);
    const isForm = name.endsWith('/contents/{contentId}') || name.endsWith('/name');
    if (isAnswered && isForm && found.length === 0) wrong.push(`${words(seat, name)}: shows nothing`);
    return wrong;
  }

  async writes(seats: readonly Seat[], stepsOf: (seat: Seat) => readonly string[] = () => WRITES): Promise<string[]> {
    const wrong: string[] = [];
    const cells = seats.flatMap((seat) =>
      stepsOf(seat)
        .filter((name) => isFor(name, seat.role))
        .map((name) => [seat, name] as const),
    );
    // What ends something comes after everything that asks about it, the work of data entry last.
    const isEnd = (name: string): boolean => name.endsWith('/data-entry-ends');
    const isLast = (name: string): boolean => name.startsWith('DELETE') || isEnd(name);
    const first = cells.filter(([, name]) => !isLast(name));
    const ending = cells.filter(([, name]) => isLast(name)).sort(([, a], [, b]) => Number(isEnd(a)) - Number(isEnd(b)));
    const ask = async ([seat, name]: readonly [Seat, string]): Promise<void> => {
      const fault = await this.#write(seat, name);
      if (fault !== null) wrong.push(`${words(seat, name)}: ${fault}`);
    };
    await each(first, ask);
    for (const cell of ending) await ask(cell);
    return wrong;
  }

  async #write(seat: Seat, name: string): Promise<string | null> {
    const expected = expectedOf(name, seat);
    this.counted[expected] += 1;
    const { which, login } = seat;
    if (expected === 'heard' && name.endsWith('/data-entry-ends')) await this.#retype(which);
    const who = new ApiPerson(this.api, login).steppedUp();
    const answer = await this.#call(who, name, this.#url(name, this.#idsFor(seat)), this.#bodyFor(seat, name));
    const marks = this.marks(seat, name, false, answer.text);
    if (marks.length > 0) return marks.join(' ');
    if (expected === 'hidden') return this.#asAbsent(seat, name, answer);
    return faultIn(expected, answer);
  }

  /** The status, the body and every word of it are those of a case that is not there. */
  async #asAbsent(seat: Seat, name: string, there: Asked): Promise<string | null> {
    if (there.status !== 404) return `${String(there.status)} ${String(there.body.code)} not hidden`;
    const key = `${seat.role} ${name}`;
    const who = new ApiPerson(this.api, seat.login).steppedUp();
    const ids = { ...this.#idsFor(seat), caseId: NO_CASE };
    const absent = this.#absent.get(key) ?? this.#call(who, name, this.#url(name, ids), this.#bodyFor(seat, name));
    this.#absent.set(key, absent);
    return bare(there.text) === bare((await absent).text) ? null : 'is told from an absent one';
  }

  /** Nobody learns from a list that there is a case: its id is a mark too. */
  async lists(seats: readonly Seat[]): Promise<string[]> {
    const wrong: string[] = [];
    const [{ login, role } = { login: '', role: 'SYSTEM' as const }] = seats;
    const names = [...this.operations.keys()].filter(
      (name) => name.startsWith('GET /v1/') && !name.includes('{') && name !== LIVE && isFor(name, role),
    );
    await each(names, async (name) => {
      const ofAdmin = name === 'GET /v1/cases' && role === 'ADM' ? '?agencyId=agency-lantern' : '';
      const { text } = await new ApiPerson(this.api, login).get(`${this.#url(name)}${ofAdmin}`);
      this.counted.lists += 1;
      for (const seat of seats) {
        const isShown = text.includes(this.world.cases[seat.which]);
        if (isShown && seesNothing(seat) && !isCustody(name, seat)) wrong.push(`${words(seat, name)}: shows the case`);
        if (!isShown && isListed(name, seat.standing)) wrong.push(`${words(seat, name)}: shows not the case`);
      }
      const marks = MARKS.filter((mark) => text.includes(mark));
      if (marks.length > 0) wrong.push(`${login} ${name}: shows ${marks.join(' ')}`);
    });
    return wrong;
  }

  async #retype(which: CaseName): Promise<void> {
    const amal = new ApiPerson(this.api, 'cw.amal');
    await amal.post(`/v1/cases/${this.world.cases[which]}/data-entry`, { personId: 'demo-de-kim' });
  }

  #url(name: string, ids: Readonly<Record<string, string>> = {}): string {
    const [, path = ''] = name.split(' ');
    return path.replaceAll(/\{(\w+)\}/g, (_, key: string) => ids[key] ?? (key === 'caseId' ? NO_CASE : randomUUID()));
  }

  #idsFor({ which, login }: Seat): Readonly<Record<string, string>> {
    return {
      ...{ caseId: this.world.cases[which], form: 'follow_up', attachmentId: this.world.files.get(which) ?? '' },
      ...{ referralId: PARTS[which]?.[login] ?? 'r-1' },
    };
  }

  #bodyFor(seat: Seat, name: string): unknown {
    const body = this.#bodies.of(name, this.operations.get(name) ?? {});
    if (name.endsWith('/notice-acknowledgements') && seat.which === 'closed') return { noticeId: this.world.notice };
    if (typeof body !== 'object' || body === null) return body;
    const to = seat.role !== 'DE' && 'to' in body ? { to: { caseworkerId: ownColleague(seat) } } : {};
    const isTranscribed =
      seat.role === 'DE' && name.startsWith('POST') && !/acknowledgements|access-requests$/.test(name);
    return { ...body, ...to, ...(isTranscribed ? { authoredBy: idOf('cw.amal') } : {}) };
  }

  async #call(who: ApiPerson, name: string, url: string, body: unknown): Promise<Asked> {
    if (name.startsWith('GET')) return who.get(url);
    if (name.startsWith('PUT')) return who.put(url, body);
    if (name.startsWith('DELETE')) return who.delete(url);
    if (!name.endsWith('/attachments')) return who.post(url, body);
    return who.post(`${url}?kind=photo`, Buffer.from('no picture'), { headers: { 'content-type': 'image/png' } });
  }
}

const words = ({ login, which, standing }: Seat, name: string): string => `${login} ${which} ${standing} ${name}`;

const COMPASS = ['cw.mina', 'sup.omar', 'mgr.pilar'];
const ownColleague = ({ login }: Seat): string => idOf(COMPASS.includes(login) ? 'cw.mina' : 'cw.amal');

/** TR-5: the agency that had a case keeps that it had it. */
const isCustody = (name: string, { standing, role }: Seat): boolean =>
  name === 'GET /v1/transfers' && standing === 'former' && ['SUP', 'MGR', 'HEAD'].includes(role);

function isListed(name: string, standing: Standing): boolean {
  if (name === 'GET /v1/shared-cases') return IS_GUEST.includes(standing);
  return name === 'GET /v1/cases' && ['own', 'team', 'office', 'agency', 'assigned'].includes(standing);
}

/** Answers that say no for another reason than who asks. */
const OTHER_REASONS = ['CONDITION_NEEDED', 'STALE_DRAFT', 'FILES_NOT_SERVED'];

function faultIn(expected: Expected, { status, body, text }: Asked): string | null {
  const isNo =
    status === 403 && (body.code === 'NOT_PERMITTED' || body.code === 'OWN_WORK' || body.code === 'FORBIDDEN');
  if (expected === 'refused') return isNo ? null : `${String(status)} ${String(body.code)} not refused`;
  const isReasoned = typeof body.rule === 'string' || OTHER_REASONS.includes(String(body.code));
  if (status < 300 || (status > 404 && status < 500 && isReasoned)) return null;
  return `${String(status)} ${String(body.code)} not heard ${text.slice(0, 200)}`;
}
