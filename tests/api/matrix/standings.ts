import type { Role } from '@caseward/domain';

/** How somebody stands to a case; `none` sees nothing of it. */
export type Standing =
  | 'own'
  | 'team'
  | 'office'
  | 'agency'
  | 'assigned'
  | 'provider'
  | 'receiver'
  | 'member'
  | 'emergency'
  | 'structure'
  | 'none';

/** One case that nobody else knows of, one that is shared in every way, one that somebody opened in an emergency. */
export const CASES = ['plain', 'shared', 'opened'] as const;
export type CaseName = (typeof CASES)[number];

interface Persona {
  readonly login: string;
  readonly role: Role;
  /** Of the same agency, without a right to these cases. */
  readonly isColleague?: true;
  /** Of the three cases, where they differ from `none`: all belong to cw.amal of the Harbour team. */
  readonly stands: Readonly<Partial<Record<CaseName, Standing>>>;
}

const everywhere = (standing: Standing) => ({ plain: standing, shared: standing, opened: standing }) as const;
const nowhere = {} as const;

export const PERSONAS: readonly Persona[] = [
  { login: 'cw.amal', role: 'CW', stands: everywhere('own') },
  { login: 'cw.basim', role: 'CW', isColleague: true, stands: { opened: 'emergency' } },
  { login: 'cw.dunya', role: 'CW', isColleague: true, stands: nowhere },
  { login: 'cw.mina', role: 'CW', stands: nowhere },
  { login: 'sup.badr', role: 'SUP', stands: everywhere('team') },
  { login: 'sup.farah', role: 'SUP', isColleague: true, stands: nowhere },
  { login: 'sup.omar', role: 'SUP', stands: { shared: 'receiver' } },
  { login: 'mgr.gale', role: 'MGR', stands: everywhere('office') },
  { login: 'mgr.jude', role: 'MGR', isColleague: true, stands: nowhere },
  { login: 'mgr.pilar', role: 'MGR', stands: { shared: 'receiver' } },
  { login: 'head.lena', role: 'HEAD', stands: everywhere('agency') },
  { login: 'head.quinn', role: 'HEAD', stands: nowhere },
  { login: 'de.kim', role: 'DE', stands: { plain: 'assigned' } },
  { login: 'rfp.tariq', role: 'RFP', stands: { shared: 'provider' } },
  { login: 'conf.uma', role: 'CONF', stands: { shared: 'member' } },
  { login: 'bidp.vera', role: 'BIDP', stands: { shared: 'member' } },
  { login: 'comm.wafa', role: 'COMM', stands: nowhere },
  { login: 'coord.rana', role: 'COORD', stands: nowhere },
  { login: 'admin.sami', role: 'ADM', stands: everywhere('structure') },
];

const OURS = ['own', 'team', 'office', 'agency', 'assigned', 'emergency'] as const satisfies readonly Standing[];
const GUESTS = ['provider', 'receiver', 'member'] as const satisfies readonly Standing[];

/** Reads of one case: with which standing there is an answer. */
export const READS: Readonly<Record<string, readonly Standing[]>> = {
  'GET /v1/cases/{caseId}': [...OURS, 'structure'],
  'GET /v1/cases/{caseId}/timeline': [...OURS, 'structure'],
  'GET /v1/cases/{caseId}/contents/{contentId}': OURS,
  'GET /v1/cases/{caseId}/forms/{form}/prefill': OURS,
  'GET /v1/cases/{caseId}/attachments': OURS,
  'GET /v1/cases/{caseId}/drafts': [...OURS, ...GUESTS],
  'GET /v1/cases/{caseId}/name': ['own', 'team', 'office'],
  'GET /v1/audit/cases/{caseId}': ['structure'],
  'GET /v1/audit/cases/{caseId}/accesses': ['structure'],
  'GET /v1/shared-cases/{caseId}': GUESTS,
  'GET /v1/shared-cases/{caseId}/contents/{contentId}': ['provider'],
};
/** There is nothing of the kind, which looks the same as a case that nobody may see. */
export const NOTHING_THERE = ['GET /v1/cases/{caseId}/drafts/{form}', 'GET /v1/cases/{caseId}/subject-copy'];
