import { ageOn, localDateOf, proposeLevel, toMs, type Instant, type PolicySnapshot } from '@caseward/domain';
import { casesMeant, ownerNameOf } from '../format/cases.js';
import type { Cast } from '../format/cast.js';
import { plainCommands, resolvePayload, type PlainCommand } from '../format/commands.js';
import type { RefusalExpectation } from '../format/expectation.js';
import { instantOf, recordedMoment } from '../format/moments.js';
import type { CommandStep, ExpectationStep, ProposalStep, Scenario } from '../format/scenario.js';
import { comparePresent } from './compare-present.js';
import { compareHappened, compareKnown } from './compare.js';
import { Comparison, shown, type Difference } from './differences.js';
import type { Answer, Refused, ScenarioDriver } from './driver.js';
import { needsReference, referenceOf } from './references.js';
import type { StepResult } from './report.js';

/** One walk from the first step to the last. */
export interface Walk {
  readonly scenario: Scenario;
  readonly policy: PolicySnapshot;
  readonly cast: Cast;
  readonly driver: ScenarioDriver;
  /** When a step was really recorded, by the instant that the file gives it. */
  readonly recorded: Map<Instant, Instant>;
  /** The code that each case was registered under. */
  readonly codes: Map<string, string>;
}

export type Outcome = Pick<StepResult, 'what' | 'happened' | 'differences'>;

export function caseNameOf(scenario: Scenario, step: { case?: string | undefined }): string {
  return casesMeant(scenario, step.case)[0] ?? '';
}

async function send(walk: Walk, step: CommandStep, command: PlainCommand): Promise<Answer> {
  const { zone } = walk.policy;
  const caseName = caseNameOf(walk.scenario, step);
  const recordedAt = instantOf(zone, recordedMoment(step));
  const reference = needsReference(command)
    ? referenceOf(command, await walk.driver.observe(caseName, recordedAt), walk.cast, step.as)
    : null;
  const answer = await walk.driver.send({
    path: command.path,
    caseName,
    as: step.as,
    authoredBy: step.authoredBy,
    type: command.type,
    form: command.form,
    payload: resolvePayload(command, { cast: walk.cast, zone, at: step.at, reference }),
    occurredAt: instantOf(zone, step.at),
    recordedAt,
  });
  if (!answer.accepted) return answer;
  walk.recorded.set(recordedAt, answer.recordedAt);
  if (command.type === 'registerCase') {
    const { caseCode } = (await walk.driver.observe(caseName, recordedAt)).case;
    if (caseCode !== null) walk.codes.set(caseName, caseCode);
  }
  return answer;
}

export function answerText(answer: Answer): string {
  if (answer.accepted) return `accepted: ${answer.events.join(', ')}`;
  return `refused: ${answer.code} (${answer.rule}) ${answer.message}`;
}

export function answerDifferences(step: Pick<CommandStep, 'expect'>, answer: Answer, path: string): Difference[] {
  const expected = step.expect ?? 'accepted';
  const found = answerText(answer);
  if (expected === 'accepted') return answer.accepted ? [] : [{ path: `${path}.expect`, expected, found }];
  if ('accepted' in expected) {
    const events = answer.accepted ? answer.events : [];
    const missing = expected.accepted.records.filter((type) => !events.includes(type));
    return missing.map((type) => ({ path: `${path}.expect.accepted.records`, expected: type, found }));
  }
  if (answer.accepted) return [{ path: `${path}.expect.refused`, expected: 'refused', found }];
  return refusalDifferences(`${path}.expect.refused`, expected.refused, answer);
}

