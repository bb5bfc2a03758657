import { describe } from 'vitest';
import { campaign } from './canaries.js';
import { inSmall } from './small.js';

describe('a hunt for leaks', () => {
  inSmall(campaign, '[IM-4] ');
});
