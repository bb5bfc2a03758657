import type { Role } from '../access/actor.js';
import type { DutyScope } from './file.js';

/** Where somebody works, and who is named as her or his supervisor. */
export interface StaffPlace {
  readonly personId: string;
  readonly role: Role;
  readonly teamId: string | null;
  readonly officeId: string | null;
  readonly agencyId: string | null;
  readonly supervisorId: string | null;
}

export interface ComplaintRoute {
  readonly hiddenFrom: readonly string[];
  readonly scope: DutyScope;
}

/** Who stands over somebody: all who do the same for the place, because they share a room and a name list. */
function superiorsOf(one: StaffPlace, staff: readonly StaffPlace[]): string[] {
  const named = one.supervisorId === null ? [] : [one.supervisorId];
  const of = (role: Role, isSame: (other: StaffPlace) => boolean): string[] =>
    staff.filter((other) => other.role === role && isSame(other)).map(({ personId }) => personId);
  const supervisors = of('SUP', ({ teamId }) => teamId !== null && teamId === one.teamId);
  const managers = of('MGR', ({ officeId }) => officeId !== null && officeId === one.officeId);
  if (one.role === 'HEAD') return [...named, ...of('HEAD', ({ agencyId }) => agencyId === one.agencyId)];
  if (one.role === 'MGR') return [...named, ...managers];
  if (one.role === 'SUP') return [...named, ...supervisors, ...managers];
  return [...named, ...supervisors];
}

/**
 * IM-12: past the persons concerned and those over them, to the first level where nobody of them stands: the managers of
 * the office, the head of the agency, or the coordination group. Nobody named: nobody can be ruled out below the head.
 * @param staff everybody of the agency who is in a post
 */
export function complaintRoute(
  concerned: readonly StaffPlace[],
  staff: readonly StaffPlace[],
  agencyId: string | null,
): ComplaintRoute {
  const persons = concerned.map(({ personId }) => personId);
  const hiddenFrom = [...new Set([...persons, ...concerned.flatMap((one) => superiorsOf(one, staff))])].sort();
  const isFree = (role: Role, isThere: (one: StaffPlace) => boolean): boolean => {
    const level = staff.filter((one) => one.role === role && isThere(one));
    return level.length > 0 && level.every(({ personId }) => !hiddenFrom.includes(personId));
  };
  const nowhere = { teamId: null, officeId: null, agencyId: null };
  if (!isFree('HEAD', (one) => one.agencyId === agencyId)) return { hiddenFrom, scope: nowhere };
  const [officeId = null, ...further] = new Set(concerned.map((one) => one.officeId));
  const isOneOffice = officeId !== null && further.length === 0;
  const scope = { ...nowhere, agencyId };
  if (!isOneOffice || !isFree('MGR', (one) => one.officeId === officeId)) return { hiddenFrom, scope };
  return { hiddenFrom, scope: { ...scope, officeId } };
}
