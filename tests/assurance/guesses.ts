import { API_PARTS, type ApiParts } from '@caseward/api';
import { DEMO_CODE_SECRET } from '@caseward/contracts';
import { seedCodes, upsertAccounts } from '@caseward/persistence';
import { hashPassword } from '@caseward/security';
import { ApiPerson } from '../api/support/person.js';
import { Browser } from '../api/support/browser.js';
import { startedApi, type RunningApi } from '../api/support/running-api.js';
import { ShiftedClock } from '../api/support/shifted-clock.js';
import { Chance } from '../properties/random.js';
import type { Campaign, Order, Outcome } from './campaign.js';
import { AnswerBook } from './guesses-answers.js';
import { Attackers, type Target } from './guesses-attack.js';
import { isTold, median, type Pair } from './timing.js';

const ACCOUNTS = 100;
const ADDRESSES = 4;
/** Failures of one login that are told as such, in five minutes. */
const MOST_TOLD = 5;
const WINDOW_SECONDS = 5 * 60 + 1;
/** As many as the addresses may fail in one window. */
const BOUTS_A_WINDOW = 8;
const GUESSES_A_BOUT = 24;
const PROMISED_MINUTES = 15;
const PASSWORDS = ['Granite-Kettle-71', 'Sparrow-Lantern-08', 'Meadow-Copper-55', 'Harbour-Velvet-93'] as const;
const TEAM = { teamId: 'team-harbour', officeId: 'office-coast', agencyId: 'agency-lantern' };

/** Accounts that there are, that there were, and that nobody has; names as long as each other, so that no length tells. */
async function targets(api: RunningApi, count: number): Promise<Target[]> {
  const hashes = await Promise.all(PASSWORDS.map(hashPassword));
  const all = (kind: Target['kind'], many: number): Target[] =>
    Array.from({ length: many }, (_, no) => ({
      ...{ kind, login: `${kind.padEnd(7, 'x')}-${String(no).padStart(3, '0')}` },
      password: PASSWORDS[no % PASSWORDS.length]!,
    }));
  const found = [...all('known', count), ...all('unknown', Math.ceil(count / 5)), ...all('left', Math.ceil(count / 5))];
  const accounts = found
    .filter(({ kind }) => kind !== 'unknown')
    .map(({ login, kind, password }) => ({
      ...{ ...TEAM, personId: `person-${login}`, displayName: login, role: 'COMM' as const, login },
      ...{ active: kind === 'known', passwordHash: hashes[PASSWORDS.findIndex((one) => one === password)]! },
    }));
  await upsertAccounts(api.dataSource, accounts);
  const { signInKeys } = api.app.get<ApiParts>(API_PARTS).secrets;
  const ids = accounts.map(({ personId }) => personId);
  await seedCodes(api.dataSource, signInKeys, ids, DEMO_CODE_SECRET);
  return found;
}

class Guessing {
  readonly attackers: Attackers;
  readonly answers = new AnswerBook();
  readonly pairs: Pair[] = [];
  mostTold = 0;
  mostMinutes = 0;
  owners = 0;

  constructor(
    readonly api: RunningApi,
    private readonly clock: ShiftedClock,
    chance: Chance,
  ) {
    this.attackers = new Attackers(api, chance, ADDRESSES);
  }

  /** All that one login is tried with in five minutes, from everywhere at once. */
  async bout({ login, password, kind }: Target): Promise<void> {
    const { attackers, answers } = this;
    const wrong = (): { login: string; password: string } => ({ login, password: attackers.wrongPassword() });
    const first = await attackers.burst(Array.from({ length: 8 }, wrong));
    const told = first.filter(({ status }) => status === 403);
    this.mostTold = Math.max(this.mostTold, told.length);
    answers.heard(kind, 'password', told);
    const dark = await attackers.burst([{ login, password }, wrong()]);
    answers.heard(kind, 'password in the dark', [...first.filter((one) => !told.includes(one)), ...dark]);
    for (const { stage } of dark) {
      if (stage === null) continue;
      const codes = await Promise.all(Array.from({ length: 6 }, () => attackers.wrongCode()));
      for (const code of [...codes, await attackers.rightCode()]) {
        answers.heard(kind, 'code', [await attackers.guess({ stage, code })]);
      }
    }
  }

  /** The second factor of somebody whose session was stolen; the right code comes when it is too late. */
  async stolenSession(login: string): Promise<void> {
    const person = new ApiPerson(this.api, login);
    for (let tries = 0; tries < 5; tries += 1) await this.attackers.stepUp(person, await this.attackers.wrongCode());
    await this.attackers.stepUp(person, await this.attackers.rightCode());
  }

