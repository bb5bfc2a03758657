import {
  mayReadDutyFile,
  sightOf,
  type Actor,
  type CasePlace,
  type DutyFileKind,
  type Guest,
  type Owner,
} from '@caseward/domain';
import { openDataSource, speakFor } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { Chance } from '../properties/random.js';
import { testDatabase } from '../support/postgres.js';
import type { Campaign, Order, Outcome } from './campaign.js';
import { isWhole, mayOpenDuty, verdictOn } from './decisions-oracle.js';
import { poolCarriesNobody } from './decisions-pool.js';
import { writeWorld } from './decisions-rows.js';
import { worldOf, type Duty, type File, type Human, type World } from './decisions-world.js';

export function actorOf(who: Human): Actor {
  return {
    personId: who.id,
    role: who.role,
    ...(who.team === null ? {} : { teamId: who.team }),
    ...(who.office === null ? {} : { officeId: who.office }),
    ...(who.agency === null ? {} : { agencyId: who.agency }),
  };
}

/** As the API knows a caller: with what the server found out about assignments and emergencies for this request. */
function callerOf(who: Human, { files, now }: World): Actor {
  const assigned = files.filter(({ typists }) => typists.some((one) => one.personId === who.id && !one.isOver));
  const open = files.filter(({ emergencies }) =>
    emergencies.some(
      (one) => one.personId === who.id && one.agencyId === who.agency && one.startsAt <= now && now < one.endsAt,
    ),
  );
  return { ...actorOf(who), assignedCaseIds: assigned.map(({ id }) => id), emergencyCaseIds: open.map(({ id }) => id) };
}

function placeOf({ id, caseworker, team, office, agency }: File): CasePlace {
  const owner: Owner | null =
    caseworker === null
      ? null
      : { caseworkerId: caseworker, teamId: team ?? '', officeId: office ?? '', agencyId: agency ?? '' };
  return { caseId: id, owner };
}

const guestsOf = ({ shares }: File): Guest[] => shares.filter(({ isLive }) => isLive);

/** What the database gives the role of the API on behalf of one person, asked directly and without any WHERE. */
class Seen {
  private constructor(private readonly rows: Readonly<Record<string, ReadonlySet<string>>>) {}

  static async by(ofApi: DataSource, who: Human, now: string): Promise<Seen> {
    const texts = {
      case_summary: 'SELECT case_id AS id FROM caseward.case_summary',
      record: `SELECT case_id AS id FROM caseward.case_event WHERE seq = 1`,
      form_content: 'SELECT content_id AS id FROM caseward.form_content',
      task: 'SELECT case_id AS id FROM caseward.task',
      obligation: 'SELECT case_id AS id FROM caseward.obligation',
      duty_file: 'SELECT case_id AS id FROM caseward.duty_file',
      shared: `SELECT data -> 'content' ->> 'contentId' AS id FROM caseward.case_event WHERE seq > 1`,
    };
    const rows: Record<string, ReadonlySet<string>> = {};
    await ofApi.transaction(async (sql) => {
      await speakFor(sql, { kind: 'person', reader: actorOf(who), now });
      for (const [name, text] of Object.entries(texts)) {
        const found = await sql.query<{ id: string }[]>(text);
        rows[name] = new Set(found.map(({ id }) => id));
      }
    });
    return new Seen(rows);
  }

  has(table: string, id: string): boolean {
    return this.rows[table]?.has(id) === true;
  }
}

class Comparison {
  decisions = 0;
  rows = 0;
  readonly differences = new Map<string, number>();

  constructor(private readonly world: World) {}

