import 'reflect-metadata';
import { fromMs } from '@caseward/domain';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { SnakeCaseNames } from './entities/columns.js';
import * as entities from './entities/index.js';
import { guarded } from './errors.js';
import { ImpatientClient } from './impatient-client.js';
import { BehalfDataSource, type Behalf } from './on-behalf.js';
import { MIGRATIONS } from './migrations/index.js';

export const SCHEMA = 'caseward';
const second = 1000;

export interface DataSourceSettings {
  /** `postgresql://user:password@host:port/database` */
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** Connections at most; default 10. */
  readonly poolSize?: number;
  /** Milliseconds to wait for a connection before the record counts as unavailable; default 3 000. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds that one statement may take; default 10 000. */
  readonly statementTimeoutMs?: number;
  /** Says for whom each statement is made, which row security asks; without it, for whoever signs in. */
  readonly behalf?: () => Behalf | null;
}

/**
 * Instants as the domain writes them and dates as text: the driver's own parser would turn a date into a moment of this
 * machine's time zone.
 */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    if (oid === pg.types.builtins.DATE) return (value: string) => value;
    if (oid === pg.types.builtins.TIMESTAMPTZ) return (value: string) => fromMs(Date.parse(value));
    return pg.types.getTypeParser(oid, format);
  },
};

/** A pool that is not yet connected. The schema only ever changes through migrations. */
export function createDataSource(settings: DataSourceSettings): DataSource {
  const statementTimeoutMs = settings.statementTimeoutMs ?? 10 * second;
  const options: DataSourceOptions = {
    type: 'postgres',
    url: settings.url,
    schema: SCHEMA,
    entities: Object.values(entities),
    namingStrategy: new SnakeCaseNames(),
    migrations: [...MIGRATIONS],
    migrationsTableName: 'migration',
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    logging: false,
    applicationName: settings.applicationName ?? 'caseward',
    poolSize: settings.poolSize ?? 10,
    connectTimeoutMS: settings.connectTimeoutMs ?? 3 * second,
    extra: {
      options: '-c TimeZone=UTC',
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: 30 * second,
      // A server that vanished without closing the connection would otherwise be waited for until the kernel gives up.
      query_timeout: statementTimeoutMs + 2 * second,
      keepAlive: true,
      Client: ImpatientClient,
      types,
    },
    // Idle connections die with the server; the next query opens another and reports what it meets.
    poolErrorHandler: () => undefined,
  };
  return settings.behalf === undefined ? new DataSource(options) : new BehalfDataSource(options, settings.behalf);
}

/**
 * A connected pool. Close it with `destroy()`.
 * @throws RecordUnavailableError
 */
export async function openDataSource(settings: DataSourceSettings): Promise<DataSource> {
  const dataSource = createDataSource(settings);
  return guarded(() => dataSource.initialize());
}
