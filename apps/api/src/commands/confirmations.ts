import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { confirmCommands } from '@caseward/persistence';
import { asSystem } from '../access/behalf.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';

const GATHER_MS = 200;

/**
 * Tells the record that the engine holds a command, many in one statement. Losing some is harmless: the relay then asks
 * the case itself.
 */
@Injectable()
export class Confirmations implements OnApplicationShutdown {
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  add(commandId: string): void {
    this.#waiting.add(commandId);
    this.#timer ??= setTimeout(() => void this.#flush(), GATHER_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const commandIds = [...this.#waiting];
    this.#waiting.clear();
    try {
      await asSystem('confirm_commands', () => confirmCommands(this.parts.dataSource, commandIds));
    } catch (error) {
      this.parts.logger.warn({ err: error, count: commandIds.length }, 'commands not confirmed; the relay will ask');
    }
  }
}
