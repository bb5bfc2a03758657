import { DEMO_PASSWORD } from '@caseward/contracts';
import { expect, it } from 'vitest';
import { api, SESSION } from './attacks/bench.js';
import { guessing } from './attacks/guessing.js';
import { secondFactors } from './attacks/second-factors.js';
import { sessions } from './attacks/sessions.js';
import { signingIn } from './attacks/signing-in.js';

signingIn();
guessing();
sessions();
secondFactors();

it('nothing of all this stands in the log: no login, no password, no code, no cookie', () => {
  const log = api.logged.join('\n');
  for (const word of [DEMO_PASSWORD, 'cw.amal', 'code=', 'state=', SESSION]) expect(log).not.toContain(word);
  expect(log).not.toContain('"status":500');
});
