/** Work that is counted as it goes on, for whoever acts when so much is done. */
export class Progress {
  #count = 0;
  readonly #waiting = new Set<{ readonly count: number; readonly resolve: () => void }>();

  get count(): number {
    return this.#count;
  }

  add(): void {
    this.#count += 1;
    for (const one of this.#waiting) {
      if (this.#count < one.count) continue;
      this.#waiting.delete(one);
      one.resolve();
    }
  }

  /** Resolves once at least so many are counted. */
  reached(count: number): Promise<void> {
    if (this.#count >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add({ count, resolve }));
  }
}
