import { EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Terminal, type TerminalOptions } from '../terminal/terminal.js';
import type { Command } from 'commander';

/** Options that every command has. */
export type CommonOptions = TerminalOptions;

type Work<Options> = (terminal: Terminal, options: Options, args: readonly string[]) => Promise<ExitCode>;

/** Gives a command its terminal and turns its outcome into the exit code. */
export function withTerminal<Options extends CommonOptions>(
  work: Work<Options>,
): (...args: unknown[]) => Promise<void> {
  return async (...args) => {
    const command = args.at(-1) as Command;
    const options = command.optsWithGlobals<Options>();
    const values = command.args;
    const outcome = await work(new Terminal(options), options, values);
    process.exitCode = process.exitCode === undefined || outcome !== EXIT.ok ? outcome : process.exitCode;
  };
}
