import type { Zone } from '@caseward/domain';
import type { z } from 'zod';
import { issuesOf, UnusableScenarioError, type FileFault } from './faults.js';
import { instantOf, recordedMoment } from './moments.js';
import { dutyLookSchema, dutyStepSchema } from './duty-steps.js';
import { castFaults, nameFaults } from './name-faults.js';
import { isOrganisationAct, organisationStepSchema } from './organisation-steps.js';
import { namedDocuments, policyFaults, policyOf, type ReadText } from './policy.js';
import { questionStepSchema } from './question.js';
import {
  commandStepSchema,
  expectationStepSchema,
  forkStepSchema,
  isCommandStep,
  isDutyStep,
  isForkStep,
  proposalStepSchema,
  scenarioSchema,
  type Scenario,
  type Step,
} from './scenario.js';

function kindOf(step: object): z.ZodType {
  if ('file' in step) return 'do' in step ? dutyStepSchema : dutyLookSchema;
  if ('do' in step) return isOrganisationAct(step.do) ? organisationStepSchema : commandStepSchema;
  if ('propose' in step) return proposalStepSchema;
  return 'ask' in step ? questionStepSchema : expectationStepSchema;
}

/** A union says only "no alternative fits": each step is read by the one kind it means to be. */
function stepFaults(step: unknown, base: string): FileFault[] {
  if (typeof step !== 'object' || step === null) return [{ pointer: base, message: 'a step is an object' }];
  if ('fork' in step) {
    const branches = Array.isArray(step.fork) ? (step.fork as unknown[]) : [];
    const nested = branches.flatMap((branch, index) => stepsFaults(branch, `${base}/fork/${index}`));
    if (nested.length > 0) return nested;
    const read = forkStepSchema.safeParse(step);
    return read.success ? [] : issuesOf(read.error, base);
  }
  const read = kindOf(step).safeParse(step);
  return read.success ? [] : issuesOf(read.error, base);
}

function stepsFaults(holder: unknown, base: string): FileFault[] {
  if (typeof holder !== 'object' || holder === null || !('steps' in holder) || !Array.isArray(holder.steps)) return [];
  return (holder.steps as unknown[]).flatMap((step, index) => stepFaults(step, `${base}/steps/${index}`));
}

interface Walk {
  readonly scenario: Scenario;
  readonly zone: Zone;
  readonly faults: FileFault[];
}

/** Steps stand in the order in which they are entered; a branch goes on from where it forks. */
function orderFaults(walk: Walk, steps: readonly Step[], base: string, from: string): void {
  let last = from;
  steps.forEach((step, index) => {
    const pointer = `${base}/${index}`;
    const recorded = instantOf(walk.zone, recordedMoment(step));
    if (recorded < last) walk.faults.push({ pointer: `${pointer}/at`, message: 'earlier than the step before it' });
    if ((isCommandStep(step) || isDutyStep(step)) && instantOf(walk.zone, step.at) > recorded) {
      walk.faults.push({ pointer: `${pointer}/recordedAt`, message: 'entered before it happened' });
    }
    last = recorded > last ? recorded : last;
    walk.faults.push(...nameFaults(walk.scenario, step, pointer));
    if (isForkStep(step)) {
      if (index < steps.length - 1)
        walk.faults.push({ pointer, message: 'a fork is the last step: nothing follows all branches' });
      step.fork.forEach((branch, at) => orderFaults(walk, branch.steps, `${pointer}/fork/${at}/steps`, recorded));
    }
  });
}

function ownerFaults({ scenario, faults }: Walk): void {
  for (const [name, { of, case: about }] of Object.entries(scenario.dutyFiles ?? {})) {
    faults.push(...castFaults(scenario, of, `/dutyFiles/${name}/of`));
    if (about !== undefined && !(about in scenario.cases)) {
      faults.push({ pointer: `/dutyFiles/${name}/case`, message: `no case "${about}" in this file` });
    }
  }
  for (const [name, { owner }] of Object.entries(scenario.cases)) {
    faults.push(...castFaults(scenario, owner, `/cases/${name}/owner`));
  }
}

const nothingToRead: ReadText = () => {
  throw new Error('a policy document can be named in a file only, not in a text without a place');
};

/** @throws UnusableScenarioError */
export function readScenario(value: unknown, readText: ReadText = nothingToRead): Scenario {
  const read = scenarioSchema.safeParse(value);
  if (!read.success) {
    const nested = stepsFaults(value, '');
    throw new UnusableScenarioError(nested.length > 0 ? nested : issuesOf(read.error, ''));
  }
  const { documents, faults } = namedDocuments(read.data, readText);
  const { policy = {} } = read.data;
  const policyProblems = [...faults, ...(typeof policy === 'string' ? [] : policyFaults(policy))];
  if (policyProblems.length > 0) throw new UnusableScenarioError(policyProblems);
  const scenario: Scenario = Object.keys(documents).length === 0 ? read.data : { ...read.data, documents };
  const walk: Walk = { scenario, zone: policyOf(scenario).zone, faults: [] };
  ownerFaults(walk);
  orderFaults(walk, scenario.steps, '/steps', '');
  if (walk.faults.length > 0) throw new UnusableScenarioError(walk.faults);
  return scenario;
}

/** @param readText reads what the file names, from where it lies @throws UnusableScenarioError */
export function parseScenario(text: string, readText?: ReadText): Scenario {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UnusableScenarioError([{ pointer: '', message: `not JSON: ${(error as Error).message}` }]);
  }
  return readScenario(value, readText);
}
