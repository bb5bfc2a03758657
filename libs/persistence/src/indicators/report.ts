import { isOutside, outsideTablesOf, tablesOf, type IndicatorTable, type PolicySnapshot } from '@caseward/domain';
import type { Sql } from '../query.js';
import { indicatorBreakdowns, type IndicatorQuestion } from './counts.js';

/** The tables of one period: exact for the agency itself, with small counts hidden for everybody else. */
export async function indicatorTables(
  sql: Sql,
  policy: PolicySnapshot,
  question: IndicatorQuestion,
): Promise<IndicatorTable[]> {
  const { by } = question;
  const breakdowns = by.length === 0 ? [[]] : [[], by];
  const [totals = [], groups = []] = await indicatorBreakdowns(sql, question, breakdowns);
  if (!isOutside(question.scope)) return tablesOf(policy, totals, groups);
  return outsideTablesOf(policy, totals, groups, by[0] ?? null);
}
