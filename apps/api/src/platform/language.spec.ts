import { describe, expect, it } from 'vitest';
import { languageOf } from './language.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ar', 'ar'],
    ['fr-CH, fr;q=0.9, en;q=0.8', 'fr'],
    ['de, en;q=0.5, ar;q=0.7', 'ar'],
    ['ar;q=0, fr', 'fr'],
    ['*', 'en'],
    ['arc', 'en'],
    [';;q=,,', 'en'],
  ])('for %s is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
