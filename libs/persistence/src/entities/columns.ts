import { fromMs, type Instant } from '@caseward/domain';
import { DefaultNamingStrategy, type ColumnOptions, type ValueTransformer } from 'typeorm';
import { snakeCase } from '../columns.js';

/** `dueAt` is the column `due_at`: names differ by nothing else. */
export class SnakeCaseNames extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? snakeCase(propertyName);
  }
}

const asInstant: ValueTransformer = {
  from: (value: Date | null) => (value === null ? null : fromMs(value.getTime())),
  to: (value: Instant | null) => value,
};

/** A moment of the deployment's clock, in the domain's form; milliseconds. */
export const INSTANT = { type: 'timestamptz', precision: 3, transformer: asInstant } as const satisfies ColumnOptions;
/** A moment of real time; microseconds in the table, milliseconds here. */
export const REAL_TIME = { type: 'timestamptz', transformer: asInstant } as const satisfies ColumnOptions;

export const NULLABLE_INSTANT = { ...INSTANT, nullable: true } as const satisfies ColumnOptions;
export const NULLABLE_REAL_TIME = { ...REAL_TIME, nullable: true } as const satisfies ColumnOptions;
