import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { applied, registeredCase } from '../api/support/casework.js';
import { ApiPerson } from '../api/support/person.js';
import { startedApi, type RunningApi } from '../api/support/running-api.js';
import { Chance } from '../properties/random.js';
import type { Campaign, Order, Outcome } from './campaign.js';
import { CrashSite } from './crash-site.js';
import { entriesOf, faultsOf, type Answered } from './disclosure-check.js';
import { rawAsk, type Heard, type RawRequest } from './raw-client.js';
import { WIDE_READING } from './revocation.js';
import { Progress } from './progress.js';

const CLIENTS = 12;
const CASES = 12;
const REQUESTS_A_KILL = 200;
const AWAY_MS = 50;
const PEOPLE = ['cw.amal', 'sup.badr', 'mgr.gale', 'head.lena', 'cw.basim', 'sup.omar', 'admin.sami'] as const;
/** What stands in the form of each case: no answer that says no, or that failed, has it. */
const WRITTEN = 'CANARY-disclosed-words';

export interface Case {
  readonly caseId: string;
  readonly contentId: string;
}

/** Readers and writers who never stop, over connections of their own. */
class Clients {
  readonly answered: Answered[] = [];
  readonly counts = { requests: 0, 'without an answer': 0, 'cut off in the middle': 0, failed: 0, writes: 0 };
  readonly findings = new Set<string>();
  readonly #tokens = new Map<string, string>();
  readonly sent = new Progress();

  constructor(
    private readonly site: CrashSite,
    private readonly cases: readonly Case[],
    private readonly chance: Chance,
  ) {}

  async signIn(): Promise<void> {
    for (const login of PEOPLE) this.#tokens.set(login, await this.site.token(login));
  }

  async goOn(count: number): Promise<void> {
    while (this.sent.count < count) {
      if (await this.#ask()) this.sent.add();
      else await sleep(AWAY_MS);
    }
  }

  /** @returns whether there was an API to ask */
  async #ask(): Promise<boolean> {
    const tag = `t_${randomUUID().replaceAll('-', '')}`;
    const login = this.chance.one(PEOPLE);
    const request = this.#request(tag, login);
    const heard = await rawAsk(this.site.url, request);
    if (!heard.isConnected) return false;
    this.counts.requests += 1;
    this.#hear(heard, request, { tag, login });
    return true;
  }

  #hear(
    { bytes, status, isWhole, text }: Heard,
    request: RawRequest,
    { tag, login }: Pick<Answered, 'tag' | 'login'>,
  ): void {
    if (bytes === 0) {
      this.counts['without an answer'] += 1;
      return;
    }
    if (!isWhole) this.counts['cut off in the middle'] += 1;
    if (status !== null && status >= 500) {
      this.counts.failed += 1;
      if (text.includes(WRITTEN)) this.findings.add(`a failure (${String(status)}) shows what was written`);
      return;
    }
    if (request.method !== 'GET') this.counts.writes += 1;
    const shown = isWhole ? [...text.matchAll(/"(?:caseId|fileId)":"([0-9a-f-]{36})"/g)].map(([, id = '']) => id) : [];
    this.answered.push({ tag, login, status, path: request.path, shown: [...new Set(shown)] });
  }

  #request(tag: string, login: string): RawRequest {
    const { caseId, contentId } = this.chance.one(this.cases);
    const headers = { authorization: `Bearer ${this.#tokens.get(login) ?? ''}`, 'access-reason': tag };
    const at = `/v1/cases/${caseId}`;
    const luck = this.chance.next();
    if (luck < 0.06)
      return { method: 'PUT', path: `${at}/drafts/assessment`, headers, body: { version: 2, data: { said: WRITTEN } } };
    if (luck < 0.12) {
      const body = luck < 0.08 ? { source: 'community' } : { form: { said: WRITTEN } };
      const path = luck < 0.08 ? '/v1/cases' : `${at}/notes`;
      return { method: 'POST', path, headers: { ...headers, 'idempotency-key': randomUUID() }, body };
    }
    const lists = ['/v1/cases', '/v1/inbox', '/v1/inbox?view=team', '/v1/escalations'];
    const parts = ['', '', '/timeline', `/contents/${contentId}`, '/name', '/drafts/assessment'].map(
      (part) => `${at}${part}`,
    );
    return { method: 'GET', path: this.chance.one(luck < 0.3 ? lists : parts), headers };
  }
}

