import { styleText } from 'node:util';
import type { Paint } from '@caseward/scenario';

export interface TerminalOptions {
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  /** commander's spelling of `--no-color`. */
  readonly color?: boolean | undefined;
}

type Style = Parameters<typeof styleText>[0];

/** Data goes to stdout, talk to stderr, so that a pipe carries data only. */
export class Terminal {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly colour: boolean;
  readonly isTty: boolean;

  constructor(options: TerminalOptions = {}) {
    this.json = options.json ?? false;
    this.quiet = options.quiet ?? false;
    this.isTty = process.stderr.isTTY;
    const wanted = options.color !== false && (process.env['NO_COLOR'] ?? '') === '';
    this.colour = wanted && (process.stdout.isTTY || process.env['FORCE_COLOR'] === '1');
  }

  data(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  /** One JSON value on one line. */
  record(value: unknown): void {
    this.data(JSON.stringify(value));
  }

  talk(text: string): void {
    if (!this.quiet) process.stderr.write(`${text}\n`);
  }

  /** Also when quiet. */
  complain(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  style(style: Style, text: string): string {
    return this.colour ? styleText(style, text, { validateStream: false }) : text;
  }

  get paint(): Paint {
    return {
      good: (text) => this.style('green', text),
      bad: (text) => this.style('red', text),
      quiet: (text) => this.style('dim', text),
    };
  }
}
