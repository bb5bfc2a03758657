import type { Actor, Instant } from '@caseward/domain';
import { DataSource, type DataSourceOptions, type EntityManager, type QueryRunner } from 'typeorm';
import { API_SYSTEM_ROLE } from './roles.js';

/** For whom the database is asked: for a person, who is given what that person may see, or for the program itself. */
export type Behalf =
  | { readonly kind: 'person'; readonly reader: Actor; readonly now: Instant }
  /** `task` says what for. */
  | { readonly kind: 'system'; readonly task: string };

/** Every setting is written every time: whatever a connection did before, it speaks for this one only. */
const SETTINGS = `SELECT set_config('caseward.person_id', $1, true), set_config('caseward.role', $2, true),
  set_config('caseward.team_id', $3, true), set_config('caseward.office_id', $4, true),
  set_config('caseward.agency_id', $5, true), set_config('caseward.now', $6, true), set_config('role', $7, true)`;

function identityOf(behalf: Behalf): string[] {
  if (behalf.kind === 'system') return ['', '', '', '', '', '', API_SYSTEM_ROLE];
  const { personId, role, teamId = '', officeId = '', agencyId = '' } = behalf.reader;
  return [personId, role, teamId, officeId, agencyId, behalf.now, 'none'];
}

/** Says inside a transaction for whom it is; it ends with the transaction. */
export async function speakFor(sql: Pick<EntityManager, 'query'>, behalf: Behalf): Promise<void> {
  await sql.query(SETTINGS, identityOf(behalf));
}

type Work<T> = (sql: EntityManager) => Promise<T>;
type Isolation = 'READ UNCOMMITTED' | 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';

/**
 * A pool whose every statement and transaction says for whom it is made, in the transaction itself, so that nothing of it
 * stays with the connection. Where nobody is named, the database shows nothing about any case.
 */
export class BehalfDataSource extends DataSource {
  readonly #behalf: () => Behalf | null;

  constructor(options: DataSourceOptions, behalf: () => Behalf | null) {
    super(options);
    this.#behalf = behalf;
  }

  override async query<T>(statement: string, parameters?: unknown[], runner?: QueryRunner): Promise<T> {
    if (runner !== undefined || this.#behalf() === null) return super.query<T>(statement, parameters, runner);
    return this.transaction((sql) => sql.query<T>(statement, parameters));
  }

  override transaction<T>(work: Work<T>): Promise<T>;
  override transaction<T>(isolation: Isolation, work: Work<T>): Promise<T>;
  override transaction<T>(...given: readonly [Work<T>] | readonly [Isolation, Work<T>]): Promise<T> {
    const behalf = this.#behalf();
    const [isolation, work] = given.length === 1 ? [null, given[0]] : given;
    const begun: Work<T> = async (sql) => {
      if (behalf !== null) await speakFor(sql, behalf);
      return work(sql);
    };
    return isolation === null ? super.transaction(begun) : super.transaction(isolation, begun);
  }
}