/** Kills and cuts, spread over the requests. */
async function disturb(site: CrashSite, clients: Clients, { count }: Order, chance: Chance): Promise<void> {
  const kills = Math.max(1, Math.round(count / REQUESTS_A_KILL));
  for (let no = 0; no < kills; no += 1) {
    const at = ((no + 0.2 + 0.6 * chance.next()) * count) / kills;
    await clients.sent.reached(at);
    await site.cut();
    const later = at + (count / kills) * 0.15;
    await clients.sent.reached(later);
    await site.killApi();
  }
}

/** Cases of cw.amal with a form and a name, made while nothing is killed. */
export async function someCases(api: RunningApi, count: number): Promise<Case[]> {
  const amal = new ApiPerson(api, 'cw.amal');
  const cases: Case[] = [];
  for (let no = 0; no < count; no += 1) {
    const caseId = await registeredCase(amal);
    const { events } = applied(await amal.post(`/v1/cases/${caseId}/assessments`, { form: { views: WRITTEN } }));
    await amal.put(`/v1/cases/${caseId}/name`, { fullName: 'Invented Name' });
    cases.push({ caseId, contentId: events[0]?.contentId ?? '' });
  }
  return cases;
}

/** Takes three entries away, and a case out of a fourth, as a program that answers first would leave them. */
async function planted(site: CrashSite, answered: readonly Answered[]): Promise<Outcome['controls']> {
  const shown = answered.filter(({ status }) => status === 200);
  const gone = shown.slice(0, 3).map(({ tag }) => tag);
  const listed = shown.slice(3).find((one) => one.shown.length > 0);
  await site.owner.transaction(async (sql) => {
    await sql.query('SET LOCAL session_replication_role = replica');
    await sql.query('DELETE FROM caseward.access_log WHERE reason = ANY ($1)', [gone]);
    await sql.query(`UPDATE caseward.access_log SET case_ids = '{}', case_id = NULL WHERE reason = $1`, [listed?.tag]);
  });
  const found = faultsOf(answered, await entriesOf(site.owner));
  return {
    'answers without an entry': found.filter(({ fault }) => fault === 'no entry').length === gone.length,
    'a case that its entry does not name': found.filter(({ fault }) => fault === 'not named').length === 1,
  };
}

export async function disclosures(site: CrashSite, cases: readonly Case[], order: Order): Promise<Outcome> {
  const { count, seed, say } = order;
  const chance = new Chance(seed);
  const clients = new Clients(site, cases, chance);
  await clients.signIn();
  const [kills, cuts] = [site.kills, site.cuts];
  const telling = setInterval(
    () => say(`${String(clients.sent.count)} of ${String(count)} requests, ${String(site.kills)} kills`),
    30_000,
  );
  try {
    const working = Array.from({ length: CLIENTS }, () => clients.goOn(count));
    await Promise.all([...working, disturb(site, clients, order, new Chance(seed + 1))]);
  } finally {
    clearInterval(telling);
  }
  const faults = faultsOf(clients.answered, await entriesOf(site.owner));
  return {
    counts: {
      ...clients.counts,
      answers: clients.answered.length,
      'answers that show or change something': clients.answered.filter(({ status }) => status === null || status < 400)
        .length,
      refusals: clients.answered.filter(({ status }) => status !== null && status >= 400).length,
      'kills of the API': site.kills - kills,
      'cuts of its connections': site.cuts - cuts,
      'answers without an entry': faults.length,
    },
    findings: [
      ...clients.findings,
      ...faults
        .slice(0, 20)
        .map(({ answer, fault }) => `${fault}: ${String(answer.status)} ${answer.path} to ${answer.login}`),
    ],
    controls: await planted(site, clients.answered),
  };
}

async function run(order: Order): Promise<Outcome> {
  const api = await startedApi({ policyValues: WIDE_READING });
  try {
    const cases = await someCases(api, CASES);
    const site = await CrashSite.start(api, false);
    try {
      return await disclosures(site, cases, order);
    } finally {
      await site.end();
    }
  } finally {
    await api.stop();
  }
}

/** S6: nothing leaves before it stands in the audit trail, whatever dies meanwhile. */
export const campaign: Campaign = {
  name: 'disclosure',
  about: 'every answer of which a byte arrived stands in the audit trail, though the API is killed and cut off:',
  unit: 'requests',
  small: 160,
  full: 20_000,
  run,
};
