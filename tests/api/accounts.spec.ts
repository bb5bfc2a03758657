import { DEMO_PASSWORD } from '@caseward/contracts';
import { expect, it } from 'vitest';
import { api, NEW } from './accounts/bench.js';
import { accountActs } from './accounts/account-acts.js';
import { passwords } from './accounts/passwords.js';

passwords();
accountActs();

it('nothing of all this stands in the log: no password, old or new, and no code', () => {
  const log = api.logged.join('\n');
  for (const word of [DEMO_PASSWORD, NEW, 'code=']) expect(log).not.toContain(word);
  expect(log).not.toContain('"status":500');
});
