/** Whether this process is about to end: readiness says so before connections are refused. */
export class Lifetime {
  #isEnding = false;

  get isEnding(): boolean {
    return this.#isEnding;
  }

  end(): void {
    this.#isEnding = true;
  }
}
