import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { startHttpSite } from '@caseward/cli';
import { readPolicyDocument } from '@caseward/contracts';
import { adoptionProgress, openDataSource, orderAdoption, publishDocument } from '@caseward/persistence';
import { reportText } from '@caseward/scenario';
import type { DataSource } from 'typeorm';
import { expect, it } from 'vitest';
import { caseward, reached, scenarioAt, withFolder } from './support.js';

/** A version that says what the cases run on already, so that the play ends as it would have. */
const SAME = `
version: sop-outages-2
title: Invented
zone: '+03:00'
effectiveFrom: 2026-01-01
approvedBy: [{ agency: agency-a, by: COORD, on: 2025-12-01 }]
values: {}
`;

async function ordered(record: DataSource, orderedAt: string): Promise<string> {
  const document = readPolicyDocument(SAME);
  const publication = { document, text: SAME, approvals: document.approvedBy, publishedBy: 'adm-1' };
  await publishDocument(record, { ...publication, publishedAt: orderedAt });
  const adoptionId = randomUUID();
  const scope = { kind: 'all', id: null } as const;
  await orderAdoption(record, { adoptionId, version: document.version, scope, orderedBy: 'adm-1', orderedAt });
  return adoptionId;
}

const FOUR_HOURS_A_SECOND = 14_400;

it('the engine loses everything in the middle of a play: rebuilt from the record, the scenario ends right, and orders go on [A31]', async () => {
  const scenario = scenarioAt('tests/e2e/outages.json');
  await withFolder(async (folder) => {
    const dataDir = `${folder}/data`;
    const site = await startHttpSite([scenario], { dataDir, speed: FOUR_HOURS_A_SECOND });
    try {
      const { stack } = site.simulation;
      const playing = site.play(scenario);
      await reached(site.simulation, scenario, '2026-06-03 19:00');
      await stack.temporal.stop();
      await rm(`${dataDir}/temporal`, { recursive: true });
      await stack.temporal.start();
      // An order that nobody has told the new engine of: it stands in the record, and no one sends it again.
      const record = await openDataSource({ url: stack.urls.databaseUrl, poolSize: 1 });
      const adoptionId = await ordered(record, site.simulation.now());
      const rebuilt = await caseward(['engine', 'rebuild', '--json', '--data', dataDir]);
      expect(rebuilt.code, rebuilt.stderr).toBe(0);
      // A command that came meanwhile has started its own case already.
      expect(JSON.parse(rebuilt.stdout)).toMatchObject({ total: 3, orders: 1 });
      const report = await playing;
      expect(report.differences, reportText(report)).toEqual([]);
      await expect
        .poll(() => adoptionProgress(record, adoptionId), { timeout: 60_000 })
        .toMatchObject({ cases: 3, pending: 0, adopted: 3, refused: 0 });
      await record.destroy();
      const checked = await caseward(['rebuild', '--check', '--data', dataDir]);
      expect(checked.code, checked.stdout + checked.stderr).toBe(0);
    } finally {
      await site.stop();
    }
  });
});
