import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { foldedWords, nameTokens, searchTokens, type IndexedName, type NameTokens } from './name-index.js';

const key = randomBytes(32);
const hex = (tokens: readonly Buffer[]) => tokens.map((token) => token.toString('hex'));
const shared = (a: readonly Buffer[], b: readonly Buffer[]) => hex(a).filter((token) => hex(b).includes(token)).length;
const found = (stored: IndexedName, asked: IndexedName, by = key): { whole: number; parts: number } => {
  const [kept, looked]: NameTokens[] = [nameTokens(key, stored), searchTokens(by, asked)];
  return { whole: shared(kept!.whole, looked!.whole), parts: shared(kept!.parts, looked!.parts) };
};

describe('spellings of one name', () => {
  it.each([
    ['أحمد', 'احمد', 'alef with hamza'],
    ['آمال', 'امال', 'alef with madda'],
    ['إيمان', 'ايمان', 'alef with hamza below'],
    ['ٱلمنى', 'المني', 'alef wasla'],
    ['فاطمة', 'فاطمه', 'teh marbuta'],
    ['ليلى', 'ليلي', 'alef maqsura'],
    ['علی', 'علي', 'Persian yeh'],
    ['کریم', 'كريم', 'Persian kaf'],
    ['مُحَمَّد', 'محمد', 'vowel signs'],
    ['محـــمد', 'محمد', 'tatweel'],
    ['رائد', 'رايد', 'hamza on yeh'],
    ['سؤدد', 'سودد', 'hamza on waw'],
    ['الخطيب', 'خطيب', 'the article'],
    ['ﻣﺤﻤﺪ', 'محمد', 'presentation forms'],
    ['Zoë', 'zoe', 'an accent'],
    ['ŁUKASZ', 'lukasz', 'a stroke and capitals'],
    ["N'Diaye", 'NDiaye', 'an apostrophe'],
    ['Strauß', 'STRAUSS', 'a sharp s'],
  ])('%s and %s are the same: %s', (one, other) => {
    expect(foldedWords(one)).toEqual(foldedWords(other));
    expect(found({ names: [one] }, { names: [other] }).whole).toBeGreaterThan(0);
  });

  it('are found whatever the spacing and the order of the words', () => {
    expect(found({ names: ['عبد الله سالم'] }, { names: ['سالم عبد الله'] }).whole).toBeGreaterThan(0);
    expect(found({ names: ['عبد الرحمن'] }, { names: ['عبدالرحمن'] }).whole).toBeGreaterThan(0);
    expect(found({ names: ['Abd Salam'] }, { names: ['Abdsalam'] }).whole).toBeGreaterThan(0);
    expect(found({ names: ['Omar-Said'] }, { names: ['Said Omar'] }).whole).toBeGreaterThan(0);
  });
});

describe('a similar name', () => {
  const stored = { names: ['Amina Invented Yousef'], birthYear: 2014 };

  it('is found by beginnings together with the year, a year beside included', () => {
    expect(found(stored, { names: ['Amina Yousif'], birthYear: 2015 })).toEqual({ whole: 0, parts: 2 });
    expect(found(stored, { names: ['Amina Yousif'], birthYear: 2017 }).parts).toBe(0);
  });

  it('is never found by a beginning alone', () => {
    expect(found(stored, { names: ['Amina Yousif'] })).toEqual({ whole: 0, parts: 0 });
    expect(nameTokens(key, { names: ['Amina'] }).parts).toEqual([]);
  });

  it('is not found with the key of another agency', () => {
    expect(found(stored, stored, randomBytes(32))).toEqual({ whole: 0, parts: 0 });
  });
});

it('says nothing of a name that it has no letters of', () => {
  expect(nameTokens(key, { names: ['---', ''] })).toEqual({ whole: [], parts: [] });
});
