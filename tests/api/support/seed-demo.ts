import { compileZone, demoDirectory, DEMO_CODE_SECRET, DEMO_PASSWORD } from '@caseward/contracts';
import { policySnapshot, type PolicyOverrides } from '@caseward/domain';
import { publishPolicy, seedCodes, upsertAccounts, upsertOrganisation } from '@caseward/persistence';
import { hashPassword, type SignInKeys } from '@caseward/security';
import type { DataSource } from 'typeorm';

/** The demo directory with its accounts, and a policy in force since long ago. */
export async function seedDemo(dataSource: DataSource, keys?: SignInKeys, values: PolicyOverrides = {}): Promise<void> {
  const { people, ...organisation } = demoDirectory();
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await upsertOrganisation(dataSource, organisation);
  await upsertAccounts(
    dataSource,
    people.map(({ teamId = null, officeId = null, agencyId = null, ...person }) => ({
      ...person,
      ...{ teamId, officeId, agencyId, passwordHash, active: true },
    })),
  );
  const ids = people.map(({ personId }) => personId);
  if (keys !== undefined) await seedCodes(dataSource, keys, ids, DEMO_CODE_SECRET);
  const policy = policySnapshot('sop-test-1', values, compileZone('Asia/Amman', 2024, 2030));
  await publishPolicy(dataSource, policy, '2020-01-01T00:00:00.000Z');
}
