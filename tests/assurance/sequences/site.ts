import { rows } from '@caseward/persistence';
import { image } from '../../api/support/hostile-files.js';
import { ApiPerson, type Answer } from '../../api/support/person.js';
import type { StartedApi } from '../../api/support/running-api.js';
import type { Chance } from '../../properties/random.js';

/** A case with something of everything that hangs on a case. */
export interface Filled {
  readonly caseId: string;
  readonly worker: string;
  readonly supervisor: string;
  readonly contentId: string;
  readonly attachmentId: string;
  /** Stands in its forms. */
  readonly mark: string;
}

export interface Crew {
  readonly worker: string;
  readonly supervisor: string;
}

export const LANTERN: Crew = { worker: 'cw.amal', supervisor: 'sup.badr' };
export const COMPASS: Crew = { worker: 'cw.mina', supervisor: 'sup.omar' };
/** Not the same team: sees nothing of the cases of the other crew. */
export const COLLEAGUE = 'cw.dunya';
export const PROVIDER = 'rfp.tariq';
export const MEMBER = 'conf.uma';

/** What was to happen before a check did not: the check proves nothing. */
export class NotReadyError extends Error {}

const SCOPES = { participate: true, storeData: true, services: ['medical'], caseTransfer: true };
const POOL = 4;

/** People, cases, and what the record holds of them. */
export class Site {
  readonly #pools = new Map<Crew, Filled[]>();
  #marks = 0;

  constructor(
    readonly api: StartedApi,
    readonly chance: Chance,
  ) {}

  as(login: string): ApiPerson {
    return new ApiPerson(this.api, login).steppedUp();
  }

  /** In a session of its own, which may be ended. */
  anew(login: string): ApiPerson {
    return new ApiPerson(this.api, login, ['pwd', 'otp', `alone-${this.uuid()}`]);
  }

  /** Drawn with the seed of the run. */
  uuid(): string {
    const digit = (): string => this.chance.upTo(15).toString(16);
    return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replaceAll('x', digit);
  }

  /** @throws NotReadyError unless it was answered as wished */
  async must<Body>(answer: Promise<Answer<Body>>): Promise<Body> {
    const { status, body, text } = await answer;
    if (status < 300) return body;
    throw new NotReadyError(`${String(status)} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''} ${text.slice(0, 300)}`);
  }

  /** Events of this case: what was refused adds none. */
  async eventsOf(caseId: string): Promise<number> {
    const [found] = await rows<{ events: number }>(
      this.api.dataSource,
      'SELECT count(*)::integer AS events FROM caseward.case_event WHERE case_id = $1',
      [caseId],
    );
    return found?.events ?? 0;
  }

  /** One of a few cases of these people. @param but not this one */
  async filled(crew: Crew, but?: Filled): Promise<Filled> {
    const pool = this.#pools.get(crew) ?? [];
    this.#pools.set(crew, pool);
    while (pool.length < POOL) pool.push(await this.#fill(crew));
    return this.chance.one(pool.filter(({ caseId }) => caseId !== but?.caseId));
  }

  async #fill(crew: Crew): Promise<Filled> {
    const worker = this.as(crew.worker);
    const mark = `qzM${String((this.#marks += 1))}zq`;
    const form = { text: mark };
    const { caseId } = await this.must(worker.post('/v1/cases', { source: 'community', form }));
    const url = `/v1/cases/${caseId}`;
    const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true };
    await this.must(worker.post(`${url}/eligibility-answers`, { ...yes, form }));
    await this.must(worker.post(`${url}/consents`, { ...SCOPES, givenBy: ['caregiver'], form }));
    const concerns = [{ concernId: 'c1', category: 'neglect', level: 'LOW' }];
    await this.must(worker.post(`${url}/registration`, { concerns, form }));
    const photo = await image('image/png', 8);
    const headers = { 'content-type': 'image/png' };
    const { attachmentId } = await this.must(
      worker.post<{ attachmentId: string }>(`${url}/attachments?kind=photo`, photo, { headers }),
    );
    const { contents } = await worker.file(caseId);
    return { ...crew, caseId, contentId: contents.at(-1)?.contentId ?? '', attachmentId, mark };
  }
}
