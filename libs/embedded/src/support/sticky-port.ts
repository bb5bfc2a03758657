import { type PortWish, resolvePort } from './ports.js';
import { readState, writeState } from './state-file.js';

export interface StickyPortOptions {
  readonly wish: PortWish | undefined;
  readonly purpose: string;
  readonly setting: string;
  /** Where the port of the last run is remembered, and under which name. */
  readonly file: string;
  readonly key: string;
}

/** A port that stays the same: within one run always, and from run to run as long as nobody else takes it. */
export class StickyPort {
  private chosen: number | undefined;
  private kept = false;

  constructor(private readonly options: StickyPortOptions) {}

  /** Zero until the first choice. */
  get value(): number {
    return this.chosen ?? 0;
  }

  /** Whether another port may be taken when this one turns out to be in use. */
  get mayMove(): boolean {
    return !this.kept && typeof this.options.wish !== 'number';
  }

  async choose(): Promise<number> {
    const { wish, purpose, setting, file, key } = this.options;
    const earlier = readState(file)[key];
    const remembered = typeof earlier === 'number' ? earlier : undefined;
    this.chosen = await resolvePort({ wish: this.kept ? this.chosen : wish, remembered, purpose, setting });
    return this.chosen;
  }

  /** Called when the port is in use by its service: others know it from now on, so it must not change any more. */
  keep(): void {
    this.kept = true;
    const { file, key } = this.options;
    writeState(file, { ...readState(file), [key]: this.value });
  }
}
