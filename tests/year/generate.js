import { createHash } from 'node:crypto';
import { Year } from './year.js';
export const FULL_YEAR = { seed: 2025, cases: 500, casesNextDoor: 24 };
export function playYear(settings = FULL_YEAR) {
  const year = new Year(settings).play();
  const records = year.cases.map(({ events }) => events);
  const digest = createHash('sha256');
  for (const events of records) digest.update(JSON.stringify(events));
  const alarms = year.commands.get('alarm') ?? 0;
  return {
    records,
    commands: [...year.commands.values()].reduce((sum, count) => sum + count, 0) - alarms,
    alarms,
    refusals: year.refusals,
    digest: digest.digest('hex'),
    mostCases: year.mostCases,
  };
}
//# sourceMappingURL=generate.js.map
