import { caseloadOf, type PolicySnapshot } from '@caseward/domain';
import type { CaseExpectation } from '../format/expectation.js';
import type { Comparison } from './differences.js';
import type { ScenarioDriver } from './driver.js';

type Present = Pick<CaseExpectation, 'caseloads' | 'spans' | 'refusals' | 'mayOpen' | 'mayNotOpen' | 'commands'>;

/** Who can see the case, what each is offered, and how many cases everybody has: asked of the system itself. */
export async function comparePresent(
  to: Comparison,
  path: string,
  { caseloads = {}, spans = {}, refusals = {}, mayOpen = [], mayNotOpen = [], commands = [] }: Present,
  { driver, policy }: { readonly driver: ScenarioDriver; readonly policy: PolicySnapshot },
  caseName: string,
): Promise<void> {
  const { now } = to.setting;
  for (const [name, wanted] of Object.entries(caseloads)) {
    const open = await driver.openCases(name, now);
    if (typeof wanted === 'number') to.same(`${path}.caseloads.${name}`, wanted, open);
    else to.same(`${path}.caseloads.${name}`, wanted, { open, isOverLimit: caseloadOf(policy, open).isOverLimit });
  }
  for (const [name, wanted] of Object.entries(spans)) {
    to.same(`${path}.spans.${name}`, wanted, await driver.spanOf(name, now));
  }
  for (const [agency, wanted] of Object.entries(refusals)) {
    to.same(`${path}.refusals.${agency}`, wanted, await driver.refusals(agency, now));
  }
  for (const [field, names] of [['mayOpen', mayOpen] as const, ['mayNotOpen', mayNotOpen] as const]) {
    for (const [index, name] of names.entries()) {
      const can = await driver.canOpen(caseName, name, now);
      if (can !== (field === 'mayOpen')) {
        to.differs(`${path}.${field}[${index}]`, name, `${name} ${can ? 'can' : 'cannot'} open the case`);
      }
    }
  }
  for (const { as, include = [], exclude = [] } of [commands].flat()) {
    const offered = await driver.commandsFor(caseName, as, now);
    const missing = include.filter((type) => !offered.includes(type));
    const extra = exclude.filter((type) => offered.includes(type));
    missing.forEach((type) => to.differs(`${path}.commands.include`, `${as}: ${type}`, offered.join(', ')));
    extra.forEach((type) => to.differs(`${path}.commands.exclude`, `${as}: no ${type}`, offered.join(', ')));
  }
}