  #compare(what: string, who: Human, answers: readonly boolean[]): void {
    this.rows += 1;
    if (new Set(answers).size === 1) return;
    const words = `${what} for ${who.role}: oracle ${answers.map(String).join(', ')}`;
    this.differences.set(words, (this.differences.get(words) ?? 0) + 1);
  }

  file(who: Human, caller: Actor, file: File, seen: Seen): void {
    this.decisions += 1;
    const { now } = this.world;
    const told = verdictOn(who, file, now);
    const sight = sightOf(caller, placeOf(file), guestsOf(file));
    const waits = file.taskFor === who.id;
    this.#compare('the case', who, [told.row, sight !== null || waits, seen.has('case_summary', file.id)]);
    const structure = sight === 'whole' || sight === 'structure';
    this.#compare('its record', who, [told.record, structure, seen.has('record', file.id)]);
    this.#compare('its obligations', who, [told.duty, structure, seen.has('obligation', file.id)]);
    this.#compare('its task', who, [told.task, structure || waits, seen.has('task', file.id)]);
    const isOurs = sight === 'whole';
    const [form, draft] = [file.privateForm, file.draftForm].map((id) => seen.has('form_content', id)) as [
      boolean,
      boolean,
    ];
    this.#compare('a form of it', who, [told.privateForm, isOurs, form]);
    this.#compare('a form of a refused command', who, [told.draftForm, isOurs || file.author === who.id, draft]);
    file.shares.forEach((share, index) => {
      const isGuest = share.isLive && sightOf(caller, { caseId: '', owner: null }, [share]) === 'shared';
      const isTold = told.shares[index] === true;
      const whole = isWhole(who, file, now);
      const [event, form] = [seen.has('shared', share.contentId), seen.has('form_content', share.contentId)];
      this.#compare(`the shared part (${share.relation})`, who, [told.record || isTold, structure || isGuest, event]);
      this.#compare(`a shared form (${share.relation})`, who, [whole || isTold, sight === 'whole' || isGuest, form]);
    });
  }

  duty(who: Human, caller: Actor, duty: Duty, seen: Seen): void {
    this.decisions += 1;
    const scope = { teamId: duty.team, officeId: duty.office, agencyId: duty.agency };
    const place = { fileKind: duty.kind as DutyFileKind, subjectId: duty.subject, scope, hiddenFrom: duty.hiddenFrom };
    const answers = [mayOpenDuty(who, duty), mayReadDutyFile(place, caller), seen.has('duty_file', duty.id)];
    this.#compare(`the ${duty.kind} file`, who, answers);
  }
}

async function compare(ofApi: DataSource, world: World): Promise<Comparison> {
  const comparison = new Comparison(world);
  for (const who of world.people) {
    const [caller, seen] = [callerOf(who, world), await Seen.by(ofApi, who, world.now)];
    for (const file of world.files) comparison.file(who, caller, file, seen);
    for (const duty of world.duties) comparison.duty(who, caller, duty, seen);
  }
  return comparison;
}

/** Holes as a careless migration would leave them; each has to be seen. */
const HOLES: Readonly<Record<string, readonly [dig: string, fill: string]>> = {
  'a policy that lets everybody in': [
    'CREATE POLICY hole ON caseward.case_summary FOR SELECT TO caseward_api USING (true)',
    'DROP POLICY hole ON caseward.case_summary',
  ],
  'a table whose row security is off': [
    'ALTER TABLE caseward.form_content DISABLE ROW LEVEL SECURITY',
    'ALTER TABLE caseward.form_content ENABLE ROW LEVEL SECURITY',
  ],
  'a role that got more than it needs': [
    'GRANT caseward_api_system TO caseward_api WITH INHERIT TRUE',
    'GRANT caseward_api_system TO caseward_api WITH INHERIT FALSE',
  ],
  'a right to a duty file too many': [
    `INSERT INTO caseward.duty_file_reader VALUES ('complaint', 'SUP', 'agency')`,
    `DELETE FROM caseward.duty_file_reader WHERE kind = 'complaint' AND role = 'SUP'`,
  ],
};

const FILES = 40;

async function run({ count, seed, say }: Order): Promise<Outcome> {
  const database = await testDatabase();
  const owner = await openDataSource({ url: database.superUrl, poolSize: 1 });
  const ofApi = await openDataSource({ url: database.apiUrl, poolSize: 2 });
  const chance = new Chance(seed);
  const [findings, controls] = [new Set<string>(), {} as Record<string, boolean>];
  let [decisions, rows, worlds] = [0, 0, 0];
  try {
    let world = worldOf(chance, FILES);
    while (decisions < count) {
      world = worldOf(chance, FILES);
      await writeWorld(owner, world);
      const found = await compare(ofApi, world);
      [decisions, rows, worlds] = [decisions + found.decisions, rows + found.rows, worlds + 1];
      for (const [words, times] of found.differences)
        findings.add(`${words} (${String(times)} times in world ${String(worlds)})`);
      if (worlds % 10 === 0) say(`${String(decisions)} decisions`);
    }
    const pool = await poolCarriesNobody({ database, world, chance, transactions: Math.ceil(count / 10) });
    for (const words of pool.findings) findings.add(words);
    // A hole shows to a few people as well as to all.
    const few = { ...world, people: chance.shuffled(world.people).slice(0, 25) };
    for (const [name, [dig, fill]] of Object.entries(HOLES)) {
      await owner.query(dig);
      controls[name] = (await compare(ofApi, few)).differences.size > 0;
      await owner.query(fill);
    }
    return {
      counts: { worlds, decisions, 'answers compared, three to each': rows, ...pool.counts },
      findings: [...findings],
      controls: { ...controls, ...pool.controls },
    };
  } finally {
    await Promise.all([owner.destroy(), ofApi.destroy()]);
    await database.drop();
  }
}

export const campaign: Campaign = {
  name: 'decisions',
  about: 'the rules, the API and row security agree on who sees what, and no connection speaks for the person before:',
  unit: 'decisions',
  small: 3_900,
  full: 100_000,
  run,
};
