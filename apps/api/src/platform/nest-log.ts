import type { LoggerService } from '@nestjs/common';
import type { Logger } from './request-log.js';

const lineOf = (message: unknown): string => (typeof message === 'string' ? message : 'framework');

/** What the framework has to say, in our log: its start-up chatter stays out. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(): void {
    // Routes and modules are no news.
  }

  warn(message: unknown): void {
    this.logger.warn({}, lineOf(message));
  }

  error(message: unknown): void {
    this.logger.error(message instanceof Error ? { err: message } : {}, lineOf(message));
  }
}
