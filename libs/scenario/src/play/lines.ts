import { caseNamesOf, casesMeant } from '../format/cases.js';
import { isForkStep, isQuestionStep, type PlainStep, type Scenario, type Step } from '../format/scenario.js';

export interface PlacedStep {
  readonly step: PlainStep;
  /** Where it stands in the file, such as `steps[4].fork[1].steps[0]`; `@X-3` is the third copy of case X. */
  readonly path: string;
  /** Names of the forks taken to get here; empty on the common way. */
  readonly branch: string;
}

function linesOfSteps(steps: readonly Step[], path: string, branch: string): PlacedStep[][] {
  const common: PlacedStep[] = [];
  for (const [index, step] of steps.entries()) {
    const here = `${path}[${index}]`;
    if (!isForkStep(step)) {
      common.push({ step, path: here, branch });
      continue;
    }
    return step.fork.flatMap(({ name, steps: own }, at) =>
      linesOfSteps(own, `${here}.fork[${at}].steps`, branch === '' ? name : `${branch} / ${name}`).map((line) => [
        ...common,
        ...line,
      ]),
    );
  }
  return [common];
}

/** A step about a group of copies is one step for each of them. */
function single(scenario: Scenario, placed: PlacedStep): PlacedStep[] {
  const { step, path } = placed;
  if (!('case' in step) || step.case === undefined || !(step.case in scenario.cases)) return [placed];
  const names = casesMeant(scenario, step.case);
  if (names.length === 1 && names[0] === step.case) return [placed];
  return names.map((name) => ({ ...placed, path: `${path}@${name}`, step: { ...step, case: name } }));
}

/** Every way from the first step to an end; a fork is always the last step of its list. */
export function linesOf(scenario: Scenario): PlacedStep[][] {
  return linesOfSteps(scenario.steps, 'steps', '').map((line) => line.flatMap((placed) => single(scenario, placed)));
}

/** What looks at several cases at once keeps its place among the steps of all of them. */
function looksAcross({ step }: PlacedStep): boolean {
  if ('file' in step || !('expect' in step) || typeof step.expect !== 'object' || isQuestionStep(step)) return false;
  return 'caseloads' in step.expect || 'refusals' in step.expect || 'spans' in step.expect;
}

/** The same steps case by case. A step about no case goes with the first one. */
export function streamsOf(scenario: Scenario, line: readonly PlacedStep[]): PlacedStep[][] {
  const names = caseNamesOf(scenario);
  const [first] = names;
  if (first === undefined || line.some(looksAcross)) return [[...line]];
  const caseOf = ({ step }: PlacedStep): string => ('case' in step ? step.case : undefined) ?? first;
  return names.map((name) => line.filter((placed) => caseOf(placed) === name));
}
