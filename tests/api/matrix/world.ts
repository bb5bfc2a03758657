import { expect } from 'vitest';
import { applied, registeredCase } from '../support/casework.js';
import { image } from '../support/hostile-files.js';
import type { ApiPerson } from '../support/person.js';
import { REFERRAL, sharingCase, TRANSFER } from '../support/sharing.js';
import { CASES, type CaseName } from './standings.js';

/** What stands in a form of each case, in its list of names, and in each part that is shared. */
export const CONTENT = 'CANARY-what-the-child-said';
export const NAME = 'CANARY-invented-name';
export const sharedMark = (about: string): string => `CANARY-shared-with-${about}`;

/** What somebody is a guest for. */
export const PARTS: Readonly<Partial<Record<CaseName, Readonly<Record<string, string>>>>> = {
  shared: {
    ...{ 'rfp.tariq': 'r-1', 'cw.dunya': 'r-2', 'sup.farah': 'r-3', 'mgr.jude': 'r-4' },
    ...{ 'sup.omar': 't-1', 'mgr.pilar': 't-1' },
  },
  conferred: Object.fromEntries(
    ['conf.uma', 'bidp.vera', 'rfp.tariq', 'cw.hana', 'sup.idris', 'mgr.jude'].map((login) => [login, 'k-1']),
  ),
  withdrawn: { 'cw.dunya': 'r-2' },
};

const CHECKS = {
  ...{ childAndFamilyInvolved: true, workersTold: true, contactForLaterGiven: true, feedbackOffered: true },
  ...{ fileComplete: true, storageFormAgreed: true, keepUntil: '2045-01-01' },
};
export const idOf = (login: string): string => `demo-${login.replace('.', '-')}`;
const why = { form: { why: 'invented' } };

type As = (login: string) => ApiPerson;

/** The cases of the matrix, made over HTTP by the people who would. */
export class World {
  readonly cases: Record<CaseName, string>;
  readonly forms: Record<CaseName, string>;
  /** By case and what is shared. */
  readonly sharedForms = new Map<string, string>();
  readonly files = new Map<CaseName, string>();
  notice = '';

  constructor(private readonly as: As) {
    const none = (): Record<CaseName, string> =>
      Object.fromEntries(CASES.map((name) => [name, ''])) as Record<CaseName, string>;
    this.cases = none();
    this.forms = none();
  }

