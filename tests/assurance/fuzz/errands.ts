import { randomUUID } from 'node:crypto';
import type { Chance } from '../../properties/random.js';
import { PEOPLE, type KnownCase } from './known-cases.js';
import { NEXT_POLICY } from './payloads.js';

interface Around {
  readonly known: KnownCase;
  readonly chance: Chance;
  /** Ids that answers showed to somebody. */
  readonly seen: (...names: readonly string[]) => readonly unknown[];
}

interface Errand {
  readonly operation: string;
  /** Id of the person. */
  readonly by: string;
  /** Parts of the address; the case unless something else is said. */
  readonly at?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const COORDINATION = 'demo-coord-rana';
const SUPERVISOR = 'demo-sup-badr';
const NOTICED = '2026-06-01T10:00:00.000Z';
const words = { en: 'invented', ar: 'مختلق', fr: 'inventé' };

const CLINIC = {
  ...{ organisation: 'Willow Clinic (invented)', providerId: 'demo-rfp-tariq', providerAgencyId: 'agency-willow' },
  ...{ service: 'medical', area: 'area-coast', contactRole: 'focal point', contactPhone: '+000 555 0100' },
  channel: 'digital_system',
} as const;

const BREACH = {
  ...{ breachKind: 'loss', noticedAt: NOTICED, happenedAt: null, dataClasses: ['paper'], caseCount: null, caseIds: [] },
} as const;

const seenOne = ({ seen, chance }: Around, ...names: readonly string[]): string | null => {
  const values = seen(...names);
  return values.length === 0 ? null : String(chance.one(values));
};

const byOwner =
  (operation: string, body: (known: KnownCase) => unknown, at: Readonly<Record<string, string>> = {}) =>
  ({ known }: Around): Errand | null => {
    const by = known.file.caseworker;
    return by === null ? null : { operation, by, at, body: body(known) };
  };

const inDirectory =
  (operation: string, by: string, body: unknown) =>
  (around: Around): Errand | null => {
    const entryId = seenOne(around, 'entryId');
    return entryId === null ? null : { operation, by, at: { entryId }, body };
  };

/** Colleagues of the agency who have no part in the case. */
function colleague({ known: { file, everSeen }, chance }: Around): string | null {
  const fitting = PEOPLE.filter(({ id, role, agency }) => role === 'CW' && agency === file.agency && !everSeen.has(id));
  return fitting.length === 0 ? null : chance.one(fitting).id;
}

const supervisorOf = ({ known: { file } }: Around): string | null =>
  PEOPLE.find(({ role, team }) => role === 'SUP' && team === file.team)?.id ?? null;

const OF_A_CASE: readonly ((around: Around) => Errand | null)[] = [
  byOwner('PUT /v1/cases/{caseId}/name', ({ nameMark }) => ({ fullName: `${nameMark} invented`, birthYear: 2015 })),
  byOwner('PUT /v1/cases/{caseId}/drafts/{form}', ({ mark }) => ({ version: 1, data: { views: mark } }), {
    form: 'assessment',
  }),
  byOwner('DELETE /v1/cases/{caseId}/drafts/{form}', () => undefined, { form: 'assessment' }),
  byOwner('POST /v1/cases/{caseId}/access-requests', ({ mark }) => ({
    ...{ requestedBy: 'child', wanted: 'copy', form: { text: mark } },
  })),
  byOwner('POST /v1/cases/{caseId}/commands', ({ mark }) => ({
    type: 'recordNote',
    payload: {},
    form: { text: mark },
  })),
  (around) => {
    const by = supervisorOf(around);
    const operation = 'POST /v1/cases/{caseId}/data-entry';
    return by === null || around.known.file.team !== 'team-harbour'
      ? null
      : { operation, by, body: { personId: 'demo-de-kim' } };
  },
  (around) => {
    const [by, typist] = [supervisorOf(around), around.known.file.typists.find(({ isOver }) => !isOver)];
    if (by === null || typist === undefined) return null;
    return { operation: 'POST /v1/cases/{caseId}/data-entry-ends', by, body: { personId: typist.personId } };
  },
  (around) => {
    const by = around.chance.next() < 0.3 ? colleague(around) : null;
    const body = { accessId: `z-${randomUUID()}`, reason: 'danger_now', form: { text: 'invented' } };
    return by === null ? null : { operation: 'POST /v1/cases/{caseId}/emergency-accesses', by, body };
  },
];

const BESIDE: readonly ((around: Around) => Errand | null)[] = [
  ({ chance }) => ({
    ...{ operation: 'PUT /v1/annexes/{annex}/{code}', by: COORDINATION, body: { name: words, meaning: words } },
    at: { annex: chance.one(['roles', 'terms']), code: chance.one(['invented', 'other']) },
  }),
  ({ known }) => ({
    ...{ operation: 'POST /v1/complaints', by: known.file.caseworker ?? SUPERVISOR },
    body: { matter: 'service', from: 'caregiver', concerned: [], aboutCaseId: null, form: { text: 'invented' } },
  }),
  () => ({ operation: 'POST /v1/data-breaches', by: SUPERVISOR, body: { ...BREACH, form: { text: 'invented' } } }),
  () => ({ operation: 'PUT /v1/directory/{entryId}', by: COORDINATION, at: { entryId: randomUUID() }, body: CLINIC }),
  inDirectory('POST /v1/directory/{entryId}/confirmation', COORDINATION, {}),
  inDirectory('GET /v1/directory/{entryId}/versions', SUPERVISOR, undefined),
  ({ chance }) => ({
    ...{ operation: 'POST /v1/duty-files', by: SUPERVISOR },
    body: { kind: 'caseworker', subjectId: chance.one(['demo-cw-amal', 'demo-cw-basim']) },
  }),
  () => ({
    ...{ operation: 'POST /v1/policies/{version}/adoptions', by: 'demo-admin-sami', at: { version: NEXT_POLICY } },
    body: { scope: { kind: 'team', id: 'team-ridge' } },
  }),
  () => ({
    ...{ operation: 'POST /v1/people/{personId}/absences', by: SUPERVISOR, at: { personId: 'demo-cw-amal' } },
    body: { deputyId: 'demo-sup-badr', kind: 'leave', endsAt: '2027-03-01T00:00:00.000Z' },
  }),
  (around) => {
    const absenceId = seenOne(around, 'absenceId');
    const operation = 'POST /v1/absences/{absenceId}/end';
    return absenceId === null ? null : { operation, by: SUPERVISOR, at: { absenceId }, body: {} };
  },
  () => ({
    ...{ operation: 'POST /v1/people/{personId}/handover-preview', by: SUPERVISOR, at: { personId: 'demo-cw-amal' } },
    body: { cases: [] },
  }),
  ({ known: { caseId, file } }) =>
    file.caseworker !== 'demo-cw-basim'
      ? null
      : {
          ...{ operation: 'POST /v1/people/{personId}/handovers', by: SUPERVISOR, at: { personId: 'demo-cw-basim' } },
          body: { reason: 'leave', cases: [{ caseId, to: 'demo-cw-amal', childAndFamilyConsulted: true }] },
        },
  () => ({ operation: 'POST /v1/urgent-windows', by: SUPERVISOR, body: { incident: { on: '2026-06-01' } } }),
  () => ({
    ...{ operation: 'PUT /v1/offices/{officeId}/area', by: 'demo-admin-sami', body: { area: 'area-coast' } },
    at: { officeId: 'office-coast' },
  }),
  () => ({
    ...{ operation: 'POST /v1/level-proposals', by: SUPERVISOR },
    body: { category: 'neglect', answers: {} },
  }),
  ({ known }) => ({
    ...{ operation: 'POST /v1/name-searches', by: known.file.caseworker ?? SUPERVISOR },
    body: { entry: { fullName: 'Invented Child', birthYear: 2015 } },
  }),
  ({ chance }) => ({
    ...{ operation: 'POST /v1/forms/{form}/check', by: SUPERVISOR, body: { data: {} } },
    at: { form: chance.one(['assessment', 'case_plan', 'registration']) },
  }),
];

/** What people do beside the commands of a case, with who does it and what has to be said. */
export const ERRANDS: readonly ((around: Around) => Errand | null)[] = [...OF_A_CASE, ...BESIDE];
