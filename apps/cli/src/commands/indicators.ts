import { createClock } from '@caseward/config';
import {
  breakdownSchema,
  indicatorReport,
  indicatorSheet,
  instantSchema,
  zoneNamed,
  type IndicatorReport,
} from '@caseward/contracts';
import {
  addDays,
  addMonths,
  DomainError,
  indicatorScopeOf,
  knownAtFor,
  policySnapshot,
  simulatedInstant,
  type Dimension,
  type IndicatorScope,
  type Instant,
  type PolicySnapshot,
} from '@caseward/domain';
import {
  actorOf,
  findAccount,
  indicatorTables,
  policyInForceAt,
  readClockSegments,
  snapshotOf,
} from '@caseward/persistence';
import { stringify } from 'csv-stringify/sync';
import type { DataSource } from 'typeorm';
import { findDeployment, withRecord, type DeploymentOptions } from '../deployment/deployment.js';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import type { Terminal } from '../terminal/terminal.js';

interface IndicatorOptions extends DeploymentOptions {
  readonly period: string;
  readonly by?: string;
  readonly asKnownAt?: string;
  /** Login whose own place is counted; without it what may leave the agencies. */
  readonly as?: string;
  readonly csv?: boolean;
}

/** `2026-06`, `2026`, or `2026-06-01..2026-06-30`. */
function daysOf(period: string): { readonly from: string; readonly to: string } {
  const [, from, to] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(period) ?? [];
  if (from !== undefined && to !== undefined) return { from, to };
  const months = /^\d{4}-(0[1-9]|1[0-2])$/.test(period) ? 1 : /^\d{4}$/.test(period) ? 12 : null;
  if (months === null) {
    const remedy = 'give a month, 2026-06, a year, 2026, or days, 2026-06-01..2026-06-30.';
    throw new CommandFailed(`${period} is no period`, EXIT.usage, remedy);
  }
  const first = months === 1 ? `${period}-01` : `${period}-01-01`;
  return { from: first, to: addDays(addMonths(first, months), -1) };
}

async function nowOf(record: DataSource): Promise<Instant> {
  const segments = await readClockSegments(record);
  const clock = createClock();
  return segments.length === 0 ? clock.now() : simulatedInstant(segments, clock.realMs());
}

async function policyOf(record: DataSource, now: Instant): Promise<PolicySnapshot> {
  const published = await policyInForceAt(record, now);
  return published === null ? policySnapshot('sop-default-1', {}, zoneNamed('UTC')) : snapshotOf(published, {});
}

async function scopeOf(record: DataSource, login: string | undefined): Promise<IndicatorScope> {
  if (login === undefined) return { kind: 'all' };
  const account = await findAccount(record, login);
  if (account?.active === true) return indicatorScopeOf(actorOf(account));
  throw new CommandFailed(`there is no active account ${login}`, EXIT.usage, 'name the login of a person.');
}

function parsed<T>(
  what: string,
  schema: { safeParse(value: unknown): { success: boolean; data?: T } },
  value: string,
): T {
  const result = schema.safeParse(value);
  if (result.success && result.data !== undefined) return result.data;
  throw new CommandFailed(`${value} is no ${what}`, EXIT.usage, 'see caseward indicators --help.');
}

/** The indicators of a period: those that may leave the agencies, or those of one person's own place. */
export async function showIndicators(terminal: Terminal, options: IndicatorOptions): Promise<ExitCode> {
  const by = options.by === undefined ? [] : parsed<Dimension[]>('breakdown', breakdownSchema, options.by);
  const asKnownAt =
    options.asKnownAt === undefined ? null : parsed<string>('instant', instantSchema, options.asKnownAt);
  const asked = { ...daysOf(options.period), by, asKnownAt };
  const report = await withRecord(findDeployment(options), async (record) => {
    try {
      const now = await nowOf(record);
      const policy = await policyOf(record, now);
      const scope = await scopeOf(record, options.as);
      const question = { ...asked, scope, asKnownAt: knownAtFor(policy, scope, asked, now) };
      return indicatorReport(question, scope, await indicatorTables(record, policy, question), 'en');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new CommandFailed(`${error.message} (${error.rule})`, EXIT.usage, error.details.remedy ?? '');
    }
  });
  show(terminal, options, report);
  return EXIT.ok;
}

function show(terminal: Terminal, { csv = false }: IndicatorOptions, report: IndicatorReport): void {
  if (terminal.json) return terminal.record(report);
  const sheet = indicatorSheet(report);
  if (csv) return terminal.data(stringify(sheet, { bom: true, escape_formulas: true }).trimEnd());
  for (const { indicator, name, unit, target, total, lines, hasRest } of report.indicators) {
    const sign = unit === 'percent' ? '%' : '';
    for (const { group, value, numerator, denominator, isHidden, isMet } of [total, ...lines]) {
      const groups = Object.values(group).join(', ');
      const title = groups === '' ? `${indicator.padEnd(5)}${name}` : `     ${groups}`;
      const shown = value === null ? (isHidden ? 'hidden' : '-') : `${String(value)}${sign}`;
      const of = unit !== 'percent' || numerator === null ? '' : `${String(numerator)} of ${String(denominator)}`;
      const aim =
        isMet === null ? '' : isMet ? terminal.paint.good('met') : terminal.paint.bad(`target ${String(target)}`);
      terminal.data(`${title.padEnd(58)} ${shown.padStart(8)}  ${of.padEnd(14)} ${aim}`.trimEnd());
    }
    if (hasRest) terminal.data('     further groups are hidden');
  }
  const whose = report.areSmallCountsHidden ? 'all agencies, small counts hidden' : `the ${report.scope}`;
  terminal.talk(`${report.from} to ${report.to}, ${whose}, as known at ${report.asKnownAt}`);
}
