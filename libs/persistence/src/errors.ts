import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

/** The database cannot be reached or cannot serve now. Trying again later is right; nothing says whether a write in flight was committed. */
export class RecordUnavailableError extends Error {
  override readonly name = 'RecordUnavailableError';

  /** @param reason SQLSTATE or system error code */
  constructor(readonly reason: string) {
    super(`the record is unavailable (${reason})`);
  }
}

/** PostgreSQL refused a statement. Carries names from the schema only: parameters and rows could hold case data. */
export class RecordError extends Error {
  override readonly name: string = 'RecordError';

  /** @param code SQLSTATE */
  constructor(
    readonly code: string,
    readonly table: string | null,
    readonly constraint: string | null,
  ) {
    super(`the record refused a statement (SQLSTATE ${code}${constraint === null ? '' : `, ${constraint}`})`);
  }
}

/** The workflow knows events that the record does not hold: the database was set back. Trying again does not help. */
export class RecordBehindError extends RecordError {
  override readonly name = 'RecordBehindError';

  constructor() {
    super(RECORD_BEHIND, 'case_event', null);
  }
}

/** An id that was used before for something else. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** SQLSTATE raised by `caseward.append_events`. */
export const RECORD_BEHIND = 'CW001';

/** SQLSTATE raised where something would be written about a case whose file was destroyed (IM-7). */
const ERASED = 'CW002';

export function isErasedFault(error: unknown): boolean {
  return error instanceof RecordError && error.code === ERASED;
}

const SYSTEM_FAULT = /^(ECONN\w+|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOENT)$/;
/** Connection, resources, operator intervention, and transactions that PostgreSQL gave up for another one. */
const UNAVAILABLE_STATE = /^(08...|53...|57P0.|57014|25006|40001|40P01|55P03)$/;
/** The driver reports these without any code. */
const DRIVER_FAULT =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|not queryable|connection ended/i;

/** The connection broke inside a transaction: the ORM gives it back at once, and then only says that it is gone. */
function isGivenBack(thrown: unknown): boolean {
  return thrown instanceof QueryRunnerAlreadyReleasedError || thrown instanceof QueryRunnerProviderAlreadyReleasedError;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/**
 * Turns what the driver or the ORM threw into one of ours, leaving out statement, parameters and rows.
 * @returns the given error when it does not come from the database
 */
export function recordFault(thrown: unknown): unknown {
  if (isGivenBack(thrown)) return new RecordUnavailableError('CONNECTION');
  const outer = thrown as { driverError?: unknown } | null;
  const error = (outer?.driverError ?? thrown) as Record<string, unknown> | null;
  const code = text(error?.['code']);
  const message = text(error?.['message']) ?? '';
  if (code === RECORD_BEHIND) return new RecordBehindError();
  if (code !== null && (SYSTEM_FAULT.test(code) || UNAVAILABLE_STATE.test(code)))
    return new RecordUnavailableError(code);
  if (code === null && DRIVER_FAULT.test(message)) return new RecordUnavailableError('CONNECTION');
  if (code !== null && /^[0-9A-Z]{5}$/.test(code)) {
    return new RecordError(code, text(error?.['table']), text(error?.['constraint']));
  }
  return thrown;
}

/** Runs work against the database; every fault of it comes out as one of ours. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw recordFault(error);
  }
}
