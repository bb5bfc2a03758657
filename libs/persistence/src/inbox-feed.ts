import { EventEmitter } from 'node:events';
import type { Client } from 'pg';
import { recordFault } from './errors.js';
import { ImpatientClient } from './impatient-client.js';
import { inboxChanges, inboxPosition, type InboxChange } from './inbox-changes.js';
import { INBOX_CHANNEL } from './inbox-notice.js';
import type { Sql } from './query.js';

export interface InboxFeedSettings {
  readonly url: string;
  /** Milliseconds after which the feed looks by itself, should a notification have been lost; default 5 000. */
  readonly lookEveryMs?: number;
}

const RECONNECT_MS = 1000;
const PATIENCE_MS = 5000;
const WAITING_MS = 50;

/**
 * Inbox changes as they are committed by any process, for all listeners of this process over one connection.
 * Emits `changes` with a batch. A database that is away is waited for; afterwards nothing is missing.
 */
export class InboxFeed extends EventEmitter<{ changes: [readonly InboxChange[]] }> {
  readonly #sql: Sql;
  readonly #settings: InboxFeedSettings;
  #client: Client | null = null;
  #cursor: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #isClosed = false;

  constructor(sql: Sql, settings: InboxFeedSettings) {
    super();
    this.#sql = sql;
    this.#settings = settings;
    this.setMaxListeners(0);
  }

  /** Resolves once the feed listens; what is committed from then on is emitted. @throws RecordUnavailableError */
  async start(): Promise<void> {
    this.#cursor = await inboxPosition(this.#sql);
    await this.#listen();
    this.#look();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.removeAllListeners();
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
    await this.#looking;
  }

  async #listen(): Promise<void> {
    const client = new ImpatientClient({
      connectionString: this.#settings.url,
      application_name: 'caseward-inbox',
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      keepAlive: true,
    });
    client.on('notification', () => this.#look());
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${INBOX_CHANNEL}`);
    } catch (error) {
      client.end().catch(() => undefined);
      throw recordFault(error);
    }
    this.#client = client;
  }

  #lost(client: Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    this.#lookIn(RECONNECT_MS);
  }

  /** One look at a time; a notification during it asks for another. */
  #look(): void {
    if (this.#isClosed) return;
    if (this.#looking !== null) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#lookNow().then((delayMs) => {
      this.#looking = null;
      this.#lookIn(this.#lookAgain ? 0 : delayMs);
      this.#lookAgain = false;
    });
  }

  #lookIn(delayMs: number): void {
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => this.#look(), delayMs);
  }

  /** @returns milliseconds until the next look */
  async #lookNow(): Promise<number> {
    try {
      if (this.#client === null && !this.#isClosed) await this.#listen();
      const { changes, cursor, isWaiting } = await inboxChanges(this.#sql, this.#cursor);
      this.#cursor = cursor;
      if (changes.length > 0) this.emit('changes', changes);
      if (isWaiting || changes.length > 0) return WAITING_MS;
      return this.#settings.lookEveryMs ?? 5000;
    } catch {
      return RECONNECT_MS;
    }
  }
}
