import { describe, it } from 'vitest';
import { exploreHere } from './support.js';

describe('the life of a case, breadth first, under the switched policy', () => {
  it('breaks no invariant in any state within reach', () => {
    exploreHere('switched');
  });
});
