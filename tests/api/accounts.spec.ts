import { DEMO_PASSWORD } from '@caseward/contracts';
import { expect, it } from 'vitest';
import { api, NEW } from './accounts/bench.js';
import { accountActs } from './accounts/account-acts.js';
import { forgotten } from './accounts/forgotten.js';
import { lostFactors } from './accounts/lost-factors.js';
import { passwords } from './accounts/passwords.js';

passwords();
accountActs();
forgotten();
lostFactors();

it('nothing of all this stands in the log: no password, old or new, and no code', () => {
  const log = api.logged.join('\n');
  for (const word of [DEMO_PASSWORD, NEW, 'code=']) expect(log).not.toContain(word);
  expect(api.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
});
