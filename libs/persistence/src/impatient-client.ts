import pg from 'pg';

/**
 * A connection that closes when an answer does not come in time (`query_timeout`). The driver alone would report the
 * fault and keep the connection, where the next statement then waits behind the one that never ends.
 *
 * One that the server cuts between two owners (handed out, not yet listened to) only fails whoever uses it next: an
 * `error` that nobody hears would end the whole program.
 */
export class ImpatientClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
    const query = this.query.bind(this) as unknown as (...statement: unknown[]) => unknown;
    const watched = (...statement: unknown[]): unknown => {
      const answer = query(...statement);
      if (answer instanceof Promise) answer.catch((error: unknown) => this.#closeIfLate(error));
      return answer;
    };
    this.query = watched as unknown as typeof this.query;
  }

  #closeIfLate(error: unknown): void {
    if (!(error instanceof Error) || error.message !== 'Query read timeout') return;
    this.end().catch(() => undefined);
  }
}
