import { DEMO_CODE_SECRET } from '@caseward/contracts';
import { generate } from 'otplib';
import type { ApiPerson } from '../api/support/person.js';
import { Browser, demoCode } from '../api/support/browser.js';
import type { RunningApi } from '../api/support/running-api.js';
import type { Chance } from '../properties/random.js';
import { fineStopwatch } from '../support/clock.js';

/** What a guess was answered, as far as whoever guesses can tell one answer from another. */
export interface Told {
  readonly status: number;
  readonly words: string;
  readonly took: number;
  /** What the second step needs, where there is one. */
  readonly stage: string | null;
}

export interface Target {
  readonly login: string;
  readonly password: string;
  readonly kind: 'known' | 'unknown' | 'left';
}

/** One sign-in whose cookies are passed around: what is tried on its page comes from a few addresses by turns. */
export class Attackers {
  guesses = 0;
  entries = 0;
  readonly #addresses: readonly Browser[];
  #page: Promise<string> | null = null;
  #next = 0;

  constructor(
    private readonly api: RunningApi,
    private readonly chance: Chance,
    count: number,
  ) {
    this.#addresses = Array.from({ length: count }, (_, no) => new Browser(api, `203.0.113.${String(no + 1)}`));
  }

  /** After a while a page is too old. */
  forgetPage(): void {
    this.#page = null;
  }

  /** As fast as they go. */
  async burst(forms: readonly Readonly<Record<string, string>>[]): Promise<Told[]> {
    return Promise.all(forms.map((form) => this.guess(form)));
  }

  async guess(form: Readonly<Record<string, string>>): Promise<Told> {
    const page = await (this.#page ??= this.#begin());
    const browser = this.#addresses[this.#next++ % this.#addresses.length]!;
    const since = fineStopwatch();
    const { status, text } = await browser.post(page, { form });
    const took = since();
    this.guesses += 1;
    if (status >= 300 && status < 400) {
      this.entries += 1;
      this.forgetPage();
    }
    const [, stage = null] = /name="stage" value="([^"]+)"/.exec(text) ?? [];
    return { status, took, stage, words: wordsOf(text) };
  }

  /** Only looks at the page, which asks for no work. */
  async look(): Promise<Told> {
    const page = await (this.#page ??= this.#begin());
    const since = fineStopwatch();
    const { status, text } = await this.#addresses[0]!.get(page);
    return { status, words: wordsOf(text), took: since(), stage: null };
  }

  async #begin(): Promise<string> {
    const [first, ...others] = this.#addresses as [Browser, ...Browser[]];
    first.cookies.clear();
    const page = await first.toSignIn();
    for (const other of others) {
      other.cookies.clear();
      for (const [name, value] of first.cookies) other.cookies.set(name, value);
    }
    return page;
  }

  wrongPassword(): string {
    return `guess-${String(this.chance.upTo(1_000_000))}-2026`;
  }

  /** One that is neither of now nor of the moments beside it. */
  async wrongCode(): Promise<string> {
    const nowMs = this.api.clock.realMs();
    const right = await Promise.all([-60, -30, 0, 30, 60].map((seconds) => demoCode(nowMs + seconds * 1000)));
    for (;;) {
      const code = String(this.chance.upTo(999_999)).padStart(6, '0');
      if (!right.includes(code)) return code;
    }
  }

  rightCode(): Promise<string> {
    return generate({ secret: DEMO_CODE_SECRET, epoch: Math.floor(this.api.clock.realMs() / 1000) });
  }

  /** With a session that was stolen. */
  async stepUp(person: ApiPerson, code: string): Promise<number> {
    const { status } = await person.post('/v1/sessions/current/step-up', { code });
    this.guesses += 1;
    if (status < 300) this.entries += 1;
    return status;
  }
}

/** A page without what differs each time; how long the hidden field is may tell something too. */
function wordsOf(text: string): string {
  return text
    .replaceAll(/nonce="[^"]+"|nonce-[\w-]+|action="[^"]+"/g, '')
    .replaceAll(
      /(name="stage" value=")([^"]+)"/g,
      (_, name: string, stage: string) => `${name}${String(stage.length)} signs"`,
    );
}
