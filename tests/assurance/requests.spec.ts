import { describe } from 'vitest';
import { campaign as fuzz } from './fuzz.js';
import { campaign as massAssignment } from './mass-assignment.js';
import { inSmall } from './small.js';

describe('requests made from the description of the API', () => {
  inSmall(fuzz, '[PERM-4] [IM-3] ');
  inSmall(massAssignment, '[IM-6] ');
});
