/** Ids that answers showed, by the name of their field and by who saw them: what a client would come back with. */
export class Harvest {
  readonly #seen = new Map<string, unknown[]>();

  constructor(private readonly most = 400) {}

  /** @param who `login`, so that a person mostly uses what was shown to the same person */
  take(who: string, value: unknown, depth = 0): void {
    if (depth > 6 || value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 20)) this.take(who, item, depth + 1);
      return;
    }
    for (const [name, inside] of Object.entries(value)) {
      if (typeof inside === 'string' || typeof inside === 'number') this.#keep(who, name, inside);
      else this.take(who, inside, depth + 1);
    }
  }

  /** Of this person; of everybody when this person saw none. */
  of(who: string, ...names: readonly string[]): readonly unknown[] {
    const own = names.flatMap((name) => this.#seen.get(`${who} ${name}`) ?? []);
    return own.length > 0 ? own : names.flatMap((name) => this.#seen.get(` ${name}`) ?? []);
  }

  #keep(who: string, name: string, value: unknown): void {
    if (!NAMES.test(name)) return;
    for (const key of [`${who} ${name}`, ` ${name}`]) {
      const values = this.#seen.get(key) ?? [];
      this.#seen.set(key, values);
      if (values.includes(value)) continue;
      if (values.length >= this.most) values.shift();
      values.push(value);
    }
  }
}

const NAMES = /(Id|^id|^code|^annex|^form|^version|^address|^indicator|^key|^next|^name)$/;
