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
