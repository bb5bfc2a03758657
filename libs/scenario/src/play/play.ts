import { caseNamesOf } from '../format/cases.js';
import { castOf } from '../format/cast.js';
import { instantOf, recordedMoment } from '../format/moments.js';
import { policiesOf, policyInForceOf, policyOf } from '../format/policy.js';
import {
  isCommandStep,
  isDutyLook,
  isDutyStep,
  isOrganisationStep,
  isProposalStep,
  isQuestionStep,
  type Scenario,
} from '../format/scenario.js';
import { playDuty, playDutyLook } from './duty-outcomes.js';
import { playArrangement } from './arrangements.js';
import type { StartDriver } from './driver.js';
import { linesOf, streamsOf, type PlacedStep } from './lines.js';
import { playCommand, playExpectation, playProposal, type Outcome, type Walk } from './outcomes.js';
import { playQuestion } from './questions.js';
import type { PlayedStep, PlayReport, StepResult } from './report.js';

export interface PlayOptions {
  /** Distinguishes this run of the file; the same name means the same case and command ids. */
  readonly run?: string;
  /** Makes system ids of the names in the cast. */
  readonly idOf?: (kind: string, name: string) => string;
  readonly onStep?: (result: StepResult) => void;
  /** For a clock that runs: branches and cases do not wait for each other, each goes through its own steps in time. */
  readonly sideBySide?: boolean;
  /** Steps of a run of the same name that was broken off: they are not played again. */
  readonly played?: ReadonlyMap<string, PlayedStep>;
  /** What a later run needs to go on from here. */
  readonly onPlayed?: (step: PlayedStep) => void;
}

/** Plays a scenario branch by branch, each from the start on a driver of its own. */
export async function play(scenario: Scenario, start: StartDriver, options: PlayOptions = {}): Promise<PlayReport> {
  const collected = new Collected(options);
  const lines = linesOf(scenario);
  const playOne = (line: readonly PlacedStep[], index: number): Promise<string> =>
    playLine(scenario, start, options, { index, line, collected });
  const names: string[] = [];
  if (options.sideBySide === true) names.push(...(await Promise.all(lines.map(playOne))));
  else for (const [index, line] of lines.entries()) names.push(await playOne(line, index));
  const steps = collected.inOrder(lines.flat().map(({ path }) => path));
  const differences = steps.flatMap((result) => result.differences);
  const { id, title, rules } = scenario;
  return { id, title, rules, driver: names[0] ?? '', ok: differences.length === 0, steps, differences };
}

interface Line {
  readonly index: number;
  readonly line: readonly PlacedStep[];
  readonly collected: Collected;
}

async function playLine(scenario: Scenario, start: StartDriver, options: PlayOptions, at: Line): Promise<string> {
  const { index, line, collected } = at;
  const cast = castOf(scenario, options.idOf);
  const policy = policyOf(scenario);
  const run = options.run ?? scenario.id;
  const driver = await start({
    run: index === 0 ? run : `${run}/${index}`,
    cast,
    policy,
    policyInForce: (now) => policyInForceOf(scenario, now),
    policies: policiesOf(scenario),
    caseNames: caseNamesOf(scenario),
    dutyFiles: scenario.dutyFiles ?? {},
    firstInstant: instantOf(policy.zone, line[0]?.step.at ?? ''),
  });
  const streams = options.sideBySide === true ? streamsOf(scenario, line) : [line];
  const playStream = async (stream: readonly PlacedStep[]): Promise<void> => {
    const walk: Walk = { scenario, policy, cast, driver, recorded: new Map(), codes: new Map() };
    for (const placed of stream) await playStep(walk, placed, collected);
  };
  try {
    await Promise.all(streams.map(playStream));
    collected.addEnd(index, await driver.verify());
  } finally {
    await driver.stop();
  }
  return driver.name;
}

async function playStep(walk: Walk, { step, path, branch }: PlacedStep, collected: Collected): Promise<void> {
  const earlier = collected.played(path);
  if (earlier !== undefined) {
    for (const [nominal, actual] of earlier.recorded) walk.recorded.set(nominal, actual);
    for (const [caseName, code] of earlier.codes) walk.codes.set(caseName, code);
    return;
  }
  const instant = instantOf(walk.policy.zone, recordedMoment(step));
  await walk.driver.advanceTo(instant);
  const outcome = await outcomeOf(walk, { step, path, branch });
  const result = { path, branch, at: step.at, ok: outcome.differences.length === 0, ...outcome };
  const actual = walk.recorded.get(instant);
  collected.add({ result, recorded: actual === undefined ? [] : [[instant, actual]], codes: [...walk.codes] });
}

function outcomeOf(walk: Walk, { step, path }: PlacedStep): Promise<Outcome> | Outcome {
  if (isCommandStep(step)) return playCommand(walk, step, path);
  if (isOrganisationStep(step)) return playArrangement(walk, step, path);
  if (isDutyStep(step)) return playDuty(walk, step, path);
  if (isDutyLook(step)) return playDutyLook(walk, step, path);
  if (isQuestionStep(step)) return playQuestion(walk, step, path);
  return isProposalStep(step) ? playProposal(walk, step, path) : playExpectation(walk, step, path);
}

/** Results by place; what several branches have in common is kept once, unless a later branch saw it differ. */
class Collected {
  private readonly results = new Map<string, StepResult>();
  private readonly ends: StepResult[] = [];

  constructor(private readonly options: PlayOptions) {
    for (const [path, { result }] of options.played ?? []) this.results.set(path, result);
  }

  played(path: string): PlayedStep | undefined {
    return this.options.played?.get(path);
  }

  add(step: PlayedStep): void {
    const { result } = step;
    this.options.onPlayed?.(step);
    if (this.results.has(result.path) && result.ok) return;
    this.results.set(result.path, result);
    this.options.onStep?.(result);
  }

  addEnd(line: number, complaints: readonly string[]): void {
    if (complaints.length === 0) return;
    const path = `end of branch ${line + 1}`;
    const differences = complaints.map((found) => ({ path, expected: 'everything agrees', found }));
    const happened = `${complaints.length} disagree`;
    this.ends.push({
      path,
      branch: '',
      at: 'at the end',
      what: 'all parts are compared',
      happened,
      ok: false,
      differences,
    });
  }

  inOrder(paths: readonly string[]): StepResult[] {
    const steps = [...new Set(paths)].flatMap((path) => this.results.get(path) ?? []);
    return [...steps, ...this.ends];
  }
}
