import { describe } from 'vitest';
import { campaign } from './insiders.js';
import { inSmall } from './small.js';

describe('unusual reading', () => {
  inSmall(campaign, '[IM-3] [IM-6] ');
});
