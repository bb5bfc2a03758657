import { isForkStep, type PlainStep, type Step } from '../format/scenario.js';

export interface PlacedStep {
  readonly step: PlainStep;
  /** Where it stands in the file, such as `steps[4].fork[1].steps[0]`. */
  readonly path: string;
  /** Names of the forks taken to get here; empty on the common way. */
  readonly branch: string;
}

/** Every way from the first step to an end; a fork is always the last step of its list. */
export function linesOf(steps: readonly Step[], path = 'steps', branch = ''): PlacedStep[][] {
  const common: PlacedStep[] = [];
  for (const [index, step] of steps.entries()) {
    const here = `${path}[${index}]`;
    if (!isForkStep(step)) {
      common.push({ step, path: here, branch });
      continue;
    }
    return step.fork.flatMap(({ name, steps: own }, at) =>
      linesOf(own, `${here}.fork[${at}].steps`, branch === '' ? name : `${branch} / ${name}`).map((line) => [
        ...common,
        ...line,
      ]),
    );
  }
  return [common];
}

/** The same steps case by case. A step about no case goes with the first one. */
export function streamsOf(line: readonly PlacedStep[], caseNames: readonly string[]): PlacedStep[][] {
  const first = caseNames[0] ?? '';
  const caseOf = ({ step }: PlacedStep): string => ('case' in step ? step.case : undefined) ?? first;
  return caseNames.map((name) => line.filter((placed) => caseOf(placed) === name));
}
