import { foldHosted, hostedChanges, initialState, type HostedEvent } from '@caseward/domain';
import {
  appendEvents,
  endDataEntryCase,
  insertDataEntryCase,
  upsertAccounts,
  upsertOrganisation,
} from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import type { PlayedYear } from './generate.js';
import { AGENCY, NEIGHBOUR, OFFICES, staff, TEAMS } from './cast.js';

/** How many cases are written at a time. */
const AT_ONCE = 4;

/** The two agencies, their people and the record of every case and duty file, by the append that the system itself writes with. */
export async function loadYear(record: DataSource, { records, files, transcribed }: LoadableYear): Promise<void> {
  await settle(record);
  const waiting: (readonly HostedEvent[])[] = [...records, ...files];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let events = waiting.pop(); events !== undefined; events = waiting.pop()) await append(record, events);
    }),
  );
  for (const { end, ...assigned } of transcribed) {
    await insertDataEntryCase(record, { ...assigned, endsAt: null, isOverLimit: false, reason: null });
    const { assignmentId, assignedBy: endedBy } = assigned;
    if (end !== null) await endDataEntryCase(record, { assignmentId, endedBy, ...end });
  }
}

type LoadableYear = Pick<PlayedYear, 'records' | 'files' | 'transcribed'>;

async function settle(record: DataSource): Promise<void> {
  await upsertOrganisation(record, {
    agencies: [AGENCY, NEIGHBOUR].map((agencyId) => ({ agencyId, name: agencyId })),
    offices: OFFICES.map((office) => ({ ...office, name: office.officeId })),
    teams: TEAMS.map(({ teamId, officeId }) => ({ teamId, officeId, name: teamId })),
  });
  const accounts = staff().map((person) => ({
    ...person,
    displayName: person.personId,
    active: true,
    login: person.personId,
    passwordHash: 'nobody signs in',
  }));
  await upsertAccounts(record, accounts);
}

/** A whole case in one append, under the command that came last. */
async function append(record: DataSource, events: readonly HostedEvent[]): Promise<void> {
  const last = events.at(-1);
  if (last === undefined) return;
  const { caseId, commandId, actor, occurredAt, recordedAt } = last;
  const outcome = await appendEvents(record, {
    caseId,
    expectedSeq: 0,
    command: { commandId, type: 'sync', actor, occurredAt, recordedAt },
    events,
    changes: hostedChanges(initialState(caseId), foldHosted(caseId, events)),
  });
  if (!outcome.committed) throw new Error('the case was in the record already');
}
