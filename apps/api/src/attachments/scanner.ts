import { spawn } from 'node:child_process';
import type { ScanVerdict } from '@caseward/domain';

export interface Scanner {
  scan(content: Buffer): Promise<ScanVerdict>;
}

export interface ScannerCommand {
  /** The program and its arguments; no shell is between. */
  readonly command: readonly [program: string, ...rest: string[]];
  readonly timeoutMs: number;
}

const EXITS: Readonly<Record<number, ScanVerdict>> = { 0: 'clean', 1: 'harmful' };

/** A program of the operator: it reads the content on its standard input and ends with 0 for clean, 1 for harmful. */
export class CommandScanner implements Scanner {
  constructor(private readonly settings: ScannerCommand) {}

  async scan(content: Buffer): Promise<ScanVerdict> {
    const { command, timeoutMs } = this.settings;
    const [program, ...rest] = command;
    // It is given no setting of ours: some of them are secrets.
    const child = spawn(program, rest, {
      env: { PATH: process.env['PATH'] },
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    // A scanner may stop reading before the end; what it says by its exit counts.
    child.stdin.on('error', () => undefined);
    child.stdin.end(content);
    return new Promise((resolve) => {
      child.once('error', () => resolve('unknown'));
      child.once('close', (code) => resolve(code === null ? 'unknown' : (EXITS[code] ?? 'unknown')));
    });
  }
}
