import { demoDirectory, DEMO_PASSWORD, type Directory } from '@caseward/contracts';
import { policySnapshot, type PolicySnapshot } from '@caseward/domain';
import { latestPolicy, publishPolicy, upsertAccounts, upsertOrganisation } from '@caseward/persistence';
import { hashPassword } from '@caseward/security';
import type { DataSource } from 'typeorm';

/** Puts people, their places and accounts into the record; all of them get the same password. */
export async function seedDirectory(record: DataSource, directory: Directory, password: string): Promise<void> {
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
}

/** What a new deployment on one machine starts with: demo people, and the default policy from its first day on. */
export async function seedDemo(record: DataSource): Promise<void> {
  await seedDirectory(record, demoDirectory(), DEMO_PASSWORD);
  await seedPolicy(record, policySnapshot());
}

const FIRST_DAY = '2000-01-01T00:00:00.000Z';

/** A deployment that has a policy keeps it. */
export async function seedPolicy(record: DataSource, policy: PolicySnapshot): Promise<void> {
  if ((await latestPolicy(record, '9999-12-31T23:59:59.999Z')) === null) await publishPolicy(record, policy, FIRST_DAY);
}
