import { describe, expect, it } from 'vitest';
import { Seen } from './seen.js';

describe('the set of states that were seen', () => {
  it('knows a hundred thousand similar texts apart and again', () => {
    const seen = new Seen();
    const texts = Array.from({ length: 100_000 }, (_, index) => `["plain","IMPLEMENTING",${String(index)},[],0]`);
    expect(texts.filter((text) => seen.add(text))).toHaveLength(texts.length);
    expect(texts.filter((text) => seen.add(text))).toHaveLength(0);
    expect(seen.size).toBe(texts.length);
  });
});
