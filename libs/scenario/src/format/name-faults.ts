import { isCaseName } from './cases.js';
import { commandFaults, MALFORMED } from './commands.js';
import type { CaseExpectation } from './expectation.js';
import { issuesOf, type FileFault } from './faults.js';
import { QUESTIONS, type QuestionStep } from './question.js';
import type { OrganisationStep } from './organisation-steps.js';
import { DUTY_PAYLOADS, type DutyLook, type DutyStep } from './duty-steps.js';
import {
  isCommandStep,
  isDutyLook,
  isDutyStep,
  isForkStep,
  isOrganisationStep,
  isProposalStep,
  isQuestionStep,
  type Scenario,
  type Step,
} from './scenario.js';

export function castFaults({ cast }: Scenario, name: string, pointer: string): FileFault[] {
  return name in cast ? [] : [{ pointer, message: `nobody called "${name}" in the cast` }];
}

function expectationNameFaults(scenario: Scenario, expect: CaseExpectation, base: string): FileFault[] {
  const { caseloads = {}, spans = {}, mayOpen = [], mayNotOpen = [], commands = [] } = expect;
  return [
    ...Object.keys(caseloads).flatMap((name) => castFaults(scenario, name, `${base}/caseloads/${name}`)),
    ...Object.keys(spans).flatMap((name) => castFaults(scenario, name, `${base}/spans/${name}`)),
    ...mayOpen.flatMap((name, index) => castFaults(scenario, name, `${base}/mayOpen/${index}`)),
    ...mayNotOpen.flatMap((name, index) => castFaults(scenario, name, `${base}/mayNotOpen/${index}`)),
    ...[commands].flat().flatMap(({ as }) => castFaults(scenario, as, `${base}/commands/as`)),
  ];
}

/** What a question says of itself is checked by the question that it is. */
function questionFaults({ ask, with: given = {} }: QuestionStep, base: string): FileFault[] {
  const read = QUESTIONS[ask].safeParse(given);
  return read.success ? [] : issuesOf(read.error, `${base}/with`);
}

/** Unless being refused for its payload is the point. */
function dutyFaults(scenario: Scenario, step: DutyStep | DutyLook, base: string): FileFault[] {
  const unknown =
    step.file in (scenario.dutyFiles ?? {})
      ? []
      : [{ pointer: `${base}/file`, message: `no duty file "${step.file}"` }];
  if (isDutyLook(step)) return unknown;
  const faults = [...unknown, ...castFaults(scenario, step.as, `${base}/as`)];
  const { expect } = step;
  if (typeof expect === 'object' && 'refused' in expect && expect.refused.code === MALFORMED) return faults;
  const read = DUTY_PAYLOADS[step.do].safeParse(step.with ?? {});
  return read.success ? faults : [...faults, ...issuesOf(read.error, `${base}/with`)];
}

function organisationFaults(
  scenario: Scenario,
  { as, with: { person, supervisor } }: OrganisationStep,
  base: string,
): FileFault[] {
  return [
    ...castFaults(scenario, as, `${base}/as`),
    ...castFaults(scenario, person, `${base}/with/person`),
    ...(supervisor === undefined ? [] : castFaults(scenario, supervisor, `${base}/with/supervisor`)),
  ];
}

/** Looks that are about no single case. */
const OVER_ALL_CASES: readonly string[] = ['caseloads', 'refusals', 'spans'];

/** Cases and people that a step names and the file does not have. */
export function nameFaults(scenario: Scenario, step: Step, base: string): FileFault[] {
  if (isQuestionStep(step)) return questionFaults(step, base);
  if (isDutyStep(step) || isDutyLook(step)) return dutyFaults(scenario, step, base);
  if (isForkStep(step) || isProposalStep(step)) return [];
  if (isOrganisationStep(step) && step.do === 'attachCaseworker') return organisationFaults(scenario, step, base);
  const faults: FileFault[] = [];
  const names = Object.keys(scenario.cases);
  const isAboutAll =
    !isCommandStep(step) &&
    !isOrganisationStep(step) &&
    Object.keys(step.expect).every((field) => OVER_ALL_CASES.includes(field));
  if (step.case === undefined && names.length !== 1 && !isAboutAll) {
    faults.push({ pointer: base, message: `name the case: ${names.join(', ')}` });
  }
  if (step.case !== undefined && !isCaseName(scenario, step.case)) {
    faults.push({ pointer: `${base}/case`, message: `no case "${step.case}" in this file` });
  }
  if (isOrganisationStep(step)) return [...faults, ...organisationFaults(scenario, step, base)];
  if (!isCommandStep(step)) {
    return [...faults, ...expectationNameFaults(scenario, step.expect, `${base}/expect`)];
  }
  for (const field of ['as', 'authoredBy'] as const) {
    const name = step[field];
    if (name !== undefined) faults.push(...castFaults(scenario, name, `${base}/${field}`));
  }
  return [...faults, ...commandFaults(step, Object.keys(scenario.cast), base)];
}