/** What a file says of a refusal against the one that came. */
export function refusalDifferences(path: string, expected: RefusalExpectation, refused: Refused): Difference[] {
  const found = answerText(refused);
  const differences = (['code', 'rule'] as const)
    .filter((field) => expected[field] !== undefined && expected[field] !== refused[field])
    .map((field) => ({ path: `${path}.${field}`, expected: shown(expected[field]), found }));
  const { remedyContains, inputs = {} } = expected;
  if (remedyContains !== undefined && refused.remedy?.includes(remedyContains) !== true) {
    differences.push({ path: `${path}.remedyContains`, expected: remedyContains, found: shown(refused.remedy) });
  }
  for (const [name, wanted] of Object.entries(inputs)) {
    const value = refused.inputs?.[name];
    if (value !== wanted)
      differences.push({ path: `${path}.inputs.${name}`, expected: shown(wanted), found: shown(value) });
  }
  return differences;
}

export async function playCommand(walk: Walk, step: CommandStep, path: string): Promise<Outcome> {
  const caseName = caseNameOf(walk.scenario, step);
  const owner = ownerNameOf(walk.scenario, caseName);
  let answer: Answer | undefined;
  for (const command of plainCommands(step, path, owner)) {
    answer = await send(walk, step, command);
    if (!answer.accepted) break;
  }
  if (answer === undefined) throw new Error(`${step.do} stands for no command`);
  const late = step.recordedAt === undefined ? '' : `, entered ${step.recordedAt}`;
  return {
    what: `${step.as}: ${step.do} on ${caseName}${late}`,
    happened: answerText(answer),
    differences: answerDifferences(step, answer, path),
  };
}

export function playProposal({ policy }: Walk, { at, propose, expect }: ProposalStep, path: string): Outcome {
  const today = localDateOf(policy.zone, instantOf(policy.zone, at));
  const age = propose.born === undefined ? {} : { ageYears: ageOn(propose.born, today) };
  const proposal = proposeLevel(policy, propose.category, { ...age, ...propose.answers });
  const found = { level: proposal?.level ?? null, criterion: proposal?.criterion ?? null };
  const differences = (['level', 'criterion'] as const).flatMap((field) => {
    const wanted = expect[field];
    if (wanted === undefined || wanted === found[field]) return [];
    return [{ path: `${path}.expect.${field}`, expected: shown(wanted), found: shown(found[field]) }];
  });
  const happened = proposal === null ? 'the catalogue says nothing' : `${proposal.level}: ${proposal.words}`;
  return { what: `a level is proposed for ${propose.category}`, happened, differences };
}

export function delaysMs({ recorded }: Walk): number[] {
  return [...recorded].map(([nominal, actual]) => toMs(actual) - toMs(nominal));
}

export async function playExpectation(walk: Walk, step: ExpectationStep, path: string): Promise<Outcome> {
  const { driver, scenario, policy, cast } = walk;
  const caseName = caseNameOf(scenario, step);
  const comparison = (at: string): Comparison =>
    new Comparison({
      zone: policy.zone,
      cast,
      now: instantOf(policy.zone, at),
      recordedAs: (expected) => walk.recorded.get(expected) ?? expected,
      delaysMs: delaysMs(walk),
    });
  const { asKnown, asItHappened, ...expected } = step.expect;
  const code = walk.codes.get(caseName);
  const now = comparison(step.at);
  compareKnown(now, `${path}.expect`, expected, await driver.observe(caseName, now.setting.now), code);
  await comparePresent(now, `${path}.expect`, expected, walk, caseName);
  const differences = [...now.differences];
  if (asKnown !== undefined) {
    const past = comparison(asKnown.at);
    const view = await driver.observeAsKnown(caseName, past.setting.now);
    compareKnown(past, `${path}.expect.asKnown`, asKnown, view, code);
    differences.push(...past.differences);
  }
  if (asItHappened !== undefined) {
    const past = comparison(asItHappened.at);
    const view = await driver.observeAsItHappened(caseName, past.setting.now);
    compareHappened(past, `${path}.expect.asItHappened`, asItHappened, view);
    differences.push(...past.differences);
  }
  const happened = differences.length === 0 ? 'as expected' : `${differences.length} different`;
  return { what: `${caseName} is looked at`, happened, differences };
}
