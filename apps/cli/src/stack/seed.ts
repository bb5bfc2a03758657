import { demoDirectory, DEMO_CODE_SECRET, DEMO_PASSWORD, type Directory } from '@caseward/contracts';
import { policySnapshot, type PolicySnapshot } from '@caseward/domain';
import { latestPolicy, publishPolicy, seedCodes, upsertAccounts, upsertOrganisation } from '@caseward/persistence';
import { hashPassword, type SignInKeys } from '@caseward/security';
import type { DataSource } from 'typeorm';

/**
 * Puts people, their places and accounts into the record; all of them get the same password, and with keys also
 * one-time codes of a published secret.
 */
export async function seedDirectory(
  record: DataSource,
  directory: Directory,
  password: string,
  keys?: SignInKeys,
): Promise<void> {
  const { people, ...organisation } = directory;
  await upsertOrganisation(record, organisation);
  const passwordHash = await hashPassword(password);
  const accounts = people.map(({ teamId = null, officeId = null, agencyId = null, ...person }) => ({
    ...person,
    teamId,
    officeId,
    agencyId,
    active: true,
    passwordHash,
  }));
  await upsertAccounts(record, accounts);
  const ids = people.map(({ personId }) => personId);
  if (keys !== undefined) await seedCodes(record, keys, ids, DEMO_CODE_SECRET);
}

/** What a new deployment on one machine starts with: demo people, and the default policy from its first day on. */
export async function seedDemo(record: DataSource, keys?: SignInKeys): Promise<void> {
  await seedDirectory(record, demoDirectory(), DEMO_PASSWORD, keys);
  await seedPolicy(record, policySnapshot());
}

const FIRST_DAY = '2000-01-01T00:00:00.000Z';

/** A deployment that has a policy keeps it. */
export async function seedPolicy(record: DataSource, policy: PolicySnapshot): Promise<void> {
  if ((await latestPolicy(record, '9999-12-31T23:59:59.999Z')) === null) await publishPolicy(record, policy, FIRST_DAY);
}
