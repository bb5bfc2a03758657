import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startedApi } from '../api/support/running-api.js';
import { Chance } from '../properties/random.js';
import type { Campaign, Order, Outcome } from './campaign.js';
import { CrashSite } from './crash-site.js';
import { someCases } from './disclosure.js';
import { FIVE, grantsOf, missingOf, spoil, type Grant } from './emergencies-check.js';
import { rawAsk, type Heard } from './raw-client.js';
import { WIDE_READING } from './revocation.js';
import { Progress } from './progress.js';

/** Of the agency, and without a part in the cases of cw.amal. */
const STRANGERS = ['cw.carla', 'cw.dunya', 'cw.elias', 'cw.hana', 'sup.farah', 'sup.idris', 'mgr.jude'] as const;
const AT_ONCE = 4;
const GRANTS_A_KILL = 20;
const AGAIN_MS = 100;
const PATIENCE_TRIES = 1200;

interface Attempt {
  readonly caseId: string;
  readonly login: string;
}

class Openings {
  /** Keys of requests that came from a session with a second factor just shown, with all that is needed. */
  readonly good = new Set<string>();
  readonly counts = { 'asked without a second factor': 0, 'asked without saying why': 0, 'asked again': 0, opened: 0 };
  readonly findings = new Set<string>();
  readonly done = new Progress();

  constructor(
    private readonly site: CrashSite,
    private readonly chance: Chance,
  ) {}

  async goOn(attempts: Iterator<Attempt>): Promise<void> {
    for (let next = attempts.next(); next.done !== true; next = attempts.next()) {
      await this.#open(next.value);
      this.done.add();
    }
  }

  async #open({ caseId, login }: Attempt): Promise<void> {
    const body = { accessId: `night-${randomUUID().slice(0, 13)}`, reason: 'police_or_court' };
    const form = { call: 'invented' };
    if (this.chance.next() < 0.4) {
      this.counts['asked without a second factor'] += 1;
      await this.#refused(caseId, login, [], { ...body, form });
    }
    if (this.chance.next() < 0.3) {
      this.counts['asked without saying why'] += 1;
      await this.#refused(
        caseId,
        login,
        ['otp'],
        this.chance.next() < 0.5 ? body : { ...body, reason: 'curious', form },
      );
    }
    const key = randomUUID();
    this.good.add(key);
    const { status, text } = await this.#insist(key, caseId, login, ['otp'], { ...body, form });
    if (status === 200 || status === 201) this.counts.opened += 1;
    else this.findings.add(`not opened: ${String(status)} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}`);
  }

  async #refused(caseId: string, login: string, methods: string[], body: object): Promise<void> {
    const { status } = await this.#insist(randomUUID(), caseId, login, methods, body);
    if (status !== 403 && status !== 400 && status !== 422)
      this.findings.add(`a bad request was answered ${String(status)}`);
  }

  /** Until there is an answer that is one, however often the API dies: as a program does that keeps its key. */
  async #insist(key: string, caseId: string, login: string, methods: string[], body: object): Promise<Heard> {
    for (let tries = 0; ; tries += 1) {
      const token = await this.site.token(login, ...methods);
      const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
      const path = `/v1/cases/${caseId}/emergency-accesses`;
      const heard = await rawAsk(this.site.url, { method: 'POST', path, headers, body });
      const isOpen = heard.status === null || !heard.isWhole || heard.status === 202 || heard.status >= 500;
      if (!isOpen || tries === PATIENCE_TRIES) return heard;
      this.counts['asked again'] += 1;
      await sleep(AGAIN_MS);
    }
  }
}

function* everyOther(cases: readonly string[], count: number): Generator<Attempt> {
  for (let no = 0; no < count; no += 1) {
    const caseId = cases[Math.floor(no / STRANGERS.length)]!;
    yield { caseId, login: STRANGERS[no % STRANGERS.length]! };
  }
}

/** Each of them opens each case once. */
export const casesFor = (count: number): number => Math.ceil(count / STRANGERS.length);

/** API and worker by turns, and the connections of the API before each. */
async function disturb(site: CrashSite, openings: Openings, count: number): Promise<void> {
  const kills = Math.max(1, Math.floor(count / GRANTS_A_KILL));
  for (let no = 0; no < kills; no += 1) {
    const until = (part: number): number => ((no + part) * count) / kills;
    await openings.done.reached(Math.floor(until(0.2)));
    await site.killWorker();
    await openings.done.reached(Math.floor(until(0.6)));
    await site.cut();
    await site.killApi();
  }
}

const wordsOf = (grants: readonly Grant[], good: ReadonlySet<string>): string[] =>
  grants.flatMap((grant) => missingOf(grant, good).map((what) => `${grant.accessId}: without ${what}`));

/** @param cases of cw.amal, made while nothing was killed */
export async function emergencies(site: CrashSite, cases: readonly string[], order: Order): Promise<Outcome> {
  const { count, seed, say } = order;
  const openings = new Openings(site, new Chance(seed));
  const before = site.kills;
  const telling = setInterval(
    () => say(`${String(openings.done.count)} of ${String(count)} openings, ${String(site.kills)} kills`),
    30_000,
  );
  try {
    const attempts = everyOther(cases, count);
    const working = Array.from({ length: Math.min(AT_ONCE, count) }, () => openings.goOn(attempts));
    await Promise.all([...working, disturb(site, openings, count)]);
  } finally {
    clearInterval(telling);
  }
  const grants = await grantsOf(site.owner, cases);
  const kills = site.kills - before;
  const spoilt = await spoil(site.owner, grants, openings.good);
  return {
    counts: {
      ...openings.counts,
      'grants in the record': grants.length,
      'grants with all five': grants.filter((grant) => missingOf(grant, openings.good).length === 0).length,
      'kills of API and worker': kills,
      'ms, longest from the decision to the alert': Math.max(0, ...grants.map(({ alertMs }) => alertMs ?? 0)),
    },
    findings: [
      ...openings.findings,
      ...wordsOf(grants, openings.good).slice(0, 20),
      ...(grants.length === count ? [] : [`${String(grants.length)} grants stand in the record`]),
    ],
    controls: Object.fromEntries(FIVE.map((what) => [`a grant without ${what}`, spoilt.includes(what)])),
  };
}

async function run(order: Order): Promise<Outcome> {
  // All cases are one caseworker's.
  const api = await startedApi({ policyValues: { ...WIDE_READING, 'caseload.max': casesFor(order.count) } });
  try {
    const cases = await someCases(api, casesFor(order.count));
    const site = await CrashSite.start(api, true);
    try {
      return await emergencies(
        site,
        cases.map(({ caseId }) => caseId),
        order,
      );
    } finally {
      await site.end();
    }
  } finally {
    await api.stop();
  }
}

/** S13: a file is opened in an emergency with everything that belongs to it, or not at all. */
export const campaign: Campaign = {
  name: 'emergencies',
  about:
    'each has a reason, a second factor, an end within the hour, an alert and a review, whatever is killed meanwhile:',
  unit: 'openings in an emergency',
  small: 5,
  full: 1000,
  run,
};
