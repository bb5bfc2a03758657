import { Inject, Injectable } from '@nestjs/common';
import type { CommandAnswer, DirectoryEntryView } from '@caseward/contracts';
import { isStale, mayReadDutyFile, type DutyFileRow, type HostedEvent, type Instant } from '@caseward/domain';
import {
  directoryEntries,
  directoryHistory,
  dutyFiles,
  staleSince,
  type DirectoryQuestion,
  type DirectoryVersion,
  type ListedEntry,
} from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { placeOf } from '../duties/visible-duty-files.js';
import { fieldProblem, notFound } from '../platform/problem.js';

type Payload = Readonly<Record<string, unknown>>;
type Warnings = NonNullable<CommandAnswer['warnings']>;

/** What a referral takes from the entry; the channel may be another one. */
const TAKEN = ['service', 'providerId', 'providerAgencyId'] as const;

/** The directories that somebody looks services up in: the common one, and the own agency's. */
@Injectable()
export class DirectoryBook {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  async files(caller: Caller): Promise<DutyFileRow[]> {
    const open = await dutyFiles(this.parts.dataSource, { kind: 'directory', openOnly: true });
    return open.filter((row) => mayReadDutyFile(placeOf(row), caller));
  }

  async entries(caller: Caller, asked: Omit<DirectoryQuestion, 'fileIds'>): Promise<ListedEntry[]> {
    const fileIds = (await this.files(caller)).map(({ caseId }) => caseId);
    return directoryEntries(this.parts.dataSource, { ...asked, fileIds });
  }

  /** @throws ProblemError 404 */
  async entry(caller: Caller, entryId: string): Promise<ListedEntry> {
    const [found] = await this.entries(caller, { entryId });
    if (found === undefined) throw notFound();
    return found;
  }

  async history(caller: Caller, entryId: string): Promise<DirectoryVersion[]> {
    const fileIds = (await this.files(caller)).map(({ caseId }) => caseId);
    return directoryHistory(this.parts.dataSource, fileIds, entryId);
  }

  /**
   * DIR-3: provider, organisation and service of a referral come from the entry that it names; without one they are said.
   * @throws ProblemError 422
   */
  async referralFrom(caller: Caller, payload: Payload): Promise<Payload> {
    const entryId = payload['directoryEntryId'];
    if (typeof entryId !== 'string') {
      const missing = [...TAKEN, 'channel'].find((field) => payload[field] === undefined);
      if (missing === undefined) return payload;
      throw fieldProblem(`/${missing}`, 'This field is needed.', 'Give it, or name an entry of the directory.');
    }
    const [entry] = await this.entries(caller, { entryId });
    if (entry?.isActive !== true) {
      throw fieldProblem('/directoryEntryId', 'The directory has no such service.', 'See GET /v1/directory.');
    }
    const other = TAKEN.find((field) => payload[field] !== undefined && payload[field] !== entry[field]);
    if (other !== undefined) {
      throw fieldProblem(`/${other}`, 'The entry says something else.', 'Leave this field out, or the entry.');
    }
    const { service, providerId, providerAgencyId, channel } = entry;
    return { channel, ...payload, service, providerId, providerAgencyId };
  }

  /** DIR-2: a referral to an entry that nobody has confirmed for long goes, and says so. */
  async warnings(events: readonly HostedEvent[]): Promise<Warnings> {
    const picked = events.flatMap((event) =>
      (event.type === 'ReferralDrafted' || event.type === 'ReferralSent') && event.data.directoryEntryId !== undefined
        ? [{ entryId: event.data.directoryEntryId, at: event.recordedAt }]
        : [],
    );
    const found = await Promise.all(picked.map(({ entryId, at }) => staleSince(this.parts.dataSource, entryId, at)));
    return found.flatMap((dueOn) => (dueOn === null ? [] : [stale(dueOn)]));
  }
}

function stale(dueOn: string): Warnings[number] {
  return {
    code: 'DIRECTORY_ENTRY_STALE',
    pointer: '/directoryEntryId',
    detail: `The service should have been confirmed by ${dueOn}. Ask whether it is still there.`,
  };
}

export function entryView(entry: ListedEntry, now: Instant): DirectoryEntryView {
  const { fileId: _, commandId: __, digest: ___, overdueFrom, ...view } = entry;
  return { ...view, stale: overdueFrom !== null && isStale({ overdueFrom }, now) };
}
