import { describe } from 'vitest';
import { campaign } from './decisions.js';
import { inSmall } from './small.js';

describe('decisions on who sees what', () => {
  inSmall(campaign, '[PERM-4] [IM-3] ');
});
