import type { SharedFile } from '@caseward/contracts';
import { sharedFileSchema } from '@caseward/contracts';
import {
  availableCommands,
  detailsOf,
  type CaseEvent,
  type CaseState,
  type EventType,
  type Guest,
} from '@caseward/domain';
import type { Caller } from '../access/caller.js';
import { contentsIn, type ContentMention } from './timeline-view.js';

/** Whose forms were written for the guest to read. */
const SHARED_FORMS: ReadonlySet<EventType> = new Set<EventType>([
  'ReferralDrafted',
  'ReferralSent',
  'ReferralAnswered',
  'ReferralDone',
  'TransferProposed',
  'TransferSent',
  'ConferenceConvened',
  'ConferenceMembersInvited',
]);

const ABOUT = ['referralId', 'transferId', 'conferenceId'] as const;

/** Whether an event is about something that is shared. */
export function isAbout({ data }: CaseEvent, ids: ReadonlySet<string>): boolean {
  return ABOUT.some((field) => ids.has(String((data as Readonly<Record<string, unknown>>)[field])));
}

/** Forms that came with what is shared. */
export function sharedContents(events: readonly CaseEvent[], guests: readonly Guest[]): ContentMention[] {
  const ids = new Set(guests.map(({ about }) => about));
  return contentsIn(events.filter((event) => SHARED_FORMS.has(event.type) && isAbout(event, ids)));
}

/** PERM-4: a provider sees the referral; who is to take the case over or to confer about it sees the concerns too. */
export function sharedFile(
  state: CaseState,
  events: readonly CaseEvent[],
  guests: readonly Guest[],
  caller: Caller,
): SharedFile {
  const details = detailsOf(state);
  const idsOf = (relation: Guest['relation']): ReadonlySet<string> =>
    new Set(guests.filter((guest) => guest.relation === relation).map(({ about }) => about));
  const [referrals, transfers, conferences] = [idsOf('provider'), idsOf('receiver'), idsOf('member')];
  const seesConcerns = transfers.size > 0 || conferences.size > 0;
  return sharedFileSchema.parse({
    caseId: state.caseId,
    seq: state.seq,
    caseCode: state.caseCode,
    referrals: details.referrals.filter(({ referralId }) => referrals.has(referralId)),
    transfers: details.transfers.filter(({ transferId }) => transfers.has(transferId)),
    conferences: details.conferences.filter(({ conferenceId }) => conferences.has(conferenceId)),
    level: seesConcerns ? state.level : null,
    concerns: seesConcerns ? Object.values(state.concerns) : [],
    availableCommands: availableCommands(state, caller),
    contents: sharedContents(events, guests),
  });
}
