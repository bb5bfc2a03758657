import type { Role } from '@caseward/domain';

export interface DirectoryPerson {
  readonly personId: string;
  readonly login: string;
  readonly displayName: string;
  readonly role: Exclude<Role, 'SYSTEM'>;
  readonly teamId?: string;
  readonly officeId?: string;
  readonly agencyId?: string;
  /** Who supervises this caseworker, where the team has several supervisors. */
  readonly supervisorId?: string;
}

export interface DirectoryOffice {
  readonly officeId: string;
  readonly agencyId: string;
  readonly name: string;
  /** The area that it works in, for values that the policy has by area. */
  readonly area?: string;
}

/** Who works where. */
export interface Directory {
  readonly agencies: readonly { readonly agencyId: string; readonly name: string }[];
  readonly offices: readonly DirectoryOffice[];
  readonly teams: readonly { readonly teamId: string; readonly officeId: string; readonly name: string }[];
  readonly people: readonly DirectoryPerson[];
}

/** Password of every demo account. A production process refuses to seed them. */
export const DEMO_PASSWORD = 'caseward-demo';
/** Secret of the one-time codes of every demo account, base32; published as the password is. */
export const DEMO_CODE_SECRET = 'CASEWARDDEMOCASEWARDDEMOCASEWARD';

const agency = (agencyId: string) => ({ agencyId });
const office = (officeId: string, agencyId: string) => ({ officeId, agencyId });
const team = (teamId: string, officeId: string, agencyId: string) => ({ teamId, officeId, agencyId });

const NORTH = team('team-harbour', 'office-coast', 'agency-lantern');
const SOUTH = team('team-orchard', 'office-coast', 'agency-lantern');
const INLAND = team('team-ridge', 'office-inland', 'agency-lantern');
const RIVER = team('team-ferry', 'office-river', 'agency-compass');

const idOf = (login: string): string => `demo-${login.replace('.', '-')}`;

type Place = Pick<DirectoryPerson, 'teamId' | 'officeId' | 'agencyId'>;

/** `cw.amal` becomes "Amal (demo caseworker)": nobody can take it for a real person. */
function person(login: string, role: DirectoryPerson['role'], place: Place = {}, supervisor?: string): DirectoryPerson {
  const [, name = login] = login.split('.');
  const titles = {
    CW: 'caseworker',
    SUP: 'supervisor',
    MGR: 'manager',
    HEAD: 'head of agency',
    DE: 'data entry',
    CONF: 'conference member',
    BIDP: 'best interests panel',
    RFP: 'referral focal point',
    COMM: 'community volunteer',
    ADM: 'administrator',
    COORD: 'coordination',
  };
  const displayName = `${name.charAt(0).toUpperCase()}${name.slice(1)} (demo ${titles[role]})`;
  const supervised = supervisor === undefined ? {} : { supervisorId: idOf(supervisor) };
  return { personId: idOf(login), login, displayName, role, ...place, ...supervised };
}

/** Two invented agencies and a clinic that provides services, with everybody a demonstration needs. */
export function demoDirectory(): Directory {
  return {
    agencies: [
      { agencyId: 'agency-lantern', name: 'Lantern Child Support (demo)' },
      { agencyId: 'agency-compass', name: 'Compass Family Aid (demo)' },
      { agencyId: 'agency-willow', name: 'Willow Clinic and School (demo)' },
    ],
    offices: [
      { officeId: 'office-coast', agencyId: 'agency-lantern', name: 'Coast office (demo)', area: 'area-coast' },
      { officeId: 'office-inland', agencyId: 'agency-lantern', name: 'Inland office (demo)', area: 'area-inland' },
      { officeId: 'office-river', agencyId: 'agency-compass', name: 'River office (demo)', area: 'area-river' },
    ],
    teams: [
      { teamId: 'team-harbour', officeId: 'office-coast', name: 'Harbour team (demo)' },
      { teamId: 'team-orchard', officeId: 'office-coast', name: 'Orchard team (demo)' },
      { teamId: 'team-ridge', officeId: 'office-inland', name: 'Ridge team (demo)' },
      { teamId: 'team-ferry', officeId: 'office-river', name: 'Ferry team (demo)' },
    ],
    people: [
      person('cw.amal', 'CW', NORTH, 'sup.badr'),
      person('cw.basim', 'CW', NORTH, 'sup.badr'),
      person('cw.carla', 'CW', NORTH, 'sup.salma'),
      person('sup.badr', 'SUP', NORTH),
      person('sup.salma', 'SUP', NORTH),
      person('cw.dunya', 'CW', SOUTH),
      person('cw.elias', 'CW', SOUTH),
      person('sup.farah', 'SUP', SOUTH),
      person('mgr.gale', 'MGR', office('office-coast', 'agency-lantern')),
      person('cw.hana', 'CW', INLAND),
      person('sup.idris', 'SUP', INLAND),
      person('mgr.jude', 'MGR', office('office-inland', 'agency-lantern')),
      person('de.kim', 'DE', NORTH),
      person('head.lena', 'HEAD', agency('agency-lantern')),
      person('cw.mina', 'CW', RIVER),
      person('cw.nour', 'CW', RIVER),
      person('sup.omar', 'SUP', RIVER),
      person('mgr.pilar', 'MGR', office('office-river', 'agency-compass')),
      person('head.quinn', 'HEAD', agency('agency-compass')),
      person('comm.wafa', 'COMM', NORTH),
      person('rfp.tariq', 'RFP', agency('agency-willow')),
      person('conf.uma', 'CONF', agency('agency-willow')),
      person('bidp.vera', 'BIDP', agency('agency-willow')),
      person('coord.rana', 'COORD'),
      person('admin.sami', 'ADM'),
    ],
  };
}

/** The demo account with this login. */
export function demoPerson(login: string): DirectoryPerson {
  const found = demoDirectory().people.find((candidate) => candidate.login === login);
  if (found === undefined) throw new RangeError(`there is no demo account "${login}"`);
  return found;
}
