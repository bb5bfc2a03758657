import type { Role } from '@caseward/domain';

/**
 * How somebody stands to a case. `former` had it once: as its caseworker, its supervisors, its data entry, as a guest whose
 * part has ended, or in an emergency that is over; `bystander` is of its agency, and `stranger` of none or of another.
 * These three see nothing of it.
 */
export type Standing =
  | 'own'
  | 'team'
  | 'office'
  | 'agency'
  | 'assigned'
  | 'provider'
  | 'receiver'
  | 'member'
  | 'addressee'
  | 'emergency'
  | 'structure'
  | 'former'
  | 'bystander'
  | 'stranger';

/** What is written about each of them stands in `world.ts`, which makes them. */
export const CASES = [
  'plain',
  'shared',
  'conferred',
  'opened',
  'over',
  'moved',
  'handed',
  'withdrawn',
  'closed',
] as const;
export type CaseName = (typeof CASES)[number];

/** Somebody at a case. */
export interface Seat {
  readonly login: string;
  readonly role: Role;
  readonly which: CaseName;
  readonly standing: Standing;
}

const ROLE_OF: Readonly<Record<string, Role>> = {
  ...{ cw: 'CW', sup: 'SUP', mgr: 'MGR', head: 'HEAD', de: 'DE', rfp: 'RFP', conf: 'CONF', bidp: 'BIDP', comm: 'COMM' },
  ...{ coord: 'COORD', admin: 'ADM' },
};

/** Of the agency that has every case but the one that moved. */
const LANTERN =
  'cw.amal cw.basim cw.carla cw.dunya cw.hana sup.badr sup.salma sup.farah sup.idris mgr.gale mgr.jude head.lena de.kim comm.wafa';
const ELSEWHERE = 'cw.mina sup.omar mgr.pilar head.quinn rfp.tariq conf.uma bidp.vera coord.rana admin.sami';
export const LOGINS: readonly string[] = `${LANTERN} ${ELSEWHERE}`.split(' ');
const COMPASS = 'cw.mina sup.omar mgr.pilar head.quinn'.split(' ');

/** cw.amal of the Harbour team has them all at first. */
const HARBOUR = 'own: cw.amal; team: sup.badr sup.salma; office: mgr.gale; agency: head.lena';

/** Who stands to which case in a way that is more than being of its agency or not. */
const STANDS: Readonly<Record<CaseName, string>> = {
  plain: `${HARBOUR}; assigned: de.kim`,
  shared: `${HARBOUR}; provider: rfp.tariq cw.dunya sup.farah mgr.jude; receiver: sup.omar mgr.pilar`,
  conferred: `${HARBOUR}; member: conf.uma bidp.vera rfp.tariq cw.hana sup.idris mgr.jude`,
  opened: `${HARBOUR}; assigned: de.kim; emergency: cw.basim sup.farah mgr.jude`,
  over: `${HARBOUR}; former: rfp.tariq cw.dunya conf.uma bidp.vera cw.hana sup.omar mgr.pilar de.kim cw.basim`,
  moved:
    'own: cw.mina; team: sup.omar; office: mgr.pilar; agency: head.quinn; former: cw.amal sup.badr sup.salma mgr.gale head.lena de.kim',
  handed: 'own: cw.dunya; team: sup.farah; office: mgr.gale; agency: head.lena; former: cw.amal sup.badr sup.salma',
  withdrawn: `${HARBOUR}; provider: cw.dunya; former: rfp.tariq conf.uma bidp.vera cw.hana sup.omar mgr.pilar`,
  closed: `${HARBOUR}; addressee: rfp.tariq`,
};

export function isOfItsAgency(login: string, which: CaseName): boolean {
  return which === 'moved' ? COMPASS.includes(login) : LANTERN.split(' ').includes(login);
}

function standingOf(login: string, which: CaseName): Standing {
  if (login === 'admin.sami') return 'structure';
  for (const part of STANDS[which].split('; ')) {
    const [standing, logins = ''] = part.split(': ');
    if (logins.split(' ').includes(login)) return standing as Standing;
  }
  return isOfItsAgency(login, which) ? 'bystander' : 'stranger';
}

/** Everybody at every case; who never had a part in any is one and the same at all of them. */
export const ALL_SEATS: readonly Seat[] = CASES.flatMap((which) =>
  LOGINS.map((login) => {
    const role = ROLE_OF[login.split('.')[0] ?? ''] ?? 'SYSTEM';
    return { login, role, which, standing: standingOf(login, which) };
  }),
);
export const SEATS = ALL_SEATS.filter(
  ({ which, standing }) => which === 'plain' || (standing !== 'bystander' && standing !== 'stranger'),
);

const NOTHING: readonly Standing[] = ['former', 'bystander', 'stranger'];
export const seesNothing = ({ standing }: Seat): boolean => NOTHING.includes(standing);

const OURS = ['own', 'team', 'office', 'agency', 'assigned', 'emergency'] as const satisfies readonly Standing[];
const GUESTS = ['provider', 'receiver', 'member'] as const satisfies readonly Standing[];
/** Who reads what people wrote about the case. */
export const READS_CONTENT: readonly Standing[] = OURS;
export const IS_GUEST: readonly Standing[] = GUESTS;

/** Reads of one case: with which standing there is an answer. */
export const READS: Readonly<Record<string, readonly Standing[]>> = {
  'GET /v1/cases/{caseId}': [...OURS, 'structure'],
  'GET /v1/cases/{caseId}/timeline': [...OURS, 'structure'],
  'GET /v1/cases/{caseId}/contents/{contentId}': OURS,
  'GET /v1/cases/{caseId}/forms/{form}/prefill': OURS,
  'GET /v1/cases/{caseId}/attachments': OURS,
  'GET /v1/cases/{caseId}/drafts': [...OURS, ...GUESTS],
  'GET /v1/cases/{caseId}/drafts/{form}': [...OURS, ...GUESTS],
  'GET /v1/cases/{caseId}/name': ['own', 'team', 'office'],
  'GET /v1/audit/cases/{caseId}': ['structure'],
  'GET /v1/audit/cases/{caseId}/accesses': ['structure'],
  'GET /v1/shared-cases/{caseId}': GUESTS,
  'GET /v1/shared-cases/{caseId}/contents/{contentId}': GUESTS,
};
/** There is nothing of the kind, which looks the same as a case that nobody may see. */
export const NOTHING_THERE = ['GET /v1/cases/{caseId}/subject-copy'];
