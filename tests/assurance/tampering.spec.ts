import { inSmall } from './small.js';
import { campaign } from './tampering.js';

inSmall(campaign, '[IM-6] ');
