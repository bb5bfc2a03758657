import { demoDirectory } from '@caseward/contracts';
import { fold, type CaseState } from '@caseward/domain';
import { readRecord, rows } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { realMs } from '../../support/clock.js';
import { isWhole, verdictOn } from '../decisions-oracle.js';
import type { File, Human } from '../decisions-world.js';

export interface Person extends Human {
  readonly login: string;
}

export const PEOPLE: readonly Person[] = demoDirectory().people.map(
  ({ personId, login, role, teamId, officeId, agencyId }) => ({
    ...{ id: personId, login, role },
    ...{ team: teamId ?? null, office: officeId ?? null, agency: agencyId ?? null },
  }),
);

/** Whose second factors are guessed at, so that others can show theirs. */
export const isGuessedAt = ({ id }: Person): boolean => PEOPLE.findIndex((one) => one.id === id) % 2 === 1;

/** A case as the record of it says it stands, and who may see it by the table of the specification. */
export interface KnownCase {
  readonly caseId: string;
  readonly state: CaseState;
  readonly file: File;
  /** Stands in every text of it that is not for guests. */
  readonly mark: string;
  /** Stands in what goes with a referral, a transfer or a conference. */
  readonly sharedMark: string;
  /** Stands in the child's name. */
  readonly nameMark: string;
  /** Who could see it at some time: they may know the id for ever. */
  readonly everSeen: Set<string>;
}

export type MarkKind = 'mark' | 'sharedMark' | 'nameMark';
const KINDS: Readonly<Record<string, MarkKind>> = { W: 'mark', S: 'sharedMark', N: 'nameMark' };

/** Number of the case and what kind of text it stands in. */
const MARK = /\bqz([WSN])(\d{1,7})zq\b/g;
const UUIDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const NAMED: readonly string[] = ['CW', 'SUP', 'MGR'];

const nowText = (): string => new Date(realMs()).toISOString();

/**
 * All cases of a run. What is told of access comes from the record of a case, its data entry, and an oracle that shares
 * nothing with the program.
 */
export class KnownCases {
  readonly #byId = new Map<string, KnownCase>();
  readonly #order: string[] = [];

  constructor(private readonly sql: DataSource) {}

  get all(): readonly KnownCase[] {
    return this.#order.map((id) => this.#byId.get(id)!);
  }

  get size(): number {
    return this.#order.length;
  }

  at(index: number): KnownCase {
    return this.#byId.get(this.#order[index % this.#order.length]!)!;
  }

  get(caseId: string): KnownCase | undefined {
    return this.#byId.get(caseId);
  }

  /** Reads again what the record says; to be called after whatever may have changed it. */
  async look(caseId: string): Promise<KnownCase | null> {
    const before = this.#byId.get(caseId);
    const events = await readRecord(this.sql, caseId);
    if (events.length === 0) return null;
    const state = fold(caseId, events);
    const typists = await rows<{ personId: string; isOver: boolean }>(
      this.sql,
      `SELECT person_id AS "personId", ends_at IS NOT NULL AS "isOver" FROM caseward.data_entry_case WHERE case_id = $1`,
      [caseId],
    );
    if (before === undefined) this.#order.push(caseId);
    const number = before === undefined ? this.#order.length : this.#order.indexOf(caseId) + 1;
    const known: KnownCase = {
      ...{ caseId, state, file: fileOf(state, typists) },
      mark: `qzW${String(number)}zq`,
      sharedMark: `qzS${String(number)}zq`,
      nameMark: `qzN${String(number)}zq`,
      everSeen: before?.everSeen ?? new Set(),
    };
    this.#byId.set(caseId, known);
    for (const person of PEOPLE) if (mayKnow(person, known)) known.everSeen.add(person.id);
    return known;
  }

  /** Cases of whose content something stands in this text that this person may not read. */
  readTooMuch(person: Person | null, text: string): string[] {
    const found = new Set<string>();
    for (const [, letter = '', number = ''] of text.matchAll(MARK)) {
      const known = this.#byId.get(this.#order[Number(number) - 1] ?? '');
      const kind = KINDS[letter] ?? 'mark';
      if (known !== undefined && (person === null || !mayRead(person, known, kind))) found.add(kind);
    }
    return [...found];
  }

  /** Whether ids of cases stand in this text that this person never could see and did not bring along. */
  knowsTooMuch(person: Person | null, text: string, brought: string): boolean {
    return [...text.matchAll(UUIDS)].some(([id]) => {
      const known = this.#byId.get(id);
      return known !== undefined && !brought.includes(id) && (person === null || !known.everSeen.has(person.id));
    });
  }
}

export const mayKnow = (person: Person, { file }: KnownCase): boolean => verdictOn(person, file, nowText()).row;

/** Whether this person sees the case itself, not only a part that is shared. */
export function mayOpen(person: Person, { file }: KnownCase): boolean {
  return verdictOn(person, file, nowText()).record;
}

export function mayRead(person: Person, { file }: KnownCase, kind: MarkKind): boolean {
  const now = nowText();
  if (kind === 'nameMark') return NAMED.includes(person.role) && isWhole(person, { ...file, emergencies: [] }, now);
  if (isWhole(person, file, now)) return true;
  return kind === 'sharedMark' && verdictOn(person, file, now).shares.includes(true);
}

const share = (relation: File['shares'][number]['relation'], to: { personId?: string; agencyId?: string }) => ({
  ...{ relation, about: '', contentId: '', isLive: true },
  ...{ personId: to.personId ?? null, agencyId: to.agencyId ?? null },
});

function sharesOf({ referrals, transfers, conferences, closure }: CaseState): File['shares'] {
  if (closure !== null) return [];
  const sent = Object.values(referrals).filter(({ status }) => status === 'sent' || status === 'accepted');
  const going = Object.values(transfers).filter(({ status }) => status === 'sent');
  const sitting = Object.values(conferences).filter(({ status }) => status === 'convened');
  return [
    ...sent.map(({ providerId }) => share('provider', { personId: providerId })),
    ...going.map(({ toAgencyId }) => share('receiver', { agencyId: toAgencyId })),
    ...sitting.flatMap(({ members, chairId }) =>
      [...members.map(({ memberId }) => memberId), chairId].map((personId) => share('member', { personId })),
    ),
  ];
}

function fileOf(state: CaseState, typists: File['typists']): File {
  const { owner, emergencyAccesses = {} } = state;
  return {
    id: state.caseId,
    ...{ caseworker: owner?.caseworkerId ?? null, team: owner?.teamId ?? null },
    ...{ office: owner?.officeId ?? null, agency: owner?.agencyId ?? null },
    shares: sharesOf(state),
    typists,
    emergencies: Object.values(emergencyAccesses).map(({ personId, agencyId, openedAt, until, endedAt }) => ({
      ...{ personId, agencyId, startsAt: openedAt, endsAt: endedAt ?? until },
    })),
    ...{ privateForm: '', draftForm: '', author: '', taskFor: '' },
  };
}
