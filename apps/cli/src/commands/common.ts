import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Terminal, type TerminalOptions } from '../terminal/terminal.js';

/** Options that every command has. */
export type CommonOptions = TerminalOptions;

/** The work of a command; commander has read its options as the program declares them. */
export type Work<Options extends CommonOptions> = (
  terminal: Terminal,
  options: Options,
  args: readonly string[],
) => Promise<ExitCode>;

/** Loads a command when it is asked for, gives it its terminal and turns its outcome into the exit code. */
export function running<Options extends CommonOptions>(
  load: () => Promise<Work<Options>>,
): (...args: unknown[]) => Promise<void> {
  return async (...args) => {
    const command = args.at(-1) as Command;
    const options = command.optsWithGlobals<Options>();
    const work = await load();
    const outcome = await work(new Terminal(options), options, command.args);
    process.exitCode = process.exitCode === undefined || outcome !== EXIT.ok ? outcome : process.exitCode;
  };
}