  get #amal(): ApiPerson {
    return this.as('cw.amal');
  }

  get #badr(): ApiPerson {
    return this.as('sup.badr');
  }

  async build(): Promise<void> {
    const picture = await image('image/png', 8);
    await Promise.all(CASES.map((name) => this.#begin(name, picture)));
    await Promise.all(CASES.map((name) => this.#story[name]()));
  }

  async #begin(name: CaseName, picture: Buffer): Promise<void> {
    const isShared = name !== 'plain' && name !== 'opened' && name !== 'handed';
    const caseId = isShared ? await sharingCase(this.#amal) : await registeredCase(this.#amal);
    this.cases[name] = caseId;
    const { events } = applied(await this.#amal.post(`/v1/cases/${caseId}/assessments`, { form: { views: CONTENT } }));
    this.forms[name] = events[0]?.contentId ?? '';
    expect((await this.#amal.put(`/v1/cases/${caseId}/name`, { fullName: NAME })).status).toBe(200);
    const url = `/v1/cases/${caseId}/attachments?kind=photo`;
    const headers = { 'content-type': 'image/png' };
    const file = await this.#amal.post<{ attachmentId: string }>(url, picture, { headers });
    expect(file.status, file.text).toBe(201);
    this.files.set(name, file.body.attachmentId);
  }

  /** A62: from here on nearly everything is refused, to whoever may do it, and changes nothing. */
  async die(on: string): Promise<void> {
    const owners = { moved: 'cw.mina', handed: 'cw.dunya' } as Readonly<Partial<Record<CaseName, string>>>;
    const open = CASES.filter((name) => name !== 'closed');
    for (const name of open) {
      applied(await this.as(owners[name] ?? 'cw.amal').post(this.#at(name, 'death'), { diedOn: on }));
    }
  }

  readonly #story: Readonly<Record<CaseName, () => Promise<void>>> = {
    plain: () => this.#typist('plain'),
    shared: async () => {
      for (const [login, about] of Object.entries(PARTS.shared ?? {})) {
        if (about.startsWith('r-')) await this.#refer('shared', about, login);
      }
      await this.#transfer('shared');
    },
    conferred: () => this.#confer('conferred', Object.keys(PARTS.conferred ?? {})),
    opened: async () => {
      await this.#typist('opened');
      for (const login of ['cw.basim', 'sup.farah', 'mgr.jude']) await this.#emergency('opened', login);
    },
    over: () => this.#over(),
    moved: async () => {
      await this.#typist('moved');
      await this.#transfer('moved');
      const to = { to: { caseworkerId: 'demo-cw-mina' } };
      applied(await this.as('sup.omar').post(this.#at('moved', 'transfers/t-1/acceptance'), to));
    },
    handed: async () => {
      const handing = { to: { caseworkerId: 'demo-cw-dunya' }, childAndFamilyConsulted: true, preferenceMet: true };
      applied(await this.#badr.post(this.#at('handed', 'owner'), handing));
    },
    withdrawn: () => this.#withdrawn(),
    closed: () => this.#closed(),
  };

  #at(name: CaseName, end: string): string {
    return `/v1/cases/${this.cases[name]}/${end}`;
  }

  async #typist(name: CaseName): Promise<void> {
    expect((await this.#amal.post(this.#at(name, 'data-entry'), { personId: 'demo-de-kim' })).status).toBe(201);
  }

  async #refer(name: CaseName, referralId: string, login: string): Promise<void> {
    const request = { ...REFERRAL, referralId, providerId: idOf(login), form: { need: sharedMark(referralId) } };
    this.#keep(name, referralId, applied(await this.#amal.post(this.#at(name, 'referrals'), request)));
  }

  #keep(name: CaseName, about: string, { events }: { events: readonly { contentId?: string | null }[] }): void {
    const contentId = events.find((event) => event.contentId != null)?.contentId;
    if (contentId != null) this.sharedForms.set(`${name} ${about}`, contentId);
  }

  async #confer(name: CaseName, logins: readonly string[]): Promise<void> {
    const members = logins.map((login) => ({
      ...{ memberId: idOf(login), organisationId: 'agency-willow', role: 'specialist' },
    }));
    const called = {
      conferenceId: 'k-1',
      purposes: ['complex_case'],
      chairId: 'demo-sup-badr',
      plannedFor: '2029-06-05',
    };
    const form = { situation: sharedMark('k-1') };
    const answer = await this.#amal.post(this.#at(name, 'conferences'), { ...called, members, form });
    this.#keep(name, 'k-1', applied(answer));
  }

  async #transfer(name: CaseName): Promise<void> {
    const form = { summary: sharedMark('t-1') };
    const proposed = await this.#amal.post(this.#at(name, 'transfer-proposals'), { ...TRANSFER, form });
    this.#keep(name, 't-1', applied(proposed));
    applied(await this.#badr.post(this.#at(name, 'transfers'), TRANSFER));
  }

  async #emergency(name: CaseName, login: string): Promise<void> {
    const night = { accessId: `night-${login}`, reason: 'police_or_court', form: { call: 'invented' } };
    applied(await this.as(login).steppedUp().post(this.#at(name, 'emergency-accesses'), night));
  }

  /** Everything that lets others in, and its end. */
  async #over(): Promise<void> {
    const at = (end: string): string => this.#at('over', end);
    await this.#refer('over', 'r-1', 'rfp.tariq');
    await this.#refer('over', 'r-2', 'cw.dunya');
    applied(await this.#amal.post(at('referrals/r-1/revocation'), why));
    const dunya = this.as('cw.dunya');
    applied(await this.#amal.post(at('referrals/r-2/answer'), { accepted: true }));
    applied(await this.#amal.post(at('referrals/r-2/result'), why));
    expect((await dunya.get(`/v1/shared-cases/${this.cases.over}`)).status).toBe(404);
    await this.#confer('over', ['conf.uma', 'bidp.vera', 'cw.hana']);
    applied(await this.#amal.post(at('conferences/k-1/cancellation'), why));
    await this.#transfer('over');
    applied(await this.as('sup.omar').post(at('transfers/t-1/rejection'), why));
    await this.#typist('over');
    expect((await this.#amal.post(at('data-entry-ends'), { personId: 'demo-de-kim' })).status).toBe(200);
    await this.#emergency('over', 'cw.basim');
    applied(await this.as('cw.basim').steppedUp().post(at('emergency-accesses/night-cw.basim/end')));
  }

  /** CONS-6: shared in every way, and then everything was taken back but what is shared for safety (CONS-5). */
  async #withdrawn(): Promise<void> {
    const at = (end: string): string => this.#at('withdrawn', end);
    await this.#refer('withdrawn', 'r-1', 'rfp.tariq');
    const request = { ...REFERRAL, referralId: 'r-2', service: 'legal', providerId: 'demo-cw-dunya' };
    const form = { need: sharedMark('r-2') };
    this.#keep('withdrawn', 'r-2', applied(await this.#amal.post(at('referral-drafts'), { ...request, form })));
    const ground = { ground: 'immediate_safety_risk', ...why };
    applied(await this.#badr.post(at('referrals/r-2/override'), ground));
    await this.#confer('withdrawn', ['conf.uma', 'bidp.vera', 'cw.hana']);
    await this.#transfer('withdrawn');
    applied(await this.#amal.post(at('consent-withdrawals'), { scopes: ['participate'] }));
  }

  async #closed(): Promise<void> {
    const at = (end: string): string => this.#at('closed', end);
    await this.#refer('closed', 'r-1', 'rfp.tariq');
    applied(await this.as('rfp.tariq').post(at('referrals/r-1/answer'), { accepted: true }));
    applied(await this.#amal.post(at('closure-requests'), { reason: 'opened_in_error', checks: CHECKS, ...why }));
    applied(await this.#badr.post(at('closure-requests/current/approval'), { finalReview: false }));
    const inbox = await this.as('rfp.tariq').get<{ items: { caseId: string; taskId: string }[] }>('/v1/inbox');
    const task = inbox.body.items.find(({ caseId }) => caseId === this.cases.closed);
    this.notice = task?.taskId.replace('notice:', '') ?? '';
  }
}
