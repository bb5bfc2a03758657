import type { KnownObligation, Obligation } from '../../case/obligation.js';
import { everybody } from '../../case/task-row.js';
import { monthsTerm } from '../../clocks/terms.js';
import { DomainError } from '../../errors.js';
import { numberOf } from '../../policy/policy.js';
import type { Instant } from '../../time/instant.js';
import { localDateOf } from '../../time/zone.js';
import { dutyOf, factsOf, policyAt } from '../clocks.js';
import { coordination } from '../coordination.js';
import type { DutyFactOf } from '../events.js';
import type { DutyState } from '../file.js';
import type { DutyFileRules, DutyGrant } from '../kind.js';

/** DIR-1: whoever supervises notices that a service changed; the coordination group answers for the whole. */
const KEEPERS: readonly DutyGrant[] = [
  ['COORD', 'common'],
  ...(['SUP', 'MGR', 'HEAD'] as const).flatMap((role): DutyGrant[] => [
    [role, 'common'],
    [role, 'agency'],
  ]),
];
const READERS: readonly DutyGrant[] = [
  ...KEEPERS,
  ...(['CW', 'DE', 'COMM'] as const).flatMap((role): DutyGrant[] => [
    [role, 'common'],
    [role, 'agency'],
  ]),
  ['ADM', 'common'],
];

type Look = DutyFactOf<'DirectoryEntryKept'> | DutyFactOf<'DirectoryEntryConfirmed'>;

function isGone({ type, data }: Look): boolean {
  return type === 'DirectoryEntryKept' && !data.isActive;
}

/** Each time that somebody wrote or confirmed an entry, by entry. */
function looksOf(state: DutyState): ReadonlyMap<string, readonly Look[]> {
  const found = new Map<string, Look[]>();
  for (const fact of factsOf(state, 'DirectoryEntryKept', 'DirectoryEntryConfirmed')) {
    const { entryId } = fact.data;
    found.set(entryId, [...(found.get(entryId) ?? []), fact]);
  }
  return found;
}

/** DIR-2: an entry is asked about again within the months of the service map; a service that is gone, no more. */
function entryDuties(state: DutyState, entryId: string, looks: readonly Look[]): Obligation[] {
  return looks.flatMap((look, index): Obligation[] => {
    if (isGone(look)) return [];
    const next = looks[index + 1];
    const policy = policyAt(state, look.occurredAt);
    const key = 'service_map.review_months';
    const from = localDateOf(policy.zone, look.occurredAt);
    return [
      dutyOf(state, {
        ...{ key: `directory_entry:${entryId}:${String(look.seq)}`, kind: 'directory_entry', anchor: look.occurredAt },
        term: monthsTerm(policy, 'DIR-2', key, numberOf(policy, key), from),
        metAt: next?.occurredAt ?? null,
      }),
    ];
  });
}

function assertListed(state: DutyState, entryId: string): void {
  const last = looksOf(state).get(entryId)?.at(-1);
  if (last !== undefined && !isGone(last)) return;
  throw new DomainError('UNKNOWN_REFERENCE', 'DIR-1', 'The directory has no such service.', {
    field: '/payload/entryId',
    remedy: 'See the directory; a service that came back is listed again.',
  });
}

/** Services and where they are: all agencies of the context keep one together, an agency may keep one of its own. */
export const directory: DutyFileRules = {
  opens: [...KEEPERS, ['SYSTEM', 'any']],
  reads: READERS,
  commands: {
    keepDirectoryEntry: {
      may: KEEPERS,
      decide: (recorder, { occurredAt, payload }) => {
        if (!payload.isActive) assertListed(recorder.state, payload.entryId);
        recorder.fact('DirectoryEntryKept', occurredAt, payload);
      },
    },
    confirmDirectoryEntry: {
      may: KEEPERS,
      decide: (recorder, { occurredAt, payload }) => {
        assertListed(recorder.state, payload.entryId);
        recorder.fact('DirectoryEntryConfirmed', occurredAt, payload);
      },
    },
  },
  duties: (state) => [...looksOf(state)].flatMap(([entryId, looks]) => entryDuties(state, entryId, looks)),
  commandOf: () => 'confirmDirectoryEntry',
  assigneeOf: ({ scope: { agencyId } }) => (agencyId === null ? coordination : everybody('MGR', agencyId)),
  waits: (state, duty) => duty.remindedFor !== null || isBreached(state, duty),
};

/** A directory has hundreds of entries; they come to the inbox when it is time. */
function isBreached({ breaches }: DutyState, { key }: KnownObligation): boolean {
  return breaches.some((breach) => breach.key === key && breach.withdrawnAt === null);
}

/** DIR-2: nobody has confirmed the entry for too long. @param overdueFrom of the clock that runs for it */
export function isStale({ overdueFrom }: { readonly overdueFrom: Instant }, now: Instant): boolean {
  return now >= overdueFrom;
}
