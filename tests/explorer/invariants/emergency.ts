import type { CaseEvent } from '@caseward/domain';
import { CAST, MINUTE, msOf, type Node } from '../world.js';
import { all, openDuties } from './history.js';
import { invariant, noneOf } from './invariant.js';
import { offeredTo } from './offered.js';

const openings = ({ events }: Node) => all(events, 'EmergencyAccessOpened');

/** The first entry after which nothing is open any more. */
function shutBy(events: readonly CaseEvent[], accessId: string, seq: number): CaseEvent | undefined {
  return events.find((event) => {
    if (event.seq <= seq) return false;
    if (event.type === 'TransferAccepted') return true;
    if (event.type === 'EmergencyAccessEnded') return event.data.accessId === accessId;
    return event.type === 'EmergencyAccessReviewed' && event.data.accessId === accessId && !event.data.justified;
  });
}

export const EMERGENCY_STATES = [
  invariant(
    'IM-3',
    'no emergency access outlives its minutes, nor what shut it earlier',
    ({ world, domain, after }) => {
      const opened = openings(after);
      if (opened.length === 0) return undefined;
      const most = ((world.policy.values['emergency.access_minutes'] as number | undefined) ?? 60) * MINUTE;
      const rows = domain.readModelOf(after.state).emergencies;
      if (rows.length !== opened.length) return `${String(rows.length)} rows for ${String(opened.length)} openings`;
      return noneOf(
        opened
          .filter(({ seq, data, recordedAt, actor }) => {
            const row = rows.find(({ accessId }) => accessId === data.accessId);
            if (row?.personId !== actor.personId || row.startsAt !== recordedAt) return true;
            const shut = shutBy(after.events, data.accessId, seq)?.recordedAt;
            const last = Math.min(msOf(recordedAt) + most, shut === undefined ? Infinity : msOf(shut));
            return msOf(row.endsAt) !== last;
          })
          .map(({ data }) => data.accessId),
      );
    },
  ),
  invariant('IM-6', 'every emergency access was looked into, or somebody still owes it', ({ after }) => {
    const opened = openings(after);
    if (opened.length === 0) return undefined;
    const reviewed = all(after.events, 'EmergencyAccessReviewed').length;
    const owed = openDuties(after).filter(({ kind }) => kind === 'emergency_review').length;
    return owed + reviewed === opened.length ? null : `${String(owed)} owed, ${String(reviewed)} done`;
  }),
  invariant('IM-3', 'an emergency gives sight and no command but the one that shuts the file', ({ domain, after }) => {
    if (openings(after).length === 0) return undefined;
    const offered = [...offeredTo(domain, after.state, CAST.stranger())];
    return noneOf(offered.filter((type) => type !== 'endEmergencyAccess'));
  }),
];
