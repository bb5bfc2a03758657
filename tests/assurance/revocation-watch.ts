import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiPerson } from '../api/support/person.js';
import { EventStream } from '../api/support/event-stream.js';
import type { RunningApi } from '../api/support/running-api.js';
import { fineStopwatch } from '../support/clock.js';

/** Whoever still reads after so long reads for ever. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 10;
const EXPECTED: ReadonlySet<number> = new Set([200, 401, 403, 404]);

/** What was seen around one revocation. Milliseconds after it was acknowledged; 0: nothing came later. */
export interface Seen {
  readonly reads: number;
  readonly events: number;
  readonly lastReadMs: number;
  readonly lastEventMs: number;
  /** Null where there was no stream, or where it goes on by right. */
  readonly streamEndMs: number | null;
  /** What may not be, however fast it was. */
  readonly faults: readonly string[];
}

export interface Trial {
  readonly reader: ApiPerson;
  readonly caseId: string;
  /** Whether it ends when the right is gone; null: this reader has no stream about the case. */
  readonly streamEnds: boolean | null;
  /** Resolves when the revocation is acknowledged. */
  readonly revoke: () => Promise<void>;
  /** How long to go on reading after it at least. */
  readonly lookMs: number;
}

/** Somebody who reads on and on, and what came of it once the right was taken. */
export class Watch {
  readonly #since = fineStopwatch();
  readonly #faults = new Set<string>();
  readonly #places: string[] = [];
  #reads = 0;
  #refusals = 0;
  #gone = 0;
  #lastRead = 0;
  #lastEvent = 0;
  #events = 0;
  #ended: number | null = null;
  #acknowledged: number | null = null;

  constructor(
    private readonly api: RunningApi,
    private readonly trial: Trial,
  ) {}

  async see(): Promise<Seen> {
    const { caseId, revoke, streamEnds } = this.trial;
    await this.#choosePlaces();
    const stream = streamEnds === null ? null : await this.#open();
    const reading = this.#readOn(stream);
    while (!this.#isUnderWay(stream)) await sleep(PAUSE_MS);
    await revoke();
    this.#acknowledged = this.#now();
    await reading;
    await stream?.close();
    if (streamEnds === true && this.#events === 0) this.#faults.add(`the stream never named the case ${caseId}`);
    const after = (moment: number): number => Math.max(0, Math.round(moment - (this.#acknowledged ?? 0)));
    return {
      reads: this.#reads,
      events: this.#events,
      lastReadMs: after(this.#lastRead),
      lastEventMs: after(this.#lastEvent),
      streamEndMs: this.#ended === null ? null : after(this.#ended),
      faults: [...this.#faults],
    };
  }

  #now(): number {
    return this.#since() / 1000;
  }

  async #open(): Promise<EventStream> {
    const stream = await EventStream.open(this.api, this.trial.reader);
    void stream.ended.then(() => (this.#ended ??= this.trial.streamEnds === true ? this.#now() : null));
    return stream;
  }

  /** Whatever shows the case to this reader, lists too. */
  async #choosePlaces(): Promise<void> {
    const { reader, caseId } = this.trial;
    const places = [`/v1/cases/${caseId}`, `/v1/cases/${caseId}/timeline`, '/v1/cases', '/v1/inbox?view=team'];
    for (const place of places) if ((await this.#look(place)).shows) this.#places.push(place);
    if (this.#places.length === 0) throw new Error(`${reader.login} cannot read the case before anything was taken`);
  }

  /** A list that no longer names the case may only have grown: that is no refusal. */
  async #look(place: string): Promise<{ readonly shows: boolean; readonly isRefused: boolean }> {
    const { status, text } = await this.trial.reader.get(place);
    if (!EXPECTED.has(status)) this.#faults.add(`answered ${String(status)}`);
    return { shows: status === 200 && text.includes(this.trial.caseId), isRefused: status !== 200 };
  }

  #isUnderWay(stream: EventStream | null): boolean {
    const hasEvents = stream === null || this.trial.streamEnds === false || this.#events > 0;
    return this.#reads >= this.#places.length && hasEvents;
  }

  async #readOn(stream: EventStream | null): Promise<void> {
    for (let at = 0; !this.#isOver(stream); at += 1) {
      this.#listen(stream);
      const { shows, isRefused } = await this.#look(this.#places[at % this.#places.length]!);
      if (isRefused || (!shows && this.#acknowledged !== null)) this.#gone += 1;
      if (isRefused) this.#refusals += 1;
      if (shows) {
        this.#reads += 1;
        this.#lastRead = this.#now();
        if (this.#refusals > 0) this.#faults.add('read again after it was refused');
      }
      await sleep(PAUSE_MS);
    }
    this.#listen(stream);
  }

  #listen(stream: EventStream | null): void {
    // That a task left the inbox is how somebody hears that the right is gone.
    const named = stream?.events.filter(({ data }) => data.caseId === this.trial.caseId && data.kind !== 'removed');
    const events = named?.length ?? 0;
    if (events > this.#events) this.#lastEvent = this.#now();
    this.#events = events;
  }

  #isOver(stream: EventStream | null): boolean {
    if (this.#acknowledged === null) return false;
    const since = this.#now() - this.#acknowledged;
    const isOpen = stream !== null && this.trial.streamEnds === true && this.#ended === null;
    const isRefused = this.#gone > this.#places.length;
    if (isRefused && !isOpen) return since >= this.trial.lookMs;
    if (since < PATIENCE_MS) return false;
    if (!isRefused) this.#faults.add(`still read after ${String(PATIENCE_MS)} ms`);
    if (isOpen) this.#faults.add(`its stream was still open after ${String(PATIENCE_MS)} ms`);
    return true;
  }
}
