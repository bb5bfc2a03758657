import { EmbeddedError } from '../errors.js';
import type { ProcessState } from '../processes/managed-process.js';
import type { Service } from '../processes/service.js';
import type { ExitInfo } from '../processes/warden-protocol.js';

/** A server that somebody else runs: used as it is, neither started nor stopped here. */
export class ExternalService implements Service {
  readonly pid = undefined;
  readonly exited: Promise<ExitInfo> = new Promise(() => undefined);
  readonly state: ProcessState = 'ready';

  constructor(readonly name: string) {}

  async start(): Promise<void> {
    // It runs already.
  }

  async stop(): Promise<void> {
    // Others may be using it.
  }

  kill(): Promise<void> {
    return Promise.reject(this.refusal('ended'));
  }

  restart(): Promise<void> {
    return Promise.reject(this.refusal('restarted'));
  }

  private refusal(act: string): EmbeddedError {
    return new EmbeddedError(
      'not-ours',
      `${this.name} was not started here, so it is not ${act} here.`,
      'use the tools of whoever runs it.',
    );
  }
}

export class ExternalPostgres extends ExternalService {
  readonly port: number;

  /** @param url for worker and operators; @param superUrl for migrations; @param apiUrl for the API; @param namesUrl for its list of names */
  constructor(
    readonly url: string,
    readonly superUrl: string,
    readonly apiUrl: string,
    readonly namesUrl: string,
  ) {
    super('postgres');
    this.port = Number(new URL(url).port || 5432);
  }
}

export class ExternalTemporal extends ExternalService {
  readonly uiUrl = undefined;

  constructor(
    readonly address: string,
    readonly namespace: string,
  ) {
    super('temporal');
  }
}
