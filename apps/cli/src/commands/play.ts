import {
  play,
  reportText,
  scenarioJsonSchema,
  startDomainDriver,
  type PlayReport,
  type StartDriver,
} from '@caseward/scenario';
import { Option, type Command } from 'commander';
import { scenarioFiles, type UnusableFile } from '../play/scenario-files.js';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';
import { withTerminal, type CommonOptions } from './common.js';

const DRIVERS = ['domain', 'workflow', 'http'] as const;
type DriverName = (typeof DRIVERS)[number];

interface PlayOptions extends CommonOptions {
  readonly driver: DriverName;
  readonly schema?: boolean;
  readonly verbose?: boolean;
}

export function addPlay(program: Command): void {
  program
    .command('play')
    .description('play scenario files and compare what happens with what they expect')
    .argument('[files...]', 'files, folders, or - for stdin (JSON, or one JSON document a line)')
    .addOption(new Option('--driver <name>', 'what to play them on').choices(DRIVERS).default('domain'))
    .option('--schema', 'print the JSON Schema of scenario files and end')
    .option('--verbose', 'show every step, not only those of scenarios that differ')
    .action(withTerminal(playFiles));
}

async function playFiles(terminal: Terminal, options: PlayOptions, files: readonly string[]): Promise<ExitCode> {
  if (options.schema === true) {
    terminal.data(JSON.stringify(scenarioJsonSchema(), null, 2));
    return EXIT.ok;
  }
  if (files.length === 0) {
    throw new CommandFailed('no scenario file is named', EXIT.usage, 'caseward play tests/acceptance');
  }
  const start = driverNamed(options.driver);
  const count = { played: 0, different: 0, unusable: 0 };
  const progress = new Progress(terminal, { what: 'playing' });
  for await (const found of scenarioFiles(files)) {
    progress.step(found.file);
    if ('faults' in found) {
      count.unusable += 1;
      showUnusable(terminal, found);
      continue;
    }
    const report = await play(found.scenario, start);
    count.played += 1;
    if (!report.ok) count.different += 1;
    showReport(terminal, found.file, report, options);
  }
  progress.end(`${count.played} played, ${count.different} different, ${count.unusable} unusable, ${progress.elapsed}`);
  if (count.unusable > 0) return EXIT.usage;
  return count.different > 0 ? EXIT.failure : EXIT.ok;
}

function driverNamed(name: DriverName): StartDriver {
  if (name === 'domain') return startDomainDriver;
  throw new CommandFailed(`the ${name} driver is not here yet`, EXIT.usage);
}

function showUnusable(terminal: Terminal, { file, faults }: UnusableFile): void {
  if (terminal.json) terminal.record({ id: null, file, ok: false, unusable: faults });
  for (const { pointer, message } of faults) terminal.complain(`${file}#${pointer}: ${message}`);
}

function showReport(terminal: Terminal, file: string, report: PlayReport, { verbose }: PlayOptions): void {
  if (terminal.json) {
    const { id, driver, ok, steps, differences } = report;
    terminal.record({ id, file, driver, ok, steps, differences });
  } else if (!report.ok || verbose === true) {
    terminal.data(reportText(report, terminal.paint));
  } else {
    terminal.data(`${terminal.paint.good('✓')} ${report.id}  ${report.title}`);
  }
}
