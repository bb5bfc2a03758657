import { afterAll, beforeAll, describe } from 'vitest';
import { startedApi, type StartedApi } from '../api/support/running-api.js';
import { campaign as fuzz } from './fuzz.js';
import { FUZZ_SITE, furnish } from './fuzz/fuzz-site.js';
import { campaign as massAssignment } from './mass-assignment.js';
import { campaign as sequences } from './sequences.js';
import { inSmall } from './small.js';

describe('requests made from the description of the API', () => {
  let api: StartedApi | undefined;
  beforeAll(async () => {
    api = await startedApi(FUZZ_SITE);
    await furnish(api);
  });
  afterAll(() => api?.stop());

  inSmall(fuzz, '[PERM-4] [IM-3] ', () => api);
  inSmall(massAssignment, '[IM-6] ', () => api);
  inSmall(sequences, '[PERM-4] [IM-3] ', () => api);
});
