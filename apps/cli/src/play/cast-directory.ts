import type { Directory, DirectoryPerson } from '@caseward/contracts';
import { castOf, uuidOf, type Scenario } from '@caseward/scenario';

/** Opaque ids for the people and places of one scenario; two scenarios never share any. */
export function idsOf(scenario: Scenario): (kind: string, name: string) => string {
  return (kind, name) => uuidOf('cast', scenario.id, kind, name);
}

/** Logins are told apart by the scenario, because each brings its own CW-A. */
export function loginsOf(scenario: Scenario): (name: string) => string {
  const prefix = scenario.id.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return (name) => `${prefix}.${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
}

export const OBSERVER = 'observer';

/** The login of a head who takes no part in the story and sees all of an agency's cases. */
export function headsOf(scenario: Scenario): (agency: string) => string {
  const loginOf = loginsOf(scenario);
  return (agency) => loginOf(`head of ${agency}`);
}

/** One reader for each agency of the cast. */
export function readersOf(scenario: Scenario): string[] {
  const agencies = new Set(Object.values(scenario.cast).map(({ agency }) => agency));
  return [...agencies].map(headsOf(scenario));
}

function distinct<Item>(items: readonly Item[], id: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [id(item), item])).values()];
}

/** The cast as the people of a deployment, with a head for each agency and an administrator to look at the cases. */
export function castDirectory(scenario: Scenario): Directory {
  const cast = castOf(scenario, idsOf(scenario));
  const loginOf = loginsOf(scenario);
  const places = cast.names.map((name) => ({ ...cast.owner(name), agency: cast.member(name).agency }));
  const people = cast.names.map((name): DirectoryPerson => {
    const { role, ...actor } = cast.actor(name);
    const { supervisor } = cast.member(name);
    const led = supervisor === undefined ? {} : { supervisorId: cast.personId(supervisor) };
    return {
      ...actor,
      ...led,
      role: role as DirectoryPerson['role'],
      login: loginOf(name),
      displayName: `${name} (played)`,
    };
  });
  const observer: DirectoryPerson = {
    personId: idsOf(scenario)('person', OBSERVER),
    role: 'ADM',
    login: loginOf(OBSERVER),
    displayName: 'Observer (played)',
  };
  const heads = distinct(places, ({ agencyId }) => agencyId).map(({ agencyId, agency }): DirectoryPerson => ({
    personId: idsOf(scenario)('head', agency),
    role: 'HEAD',
    agencyId,
    login: headsOf(scenario)(agency),
    displayName: `Head of ${agency} (played)`,
  }));
  return {
    agencies: distinct(
      places.map(({ agencyId, agency }) => ({ agencyId, name: `Agency ${agency} (played)` })),
      ({ agencyId }) => agencyId,
    ),
    offices: distinct(
      places.map(({ agencyId, officeId }) => ({ officeId, agencyId, name: 'Office (played)' })),
      ({ officeId }) => officeId,
    ),
    teams: distinct(
      places.map(({ officeId, teamId }) => ({ teamId, officeId, name: 'Team (played)' })),
      ({ teamId }) => teamId,
    ),
    people: [...people, ...heads, observer],
  };
}
