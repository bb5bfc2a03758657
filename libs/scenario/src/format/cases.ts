import type { Scenario } from './scenario.js';

type CaseEntry = Scenario['cases'][string];

/** `"X": { "copies": 20 }` stands for the cases. */
export function copyNames(name: string, { copies }: CaseEntry): string[] {
  return copies === undefined ? [name] : Array.from({ length: copies }, (_, index) => `${name}-${index + 1}`);
}

/** Every single case of the file. */
export function caseNamesOf({ cases }: Pick<Scenario, 'cases'>): string[] {
  return Object.entries(cases).flatMap(([name, entry]) => copyNames(name, entry));
}

/** The cases that a step is about: all copies when it names their group. */
export function casesMeant(scenario: Pick<Scenario, 'cases'>, name: string | undefined): string[] {
  const meant = name ?? Object.keys(scenario.cases)[0] ?? '';
  const entry = scenario.cases[meant];
  return entry === undefined ? [meant] : copyNames(meant, entry);
}

export function isCaseName(scenario: Pick<Scenario, 'cases'>, name: string): boolean {
  return name in scenario.cases || caseNamesOf(scenario).includes(name);
}

export function ownerNameOf({ cases }: Pick<Scenario, 'cases'>, caseName: string): string {
  const found = Object.entries(cases).find(([name, entry]) => copyNames(name, entry).includes(caseName));
  return found?.[1].owner ?? '';
}
