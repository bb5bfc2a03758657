import { describe, expect, it } from 'vitest';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

describe('sessions', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');

  it('know who is signed in', async () => {
    expect((await amal.get('/v1/me')).body).toMatchObject({ personId: 'demo-cw-amal', role: 'CW' });
    expect((await amal.steppedUp().get('/v1/me')).status).toBe(200);
  });
});
