import { afterAll, beforeAll, describe } from 'vitest';
import { runningApi } from '../api/support/running-api.js';
import { ShiftedClock } from '../api/support/shifted-clock.js';
import { CrashSite } from './crash-site.js';
import { campaign as disclosure, disclosures, someCases, type Case } from './disclosure.js';
import { campaign as emergency, casesFor, emergencies } from './emergencies.js';
import { campaign as guessing, guesses } from './guesses.js';
import { campaign as revocation, revocations, WIDE_READING } from './revocation.js';
import { inSmall } from './small.js';

/** Campaigns against one API, which each would start for itself. */
describe('an API under attack', () => {
  const clock = new ShiftedClock();
  const embedded = { publicUrl: 'http://localhost:3000', asksSecondFactor: false };
  const api = runningApi({ clock, embedded, policyValues: WIDE_READING });
  let [read, opened]: [Case[], Case[]] = [[], []];

  beforeAll(async () => {
    read = await someCases(api, 2);
    opened = await someCases(api, casesFor(emergency.small));
  });

  inSmall({ ...revocation, run: (order) => revocations(api, order) }, '[IM-3] ');
  inSmall({ ...guessing, run: (order) => guesses(api, clock, order) });

  describe('that is killed', () => {
    let site: CrashSite;
    beforeAll(async () => {
      site = await CrashSite.start(api, true);
    });
    afterAll(() => site.end());

    inSmall({ ...disclosure, run: (order) => disclosures(site, read, order) }, '[IM-6] ');
    inSmall(
      {
        ...emergency,
        run: (order) =>
          emergencies(
            site,
            opened.map(({ caseId }) => caseId),
            order,
          ),
      },
      '[IM-3] [IM-6] ',
    );
  });
});