  /** The owner, on a device that was never used: at once, and then every minute. */
  async owner(target: Target): Promise<void> {
    this.owners += 1;
    let minutes = 0;
    while (minutes <= PROMISED_MINUTES && !(await this.#isIn(target))) {
      minutes += 1;
      this.clock.forward(60);
    }
    this.mostMinutes = Math.max(this.mostMinutes, minutes);
    this.nextWindow();
  }

  async #isIn({ login, password }: Target): Promise<boolean> {
    const browser = new Browser(this.api, `198.51.100.${String(this.owners % 250)}`);
    const page = await browser.toSignIn();
    const seen = await browser.post(page, { form: { login, password } });
    if (seen.status === 303) return true;
    const [, stage] = /name="stage" value="([^"]+)"/.exec(seen.text) ?? [];
    if (stage === undefined) return false;
    return (await browser.post(page, { form: { stage, code: await this.attackers.rightCode() } })).status === 303;
  }

  /** One after the other, with nothing beside it: how long each kind of login is looked at. */
  async pair(known: Target, unknown: Target): Promise<void> {
    const took = async ({ login }: Target): Promise<number> =>
      (await this.attackers.guess({ login, password: this.attackers.wrongPassword() })).took;
    this.pairs.push({ hidden: await took(known), absent: await took(unknown) });
  }

  nextWindow(): void {
    this.clock.forward(WINDOW_SECONDS);
    this.attackers.forgetPage();
  }
}

async function attack(guessing: Guessing, all: readonly Target[], { count, say }: Order): Promise<void> {
  const { attackers } = guessing;
  for (let no = 0; attackers.guesses < count; no += 1) {
    // A step that meets all kinds by turns.
    const target = all[(no * 7) % all.length]!;
    await guessing.bout(target);
    if (target.kind === 'known' && no % 4 === 0) await guessing.stolenSession(target.login);
    if (target.kind === 'known' && no % 10 === 0) await guessing.owner(target);
    if (no % BOUTS_A_WINDOW === BOUTS_A_WINDOW - 1) guessing.nextWindow();
    if (no % 40 === 39) say(`${String(attackers.guesses)} of ${String(count)} guesses`);
  }
}

async function measure(guessing: Guessing, all: readonly Target[], pairs: number): Promise<void> {
  const [known, unknown] = [all.filter(({ kind }) => kind === 'known'), all.filter(({ kind }) => kind === 'unknown')];
  for (let no = 0; no < pairs; no += 1) {
    if (no % 4 === 0) guessing.nextWindow();
    await guessing.pair(known[no % known.length]!, unknown[no % unknown.length]!);
  }
}

/** What the checks are for: a password that is guessed, an answer of its own, an answer without the work of a hash. */
async function planted(guessing: Guessing, all: readonly Target[]): Promise<Outcome['controls']> {
  guessing.nextWindow();
  const { login, password } = all[0]!;
  const lucky = new Attackers(guessing.api, new Chance(1), 1);
  const pairs: Pair[] = [];
  const answers = new AnswerBook();
  for (let no = 0; no < 4; no += 1) {
    const { took, ...told } = await lucky.guess({ login, password: lucky.wrongPassword() });
    const idle = await lucky.look();
    pairs.push({ hidden: took, absent: idle.took });
    answers.heard('known', 'password', [told]);
    answers.heard('unknown', 'password', [idle]);
  }
  await lucky.guess({ login, password });
  return {
    'a password among the first five': lucky.entries === 1,
    'another answer for a login that nobody has': answers.differences().length === 1,
    'a login that nobody has is answered without the work': isTold(pairs),
  };
}

export async function guesses(api: RunningApi, clock: ShiftedClock, order: Order): Promise<Outcome> {
  const isFull = order.count > campaign.small;
  const all = await targets(api, Math.min(ACCOUNTS, Math.max(4, Math.ceil(order.count / GUESSES_A_BOUT))));
  const guessing = new Guessing(api, clock, new Chance(order.seed));
  await attack(guessing, all, order);
  await measure(guessing, all, isFull ? 200 : 2);
  const { attackers, answers, mostTold, mostMinutes, owners, pairs } = guessing;
  const [hidden, absent] = [pairs.map((pair) => pair.hidden), pairs.map((pair) => pair.absent)];
  return {
    counts: {
      guesses: attackers.guesses,
      'accounts, logins that nobody has or that somebody left': all.length,
      addresses: ADDRESSES,
      entries: attackers.entries,
      'most wrong passwords of one login told in five minutes': mostTold,
      'different answers': answers.distinct,
      'owners who signed in meanwhile on a new device': owners,
      'minutes, longest that an owner was kept out': mostMinutes,
      'us, median of a wrong password: known login': median(hidden),
      'us, median of a wrong password: login that nobody has': median(absent),
    },
    findings: [
      ...(attackers.entries > 0 ? [`${String(attackers.entries)} entries`] : []),
      ...(mostTold > MOST_TOLD ? [`${String(mostTold)} guesses for one login were told within five minutes`] : []),
      ...(mostMinutes > PROMISED_MINUTES ? ['an owner was kept out for longer than was promised'] : []),
      ...answers.differences(),
      // No test asserts a time.
      ...(isFull && isTold(pairs) ? ['the time of an answer tells which logins there are'] : []),
    ],
    controls: await planted(guessing, all),
  };
}

async function run(order: Order): Promise<Outcome> {
  const clock = new ShiftedClock();
  const api = await startedApi({ clock, embedded: { publicUrl: 'http://localhost:3000', asksSecondFactor: false } });
  try {
    return await guesses(api, clock, order);
  } finally {
    await api.stop();
  }
}

/** S15: passwords and one-time codes are guessed from a few addresses at once, for hours. */
export const campaign: Campaign = {
  name: 'guesses',
  about: 'nobody gets in by guessing, learns who has an account, or keeps its owner out:',
  unit: 'guesses of passwords and codes',
  small: 60,
  full: 10_000,
  run,
};
