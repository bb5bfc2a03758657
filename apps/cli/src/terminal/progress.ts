import { realMs } from './clock.js';
import type { Terminal } from './terminal.js';

const SHOW_AFTER_MS = 1_000;
const REDRAW_MS = 120;
const PLAIN_EVERY_MS = 5_000;
const BAR_WIDTH = 24;

export interface ProgressOptions {
  readonly what: string;
  readonly total?: number;
}

function seconds(ms: number): string {
  const whole = Math.max(0, Math.round(ms / 1000));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** Nothing for what is done within a second; then a bar, or a plain line every 5 s where nobody watches. */
export class Progress {
  private done = 0;
  private detail = '';
  private readonly started = realMs();
  private shownAt = 0;
  private readonly timer: NodeJS.Timeout;
  private drawn = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly options: ProgressOptions,
  ) {
    this.timer = setInterval(() => this.show(), REDRAW_MS);
    this.timer.unref();
  }

  step(detail = '', by = 1): void {
    this.done += by;
    this.say(detail);
  }

  to(done: number, detail = ''): void {
    this.done = done;
    this.say(detail);
  }

  say(detail: string): void {
    if (detail !== '') this.detail = detail;
    this.show();
  }

  /** A line that stays, above the bar. */
  note(line: string): void {
    this.clear();
    this.terminal.talk(line);
  }

  /** Takes the bar away; a sentence may stay in its place. */
  end(sentence?: string): void {
    clearInterval(this.timer);
    this.clear();
    if (sentence !== undefined) this.terminal.talk(sentence);
  }

  get elapsed(): string {
    return seconds(realMs() - this.started);
  }

  clear(): void {
    if (this.drawn) process.stderr.write('\r\u001B[2K');
    this.drawn = false;
  }

  private show(): void {
    const now = realMs();
    if (this.terminal.quiet || now - this.started < SHOW_AFTER_MS) return;
    const every = this.terminal.isTty ? REDRAW_MS : PLAIN_EVERY_MS;
    if (now - this.shownAt < every) return;
    this.shownAt = now;
    if (!this.terminal.isTty) {
      this.terminal.talk(this.line(now));
      return;
    }
    const width = (process.stderr.columns || 80) - 1;
    process.stderr.write(`\r\u001B[2K${this.line(now).slice(0, width)}`);
    this.drawn = true;
  }

  private line(now: number): string {
    const { what, total } = this.options;
    const elapsed = now - this.started;
    if (total === undefined || total === 0) return `${what}  ${seconds(elapsed)}  ${this.detail}`.trimEnd();
    const share = Math.min(1, this.done / total);
    const full = Math.round(share * BAR_WIDTH);
    const bar = this.terminal.isTty ? `[${'='.repeat(full)}${' '.repeat(BAR_WIDTH - full)}] ` : '';
    const rate = this.done === 0 ? '' : `  ${(this.done / (elapsed / 1000)).toFixed(1)}/s`;
    const left = this.done === 0 ? '' : `  ${seconds((elapsed / this.done) * (total - this.done))} left`;
    return `${what}  ${bar}${this.done}/${total}${rate}${left}  ${this.detail}`.trimEnd();
  }
}
