import { describe } from 'vitest';
import { campaign } from './erasure.js';
import { inSmall } from './small.js';

describe('erasure by key', () => {
  inSmall(campaign, '[IM-7] ');
});
