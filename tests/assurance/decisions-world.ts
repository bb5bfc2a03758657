import { randomUUID } from 'node:crypto';
import type { Guest, Instant, Role } from '@caseward/domain';
import type { Chance } from '../properties/random.js';

/** Somebody with a login. */
export interface Human {
  readonly id: string;
  readonly role: Role;
  readonly team: string | null;
  readonly office: string | null;
  readonly agency: string | null;
}

export interface Share {
  readonly relation: Guest['relation'];
  readonly about: string;
  readonly personId: string | null;
  readonly agencyId: string | null;
  readonly contentId: string;
}

interface Window {
  readonly personId: string;
  readonly agencyId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** A case with everything that somebody may want to see of it. */
export interface File {
  readonly id: string;
  readonly caseworker: string | null;
  readonly team: string | null;
  readonly office: string | null;
  readonly agency: string | null;
  /** What was or is shared: only the live ones are rows of guests. */
  readonly shares: readonly (Share & { readonly isLive: boolean })[];
  readonly typists: readonly { readonly personId: string; readonly isOver: boolean }[];
  readonly emergencies: readonly Window[];
  /** A form in the record, one of a refused command, and who wrote both. */
  readonly privateForm: string;
  readonly draftForm: string;
  readonly author: string;
  readonly taskFor: string;
}

export interface Duty {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly team: string | null;
  readonly office: string | null;
  readonly agency: string | null;
  readonly hiddenFrom: readonly string[];
}

export interface World {
  readonly now: Instant;
  readonly people: readonly Human[];
  readonly files: readonly File[];
  readonly duties: readonly Duty[];
}

export const NOW = '2026-03-02T10:00:00.000Z';
const AGENCIES = ['agency-a', 'agency-b'] as const;
const PLACED: readonly Role[] = ['CW', 'CW', 'CW', 'SUP', 'DE', 'DE'];
const ANYWHERE: readonly Role[] = ['RFP', 'CONF', 'BIDP', 'COMM', 'ADM', 'COORD'];
const RELATIONS = ['provider', 'receiver', 'member'] as const;
export const DUTY_KINDS = [
  ...['agency', 'caseworker', 'team', 'quality', 'sop'],
  ...['directory', 'data_breach', 'complaint', 'access_request', 'retention'],
];

/** Two agencies with two offices of two teams each, and everybody who may work in or beside them. */
export function peopleOf(chance: Chance): Human[] {
  const teams = AGENCIES.flatMap((agency) =>
    [1, 2].flatMap((o) =>
      [1, 2].map((t) => ({ agency, office: `${agency}-${String(o)}`, team: `${agency}-${String(o)}-${String(t)}` })),
    ),
  );
  const staff = teams.flatMap((place) =>
    PLACED.map((role, n) => ({ ...place, role, id: `${role}-${String(n)}-${place.team}` })),
  );
  const offices = [...new Map(teams.map((place) => [place.office, { ...place, team: null }])).values()];
  const managers = offices.map((place) => ({ ...place, role: 'MGR' as const, id: `MGR-${place.office}` }));
  const heads = AGENCIES.map((agency) => ({
    agency,
    office: null,
    team: null,
    role: 'HEAD' as const,
    id: `HEAD-${agency}`,
  }));
  const others = ANYWHERE.flatMap((role) =>
    [1, 2].map((n) => {
      const agency = chance.next() < 0.5 ? chance.one(AGENCIES) : null;
      return { agency, office: null, team: null, role, id: `${role}-${String(n)}` };
    }),
  );
  return [...staff, ...managers, ...heads, ...others];
}

function shareWith(chance: Chance, people: readonly Human[]): File['shares'][number] {
  const relation = chance.one(RELATIONS);
  const byAgency = relation === 'receiver';
  return {
    relation,
    about: randomUUID(),
    personId: byAgency ? null : chance.one(people).id,
    agencyId: byAgency ? chance.one(AGENCIES) : null,
    contentId: randomUUID(),
    isLive: chance.next() < 0.7,
  };
}

/** Windows that are over, open, and yet to come, also of people who never should have one. */
function emergencyOf(chance: Chance, people: readonly Human[]): Window {
  const start = chance.between(-90, 10);
  const at = (minutes: number): Instant => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
  return {
    personId: chance.one(people).id,
    agencyId: chance.one(AGENCIES),
    startsAt: at(start),
    endsAt: at(start + chance.between(0, 60)),
  };
}

const some = <Item>(chance: Chance, most: number, make: () => Item): Item[] =>
  Array.from({ length: chance.upTo(most) }, make);

function fileOf(chance: Chance, people: readonly Human[]): File {
  const caseworkers = people.filter(({ role }) => role === 'CW');
  const owner = chance.next() < 0.9 ? chance.one(caseworkers) : null;
  return {
    id: randomUUID(),
    caseworker: owner?.id ?? null,
    team: owner?.team ?? null,
    office: owner?.office ?? null,
    agency: owner?.agency ?? null,
    shares: some(chance, 2, () => shareWith(chance, people)),
    typists: chance
      .shuffled(people)
      .slice(0, chance.upTo(2))
      .map(({ id }) => ({ personId: id, isOver: chance.next() < 0.4 })),
    emergencies: some(chance, 2, () => emergencyOf(chance, people)),
    privateForm: randomUUID(),
    draftForm: randomUUID(),
    author: chance.one(people).id,
    taskFor: chance.one(people).id,
  };
}

function dutyOf(chance: Chance, people: readonly Human[]): Duty {
  const at = chance.one(people);
  const depth = chance.upTo(3);
  return {
    id: randomUUID(),
    kind: chance.one(DUTY_KINDS),
    subject: chance.one(people).id,
    agency: depth > 0 ? at.agency : null,
    office: depth > 1 ? at.office : null,
    team: depth > 2 ? at.team : null,
    hiddenFrom: some(chance, 3, () => chance.one(people).id),
  };
}

export function worldOf(chance: Chance, files: number): World {
  const people = peopleOf(chance);
  return {
    now: NOW,
    people,
    files: Array.from({ length: files }, () => fileOf(chance, people)),
    duties: Array.from({ length: Math.ceil(files / 2) }, () => dutyOf(chance, people)),
  };
}
