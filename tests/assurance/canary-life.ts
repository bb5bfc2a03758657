import { randomUUID } from 'node:crypto';
import type { ApiAnswer, ApiClient } from '@caseward/cli';
import type { CommandAnswer } from '@caseward/contracts';

/** What is planted: unique for each field of each case, and recognisable by its sign. */
export class Markers {
  planted = 0;

  constructor(readonly sign: string) {}

  next(field: string): string {
    this.planted += 1;
    return `${this.sign}${field}-${String(this.planted)}`;
  }
}

export interface Team {
  readonly caseworker: string;
  readonly supervisor: string;
}

const CHECKS = {
  ...{ childAndFamilyInvolved: true, workersTold: true, contactForLaterGiven: true, feedbackOffered: true },
  ...{ fileComplete: true, storageFormAgreed: true, keepUntil: '2099-01-01' },
};
const CONCERN = { concernId: 'c1', category: 'neglect', level: 'LOW' };
const ELIGIBLE = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true };

/** The life of one case with a marker in everything that somebody can write, errors and refusals included. */
export class CanaryLife {
  caseId = '';

  constructor(
    private readonly client: ApiClient,
    private readonly markers: Markers,
    private readonly team: Team,
  ) {}

  /** @param disturb happens while the case is half way */
  async live(disturb: () => Promise<void>): Promise<void> {
    const { caseworker, supervisor } = this.team;
    const { ok, status, ...answer } = await this.#send(caseworker, '/v1/cases', { source: 'community' });
    if (!ok || !('body' in answer)) throw new Error(`no case was begun: ${String(status)}`);
    this.caseId = answer.body.caseId;
    await this.#applied(caseworker, 'eligibility-answers', ELIGIBLE);
    await this.#applied(caseworker, 'consents', { participate: true, storeData: true });
    await this.#names();
    await this.#mistakes();
    const disturbed = disturb();
    await this.#applied(caseworker, 'registration', { concerns: [CONCERN] });
    await this.#applied(caseworker, 'assessments', {});
    await disturbed;
    await this.#applied(caseworker, 'notes', {});
    await this.#applied(caseworker, 'case-plans', { involved: ['child', 'caregiver'] });
    await this.#applied(supervisor, 'case-plans/current/return', {});
    await this.#applied(caseworker, 'case-plans', { involved: ['child', 'caregiver'] });
    await this.#applied(supervisor, 'case-plans/current/sign-off', {});
    await this.#applied(caseworker, 'follow-ups', { reached: 'child', channel: 'visit' });
    await this.#besides();
    await this.#applied(caseworker, 'reviews', {});
    await this.#applied(caseworker, 'closure-requests', { reason: 'wish_to_stop', checks: CHECKS });
    await this.#applied(supervisor, 'closure-requests/current/approval', { noGroundsAgainstWish: true });
  }

  /** Answers that staff are shown in lists: what could also reach a notification. */
  async lists(): Promise<Record<string, string>> {
    const { caseworker, supervisor } = this.team;
    const asked = [caseworker, supervisor].flatMap((as) =>
      ['/v1/inbox', '/v1/inbox?view=team', '/v1/escalations', '/v1/cases'].map((path) => ({ as, path })),
    );
    const answers = await Promise.all(
      asked.map(async (each) => [`${each.as} ${each.path}`, await this.#text(each)] as const),
    );
    return Object.fromEntries(answers);
  }

  async #text(request: { readonly as: string; readonly path: string }): Promise<string> {
    return JSON.stringify(await this.client.ask(request));
  }

  async #names(): Promise<void> {
    const { caseworker: as } = this.team;
    const entry = {
      fullName: this.markers.next('full-name'),
      otherNames: this.markers.next('other-names'),
      identifier: this.markers.next('identifier'),
      birthYear: 2014,
    };
    await this.client.ask({ as, method: 'PUT', path: `/v1/cases/${this.caseId}/name`, body: entry });
    const body = { entry: { fullName: this.markers.next('searched') } };
    await this.client.ask({ as, method: 'POST', path: '/v1/name-searches', body });
    const draft = { version: 2, data: { assessed_on: this.markers.next('draft') } };
    await this.client.ask({ as, method: 'PUT', path: `/v1/cases/${this.caseId}/drafts/assessment`, body: draft });
  }

  /** What people get wrong, with what should not be there in every part of a request. */
  async #mistakes(): Promise<void> {
    const { caseworker: as } = this.team;
    const next = (field: string): string => this.markers.next(field);
    const at = `/v1/cases/${this.caseId}`;
    const post = (path: string, body: object, headers: Record<string, string> = {}) =>
      this.client.ask({ as, method: 'POST', path, body, headers: { 'idempotency-key': randomUUID(), ...headers } });
    await post(`${at}/case-plans`, { involved: ['child'], form: { early: next('refused-form') } });
    await post(`${at}/follow-ups`, { reached: next('wrong-value'), channel: 7 });
    await post(`${at}/assessments`, { [next('unknown-field')]: true });
    await post(`${at}/assessments`, { form: next('wrong-form') });
    await post(`${at}/${next('unknown-path')}`, {});
    await post(`${at}/assessments`, {}, { 'idempotency-key': next('key') });
    await this.client.ask({ as, path: `/v1/cases/${next('wrong-id')}` });
    await this.client.ask({ as, path: `/v1/inbox?view=${next('query')}` });
    await this.client.ask({ as, path: `/v1/cases/${this.caseId}`, headers: { 'access-reason': next('reason') } });
    const guess = { login: next('login'), password: next('password') };
    await this.client.ask({ method: 'POST', path: '/auth/sign-in/none', body: guess });
  }

  async #besides(): Promise<void> {
    const { caseworker: as } = this.team;
    const complaint = { matter: 'conduct', from: 'child', concerned: [], aboutCaseId: null };
    await this.#send(as, '/v1/complaints', complaint);
    await this.#send(as, `/v1/cases/${this.caseId}/access-requests`, { requestedBy: 'child', wanted: 'copy' });
  }

  async #applied(as: string, rest: string, body: object): Promise<void> {
    const answer = await this.#send(as, `/v1/cases/${this.caseId}/${rest}`, body);
    if (answer.ok) return;
    throw new Error(`${rest}: ${String(answer.status)} ${answer.problem.code}`);
  }

  #send(as: string, path: string, body: object): Promise<ApiAnswer<CommandAnswer>> {
    const form = { said: this.markers.next('form'), deep: [{ told: this.markers.next('deep') }], long: this.#long() };
    const headers = { 'idempotency-key': randomUUID() };
    return this.client.ask<CommandAnswer>({ as, method: 'POST', path, body: { ...body, form }, headers });
  }

  /** Long enough that a database would compress it where it stands in the clear. */
  #long(): string {
    return `${this.markers.next('long')} ${'and more was said '.repeat(200)}`;
  }
}
