import { toMs, type Due, type Instant, type Zone } from '@caseward/domain';
import type { Cast } from '../format/cast.js';
import { instantOf, isDateOnly, localText } from '../format/moments.js';

export interface Difference {
  /** Where in the file the expectation stands. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** What a comparison needs to know beside the two sides. */
export interface Setting {
  readonly zone: Zone;
  readonly cast: Cast;
  /** The instant that is looked at. */
  readonly now: Instant;
  /** When the step that the file dates so was really recorded; the same instant on a clock that stands still. */
  recordedAs(expected: Instant): Instant;
  /** How much later than the file says each step so far was recorded; all 0 on a clock that stands still. */
  readonly delaysMs: readonly number[];
}

export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Collects what differs, each with its place in the file. */
export class Comparison {
  readonly differences: Difference[] = [];

  constructor(readonly setting: Setting) {}

  /** To try something out without it counting. */
  another(): Comparison {
    return new Comparison(this.setting);
  }

  differs(path: string, expected: unknown, found: unknown): void {
    this.differences.push({ path, expected: shown(expected), found: shown(found) });
  }

  /** Fields that the file leaves out are not compared. */
  same(path: string, expected: unknown, found: unknown): void {
    if (expected === undefined || JSON.stringify(expected) === JSON.stringify(found)) return;
    this.differs(path, expected, found);
  }

  moment(path: string, expected: string | undefined, found: Instant | null): void {
    if (expected === undefined) return;
    const { zone } = this.setting;
    const instant = instantOf(zone, expected);
    if (found !== null && (found === instant || found === this.setting.recordedAs(instant))) return;
    this.differs(path, expected, found === null ? null : localText(zone, found));
  }

  due(path: string, expected: string | null | undefined, found: Pick<Due, 'dueOn' | 'dueAt'>): void {
    if (expected === undefined) return;
    if (expected === null || isDateOnly(expected)) return this.same(path, expected, found.dueOn ?? found.dueAt);
    if (found.dueAt === null) return this.differs(path, expected, found.dueOn);
    // Hours that count from when something was entered end as much later as it was entered.
    const laterMs = toMs(found.dueAt) - toMs(instantOf(this.setting.zone, expected));
    if (!this.setting.delaysMs.includes(laterMs)) this.moment(path, expected, found.dueAt);
  }

  person(path: string, expected: string | undefined, found: string | null): void {
    this.same(path, expected, found === null ? null : this.setting.cast.nameOf(found));
  }
}
