import type { Target, Told } from './guesses-attack.js';

export const PHASES = ['password', 'password in the dark', 'code'] as const;
export type Phase = (typeof PHASES)[number];

/** Every answer that was heard, by who the login belongs to: from it, somebody would learn which accounts there are. */
export class AnswerBook {
  readonly #answers = new Map<string, Set<string>>();

  heard(kind: Target['kind'], phase: Phase, answers: readonly Pick<Told, 'status' | 'words'>[]): void {
    const name = `${phase}: ${kind}`;
    const seen = this.#answers.get(name) ?? new Set<string>();
    for (const { status, words } of answers) seen.add(`${String(status)} ${words}`);
    this.#answers.set(name, seen);
  }

  get distinct(): number {
    return new Set([...this.#answers.values()].flatMap((seen) => [...seen])).size;
  }

  /** Where a login that nobody has, or that somebody had, hears something else than one that is in use. */
  differences(): string[] {
    return PHASES.flatMap((phase) => {
      const known = this.#of('known', phase);
      const others = (['unknown', 'left'] as const).filter((kind) => this.#answers.has(`${phase}: ${kind}`));
      return others
        .filter((kind) => this.#of(kind, phase) !== known)
        .map((kind) => `${phase}: the answer tells that a login is ${kind}`);
    });
  }

  #of(kind: Target['kind'], phase: Phase): string {
    return [...(this.#answers.get(`${phase}: ${kind}`) ?? [])].sort().join('\n');
  }
}
