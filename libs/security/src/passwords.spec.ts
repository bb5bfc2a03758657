import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.js';

it('accepts the right password and nothing else', async () => {
  const hash = await hashPassword('correct horse');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hash, 'correct horse')).toBe(true);
  expect(await verifyPassword(hash, 'Correct horse')).toBe(false);
});

it('refuses everything where there is no account, even the password behind the placeholder', async () => {
  expect(await verifyPassword(null, 'nobody')).toBe(false);
});

it('takes a password as it was typed: long, in any letters, to its last sign', async () => {
  const typed = ` كلمة سر ${'long and invented '.repeat(6)}é`;
  expect(typed.length).toBeGreaterThan(100);
  const hash = await hashPassword(typed);
  expect(await verifyPassword(hash, typed)).toBe(true);
  for (const other of [
    typed.trim(),
    typed.slice(0, -1),
    typed.slice(0, 72),
    typed.normalize('NFD'),
    typed.toUpperCase(),
  ])
    expect(await verifyPassword(hash, other)).toBe(false);
});
