import { OpenApi } from '@caseward/api';
import { ROLES } from '@caseward/domain';
import { openDataSource } from '@caseward/persistence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cells, isFor, ROWS } from './matrix/cells.js';
import { askByConsent, CONSENTS } from './matrix/consent.js';
import { EXPECTED } from './matrix/expected.js';
import { WRITE_ROWS, WRITES } from './matrix/may-write.js';
import {
  ALL_SEATS,
  CASES,
  LOGINS,
  NOTHING_THERE,
  READS,
  SEATS,
  seesNothing,
  type CaseName,
  type Seat,
} from './matrix/standings.js';
import { World } from './matrix/world.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const PEOPLE = ROLES.filter((role) => role !== 'SYSTEM');
const readsOfCases = [...Object.keys(READS), ...NOTHING_THERE];
const loginOf = (role: string): string => SEATS.find((seat) => seat.role === role)?.login ?? '';
const seatsOf = (login: string, which?: CaseName): Seat[] =>
  ALL_SEATS.filter((seat) => seat.login === login && (which === undefined || seat.which === which));
const at = (which: CaseName): Seat[] => SEATS.filter((seat) => seat.which === which);

/**
 * Who stands to a case as somebody stood to one before is asked to take a few steps, not each of them again. What is
 * hidden is asked for anew in each case.
 */
const MARKERS = WRITES.filter((name) => /\/(notes|case-plans\/current\/sign-off|override|attachments)$/.test(name));

function stepsOf(seat: Seat): readonly string[] {
  const isLike = ({ role, standing, which }: Seat): boolean =>
    role === seat.role && standing === seat.standing && (!seesNothing(seat) || which === seat.which);
  if (SEATS.find(isLike) === seat) return WRITES;
  return seesNothing(seat) || seat.which !== 'closed' ? MARKERS : [];
}

describe('the authorisation matrix', () => {
  // Whoever asks this much is stopped otherwise, which is tested elsewhere.
  const api = runningApi({
    policyValues: { 'reading.misses_day': 10_000, 'reading.margin_cases': 10_000 },
    files: { filesOrigin: 'https://files.test' },
  });
  const as = (login: string): ApiPerson => new ApiPerson(api, login);
  const world = new World(as);
  let cells: Cells;

  beforeAll(async () => {
    const document = api.app.get(OpenApi).document();
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    );
    cells = new Cells(api, world, new Map(operations), document);
    await world.build();
    for (const seat of SEATS.filter((one) => READS['GET /v1/cases/{caseId}/drafts']?.includes(one.standing))) {
      const url = `/v1/cases/${world.cases[seat.which]}/drafts/assessment`;
      expect((await as(seat.login).put(url, { version: 1, data: { views: 'invented' } })).status).toBe(200);
    }
  });

  afterAll(() => {
    const { roles, reads, heard, refused, hidden, lists, byConsent, searched } = cells.counted;
    const all = roles + reads + heard + refused + hidden + lists + byConsent;
    console.log(
      `matrix: ${String(cells.operations.size)} operations; ${String(all)} cells: ${String(roles)} by role, ` +
        `${String(reads)} reads and ${String(heard + refused + hidden)} writes by relation ` +
        `(${String(heard)} heard, ${String(refused)} refused, ${String(hidden)} as if there were none), ` +
        `${String(lists)} lists, ${String(byConsent)} by consent; ${String(searched)} answers searched for marks`,
    );
  });

  it('has a row for every operation of the description, and none besides', () => {
    expect([...ROWS.keys()].sort()).toEqual([...cells.operations.keys()].sort());
    expect(EXPECTED.flatMap((row) => row.operations)).toHaveLength(ROWS.size);
    const onCases = [...cells.operations.keys()].filter((name) => /\{caseId\}/.test(name));
    expect([...readsOfCases, ...WRITES].sort()).toEqual(onCases.sort());
    expect(WRITE_ROWS.flatMap((row) => row.operations)).toHaveLength(WRITES.length);
  });

  it('lets each role reach what section 2 gives it, and nothing else [SPEC-2]', async () => {
    const wrong: string[] = [];
    for (const role of PEOPLE) wrong.push(...(await cells.roles(role, loginOf(role))));
    expect(wrong).toEqual([]);
  });

  it.each(CASES)(
    'answers each reader of a case by relation and sensitivity [PERM-4] [IM-2] [IM-3] [CONS-6]: %s',
    async (which) => {
      expect(await cells.reads(at(which), readsOfCases)).toEqual([]);
    },
  );

  it('lists no case to who sees nothing of it, and no content to anybody [PERM-4] [IM-3]', async () => {
    const wrong: string[] = [];
    for (const login of LOGINS) wrong.push(...(await cells.lists(seatsOf(login))));
    expect(wrong).toEqual([]);
  });

  describe('of who writes', () => {
    beforeAll(() => world.die(api.clock.now().slice(0, 10)));

    it.each(CASES)(
      'answers to who sees nothing of a case as if there were none, whatever is asked, and hears the others by role and relation [SPEC-2] [PERM-4] [CONS-6]: %s',
      async (which) => {
        expect(await cells.writes(at(which), stepsOf)).toEqual([]);
      },
    );
  });

  it.each(CONSENTS)('lets share and keep what the consent allows [CONS-4] [CONS-5] [CONS-6]: %s', async (consent) => {
    const { wrong, asked } = await askByConsent(as, consent);
    cells.counted.byConsent += asked;
    expect(wrong).toEqual([]);
  });

  it('sees a hole: a case that is given to a stranger, and a guest whose row outlives the consent', async () => {
    const superuser = await openDataSource({ url: api.superUrl, poolSize: 1 });
    try {
      const basim = seatsOf('cw.basim', 'plain');
      const give = `UPDATE caseward.case_summary SET caseworker_id = $1 WHERE case_id = $2`;
      await superuser.query(give, ['demo-cw-basim', world.cases.plain]);
      expect((await cells.reads(basim)).length).toBeGreaterThan(3);
      expect(isFor('POST /v1/cases/{caseId}/notes', 'CW')).toBe(true);
      expect((await cells.writes(basim)).length).toBeGreaterThan(50);
      await superuser.query(give, ['demo-cw-amal', world.cases.plain]);
      const uma = seatsOf('conf.uma', 'withdrawn');
      const guest = `INSERT INTO caseward.case_guest (case_id, guest_id, relation, about, person_id) VALUES ($1, 'hole', 'member', 'k-1', $2)`;
      await superuser.query(guest, [world.cases.withdrawn, 'demo-conf-uma']);
      expect((await cells.writes(uma)).length).toBeGreaterThan(0);
      expect((await cells.reads(uma)).length).toBeGreaterThan(0);
    } finally {
      await superuser.destroy();
    }
  });
});
