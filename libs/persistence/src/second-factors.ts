import { randomUUID } from 'node:crypto';
import type { Instant } from '@caseward/domain';
import type { SignInKeys } from '@caseward/security';
import { row, rows, type Sql } from './query.js';

export type FactorKind = 'totp' | 'passkey';

/** A second factor; `material` is the shared secret of the codes, or the public key of the passkey. */
export interface SecondFactor {
  readonly factorId: string;
  readonly personId: string;
  readonly kind: FactorKind;
  readonly label: string;
  readonly material: Buffer;
  readonly credentialId: string | null;
  readonly counter: number;
  readonly addedAt: Instant;
  readonly confirmedAt: Instant | null;
}

const FACTOR = `factor_id AS "factorId", person_id AS "personId", kind, label, material, credential_id AS "credentialId",
  counter::double precision AS counter, added_real_at AS "addedAt", confirmed_real_at AS "confirmedAt"
  FROM caseward.second_factor`;

const about = ({ factorId, personId }: Pick<SecondFactor, 'factorId' | 'personId'>) => ['factor', factorId, personId];

/** A factor that is there already stays as it is. */
export async function addFactor(sql: Sql, keys: SignInKeys, factor: SecondFactor): Promise<void> {
  const { factorId, personId, kind, label, credentialId, counter, addedAt, confirmedAt } = factor;
  const material = keys.seal(factor.material, about(factor));
  await rows(
    sql,
    `INSERT INTO caseward.second_factor (factor_id, person_id, kind, label, key_id, material, credential_id, counter,
        added_real_at, confirmed_real_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
    [...[factorId, personId, kind, label, keys.currentId, material, credentialId], ...[counter, addedAt, confirmedAt]],
  );
}

const FIRST_DAY = '2000-01-01T00:00:00.000Z';

/** Gives accounts of a demonstration one-time codes with a published secret; who has codes already keeps them. */
export async function seedCodes(
  sql: Sql,
  keys: SignInKeys,
  personIds: readonly string[],
  secret: string,
): Promise<void> {
  for (const personId of personIds) {
    const has = await row(sql, `SELECT FROM caseward.second_factor WHERE person_id = $1 AND kind = 'totp'`, [personId]);
    if (has !== null) continue;
    await addFactor(sql, keys, {
      ...{ factorId: randomUUID(), personId, kind: 'totp', label: 'demo', material: Buffer.from(secret) },
      ...{ credentialId: null, counter: 0, addedAt: FIRST_DAY, confirmedAt: FIRST_DAY },
    });
  }
}

/** All of a person, the oldest first; those that are not confirmed count for nothing. */
export async function factorsOf(sql: Sql, keys: SignInKeys, personId: string): Promise<SecondFactor[]> {
  const found = await rows<SecondFactor>(
    sql,
    `SELECT ${FACTOR} WHERE person_id = $1 ORDER BY added_real_at, factor_id`,
    [personId],
  );
  return found.map((each) => ({ ...each, material: keys.open(each.material, about(each)) }));
}

/**
 * Takes a count as used, and the factor as confirmed. A passkey that does not count always says 0.
 * @returns whether the count was not used before
 */
export async function useFactor(sql: Sql, factorId: string, counter: number, realAt: Instant): Promise<boolean> {
  const used = await row(
    sql,
    `WITH used AS (UPDATE caseward.second_factor SET counter = $2, confirmed_real_at = coalesce(confirmed_real_at, $3)
        WHERE factor_id = $1 AND (counter < $2 OR (kind = 'passkey' AND counter = 0 AND $2 = 0)) RETURNING 1)
      SELECT FROM used`,
    [factorId, counter, realAt],
  );
  return used !== null;
}

/** @returns whether this person had such a factor */
export async function removeFactor(sql: Sql, personId: string, factorId: string): Promise<boolean> {
  const gone = await row(
    sql,
    `WITH gone AS (DELETE FROM caseward.second_factor WHERE person_id = $1 AND factor_id = $2 RETURNING 1)
      SELECT FROM gone`,
    [personId, factorId],
  );
  return gone !== null;
}

/** Seals with the current root key what another one sealed; afterwards no older one is needed here. @returns how many */
export async function resealSecondFactors(sql: Sql, keys: SignInKeys): Promise<number> {
  const older = await rows<SecondFactor>(sql, `SELECT ${FACTOR} WHERE key_id <> $1`, [keys.currentId]);
  for (const each of older) {
    const material = keys.seal(keys.open(each.material, about(each)), about(each));
    await rows(sql, 'UPDATE caseward.second_factor SET material = $2, key_id = $3 WHERE factor_id = $1', [
      ...[each.factorId, material, keys.currentId],
    ]);
  }
  return older.length;
}
