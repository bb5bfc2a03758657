import { expect, it } from 'vitest';
import { newPersonalCode, personalCodeHash } from './personal-codes.js';

it('a code that is handed over has 128 random bits, in signs that nobody takes for each other', () => {
  const codes = Array.from({ length: 500 }, newPersonalCode);
  expect(new Set(codes).size).toBe(500);
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]$/);
  // Each place but the last, which has the bits that are left over, takes every sign there is.
  const places = Array.from({ length: 25 }, (_, at) => new Set(codes.map((code) => code.replaceAll('-', '')[at])).size);
  expect(Math.min(...places)).toBe(32);
});

it('is known again however it is typed, and no other is', () => {
  const code = newPersonalCode();
  const [first = ''] = code;
  const kept = personalCodeHash(code);
  const typed = [code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('0', 'O').replaceAll('1', 'l')];
  for (const each of typed) expect(personalCodeHash(each)).toEqual(kept);
  for (const each of [code.slice(0, -1), `${code}0`, `${first === 'A' ? 'B' : 'A'}${code.slice(1)}`, ''])
    expect(personalCodeHash(each)).not.toEqual(kept);
  expect(kept.toString('latin1')).not.toContain(code);
});
