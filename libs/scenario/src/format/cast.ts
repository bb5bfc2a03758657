import type { Actor, Owner } from '@caseward/domain';
import type { CastMember, Scenario } from './scenario.js';

/** The people of a scenario as the system knows them. */
export interface Cast {
  readonly names: readonly string[];
  actor(name: string): Actor;
  owner(name: string): Owner;
  personId(name: string): string;
  /** Of an agency of the cast, or of any other organisation. */
  agencyId(name: string): string;
  /** The name of a person, or the id itself when nobody in the cast has it. */
  nameOf(personId: string): string;
  member(name: string): CastMember;
}

const officeOf = (member: CastMember) => member.office ?? `${member.agency}-office`;
const teamOf = (member: CastMember) => member.team ?? `${officeOf(member)}-team`;

/** Team and office exist only for roles that have one: a manager has no team, a head no office. */
const HAS_TEAM: readonly string[] = ['CW', 'SUP', 'DE', 'COMM'];
const HAS_OFFICE: readonly string[] = [...HAS_TEAM, 'MGR'];

/** `idOf` makes system ids of names; the same name always gives the same id. */
export function castOf(scenario: Scenario, idOf: (kind: string, name: string) => string = (_, name) => name): Cast {
  const member = (name: string): CastMember => {
    const found = scenario.cast[name];
    if (found === undefined) throw new RangeError(`nobody called "${name}" in the cast`);
    return found;
  };
  const agencyId = (agency: string) => idOf('agency', agency);
  const names = Object.keys(scenario.cast);
  const byId = new Map(names.map((name) => [idOf('person', name), name]));
  return {
    names,
    member,
    agencyId,
    personId: (name) => idOf('person', name),
    actor: (name) => {
      const one = member(name);
      return {
        personId: idOf('person', name),
        role: one.role,
        agencyId: agencyId(one.agency),
        ...(HAS_OFFICE.includes(one.role) ? { officeId: idOf('office', officeOf(one)) } : {}),
        ...(HAS_TEAM.includes(one.role) ? { teamId: idOf('team', teamOf(one)) } : {}),
      };
    },
    owner: (name) => {
      const one = member(name);
      return {
        caseworkerId: idOf('person', name),
        teamId: idOf('team', teamOf(one)),
        officeId: idOf('office', officeOf(one)),
        agencyId: agencyId(one.agency),
      };
    },
    nameOf: (personId) => byId.get(personId) ?? personId,
  };
}
