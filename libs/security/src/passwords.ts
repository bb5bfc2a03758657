import { hash, verify } from '@node-rs/argon2';

/** Argon2id as OWASP recommends it: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

let hashOfNobody: Promise<string> | undefined;

/** @returns PHC notation: algorithm, cost and salt travel with the hash */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/**
 * Without a hash (there is no such account) the same work is done for nothing, so that the time of the answer does not
 * tell which accounts exist.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  hashOfNobody ??= hashPassword('nobody');
  const matches = await verify(passwordHash ?? (await hashOfNobody), password);
  return matches && passwordHash !== null;
}
