import { join } from 'node:path';
import {
  play,
  reportText,
  scenarioJsonSchema,
  startDomainDriver,
  type PlayReport,
  type Scenario,
} from '@caseward/scenario';
import type { ScenarioFile, UnusableFile } from '../play/scenario-files.js';
import { scenarioFiles } from '../play/scenario-files.js';
import { scratchFolder } from '../stack/workspace.js';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import { speedText } from '../terminal/speed.js';
import type { Terminal } from '../terminal/terminal.js';
import type { CommonOptions } from './common.js';

interface PlayOptions extends CommonOptions {
  readonly driver: 'domain' | 'workflow' | 'http';
  readonly speed: number;
  readonly schema?: boolean;
  readonly verbose?: boolean;
}

export async function playFiles(terminal: Terminal, options: PlayOptions, files: readonly string[]): Promise<ExitCode> {
  if (options.schema === true) {
    terminal.data(JSON.stringify(scenarioJsonSchema(), null, 2));
    return EXIT.ok;
  }
  if (files.length === 0) {
    throw new CommandFailed('no scenario file is named', EXIT.usage, 'caseward play tests/acceptance');
  }
  const outcome = new Outcome(terminal, options);
  if (options.driver === 'http') await playOnHttp(outcome, options, files);
  else await playOneByOne(outcome, options, files);
  return outcome.end();
}

/** What came out so far, shown as it comes. */
class Outcome {
  private readonly count = { played: 0, different: 0, unusable: 0 };
  readonly progress: Progress;

  constructor(
    private readonly terminal: Terminal,
    private readonly options: PlayOptions,
  ) {
    this.progress = new Progress(terminal, { what: 'playing' });
  }

  unusable({ file, faults }: UnusableFile): void {
    this.count.unusable += 1;
    if (this.terminal.json) this.terminal.record({ id: null, file, ok: false, unusable: faults });
    for (const { pointer, message } of faults) this.terminal.complain(`${file}#${pointer}: ${message}`);
  }

  played(file: string, report: PlayReport): void {
    this.count.played += 1;
    if (!report.ok) this.count.different += 1;
    const { terminal, options } = this;
    this.progress.clear();
    if (terminal.json) {
      const { id, driver, ok, steps, differences } = report;
      terminal.record({ id, file, driver, ok, steps, differences });
    } else if (!report.ok || options.verbose === true) {
      terminal.data(reportText(report, terminal.paint));
    } else {
      terminal.data(`${terminal.paint.good('✓')} ${report.id}  ${report.title}`);
    }
  }

  /** Whatever went wrong with one story, the others are still played. */
  async play({ file, scenario }: ScenarioFile, playing: () => Promise<PlayReport>): Promise<void> {
    let report: PlayReport;
    try {
      report = await playing();
    } catch (error) {
      report = brokenOff(scenario, this.options.driver, error);
    }
    this.played(file, report);
  }

  end(): ExitCode {
    const { played, different, unusable } = this.count;
    this.progress.end(`${played} played, ${different} different, ${unusable} unusable, ${this.progress.elapsed}`);
    if (unusable > 0) return EXIT.usage;
    return different > 0 ? EXIT.failure : EXIT.ok;
  }
}

/** A story that came to no end: what stopped it is what differs. */
function brokenOff({ id, title, rules }: Scenario, driver: string, error: unknown): PlayReport {
  const found = error instanceof Error ? error.message : String(error);
  const differences = [{ path: 'steps', expected: 'played to the end', found }];
  const step = { path: 'steps', at: '', branch: '', what: 'playing', happened: 'broken off', ok: false, differences };
  return { id, title, rules, driver, ok: false, steps: [step], differences };
}

async function playOneByOne(outcome: Outcome, { driver }: PlayOptions, paths: readonly string[]): Promise<void> {
  const site = driver === 'workflow' ? await workflowSite(outcome) : null;
  try {
    for await (const found of scenarioFiles(paths)) {
      outcome.progress.step(found.file);
      if ('faults' in found) outcome.unusable(found);
      else await outcome.play(found, async () => site?.play(found.scenario) ?? play(found.scenario, startDomainDriver));
    }
  } finally {
    await site?.stop();
  }
}

function playFolder(): string {
  return join(scratchFolder('play'), String(process.pid));
}

/** Loaded only when it is asked for: the engine's library costs a second that the pure driver does not need. */
async function workflowSite(
  outcome: Outcome,
): Promise<{ play(scenario: Scenario): Promise<PlayReport>; stop(): Promise<void> }> {
  outcome.progress.say('starting database and engine');
  const { startWorkflowSite } = await import('../play/workflow-site.js');
  return startWorkflowSite(playFolder());
}

async function playOnHttp(outcome: Outcome, { speed }: PlayOptions, paths: readonly string[]): Promise<void> {
  const usable: ScenarioFile[] = [];
  for await (const found of scenarioFiles(paths)) {
    if ('faults' in found) outcome.unusable(found);
    else usable.push(found);
  }
  const { startHttpSite } = await import('../play/http-site.js');
  for (const group of byPolicy(usable)) {
    const say = (line: string): void => outcome.progress.note(line);
    const scenarios = group.map(({ scenario }) => scenario);
    const site = await startHttpSite(scenarios, { dataDir: playFolder(), speed, say });
    try {
      outcome.progress.note(`the clock runs: ${speedText(speed)}`);
      await Promise.all(group.map((found) => outcome.play(found, () => site.play(found.scenario))));
    } finally {
      await site.stop();
    }
  }
}

/** A deployment has one policy at a time. */
function byPolicy(files: readonly ScenarioFile[]): ScenarioFile[][] {
  const groups = new Map<string, ScenarioFile[]>();
  for (const file of files) {
    const key = JSON.stringify([file.scenario.policy ?? null, file.scenario.documents ?? null]);
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [...groups.values()];
}
