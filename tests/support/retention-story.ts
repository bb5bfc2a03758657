import { randomUUID } from 'node:crypto';
import { settleOwedRetention } from '@caseward/activities';
import {
  decideHosted,
  evolveHosted,
  foldHosted,
  hostedChanges,
  plusHours,
  type Actor,
  type ContentRef,
  type DutyCommand,
  type DutyCommandOf,
  type DutyCommandType,
  type HostedEvent,
} from '@caseward/domain';
import { appendEvents, dutyFiles, readRecord, storeContent } from '@caseward/persistence';
import type { KeyService } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { aCase, command, give, START, SUPERVISOR } from '../persistence/a-case.js';

const MANAGER: Actor = { personId: 'p-mgr', role: 'MGR', officeId: 'o-1', agencyId: 'a-1' };
const HEAD: Actor = { personId: 'p-head', role: 'HEAD', agencyId: 'a-1' };
const [CLOSED, LATER] = [30, 24 * 40];
const CHECKS = {
  ...{ childAndFamilyInvolved: true, workersTold: true, contactForLaterGiven: true, feedbackOffered: true },
  ...{ fileComplete: true, storageFormAgreed: true, keepUntil: '2026-04-01' },
};
const at = (hours: number): string => plusHours(START, hours);

/** A command to a duty file, decided on what the record says. */
async function tell(record: DataSource, fileId: string, given: DutyCommand): Promise<void> {
  const events = await readRecord<HostedEvent>(record, fileId);
  if (events.some(({ commandId }) => commandId === given.commandId)) return;
  const state = foldHosted(fileId, events);
  const decided = decideHosted(state, given, { now: given.occurredAt });
  const changes = hostedChanges(state, decided.reduce(evolveHosted, state));
  await appendEvents(record, { caseId: fileId, expectedSeq: state.seq, command: given, events: decided, changes });
}

function act<T extends DutyCommandType>(
  record: DataSource,
  fileId: string,
  type: T,
  payload: DutyCommandOf<T>['payload'],
  actor: Actor,
): Promise<void> {
  const given = { commandId: randomUUID(), type, actor, occurredAt: at(LATER), payload } as unknown as DutyCommand;
  return tell(record, fileId, given);
}

export interface ClosedCase {
  readonly caseId: string;
  readonly content: ContentRef;
}

/** A case from its beginning to its end, with one form that says `text`. */
export async function closedCase(record: DataSource, keys: KeyService, text: string): Promise<ClosedCase> {
  const { caseId } = await aCase(record);
  const content = await storeContent(record, keys, {
    ...{ contentId: randomUUID(), caseId, form: 'closure', formVersion: 1, content: { why: text } },
    ...{ createdBy: 'p-cw', createdAt: START },
  });
  const request = { reason: 'opened_in_error', checks: CHECKS, content } as const;
  await give(record, caseId, command('requestClosure', request, at(CLOSED - 1)));
  await give(record, caseId, command('approveClosure', {}, at(CLOSED), SUPERVISOR));
  return { caseId, content };
}

/** Two people end the file of a closed case. */
export async function destroyFile(record: DataSource, { caseId, content }: ClosedCase): Promise<void> {
  const told = (fileId: string, given: DutyCommand): Promise<void> => tell(record, fileId, given);
  while ((await settleOwedRetention(record, told)) > 0);
  const fileId = (await dutyFiles(record, { kind: 'retention', subjectId: caseId }))[0]?.caseId ?? '';
  await act(record, fileId, 'proposeDestruction', { manner: 'destroy', content }, MANAGER);
  await act(record, fileId, 'confirmDestruction', {}, HEAD);
}
