import { isOutside, outsideTablesOf, tablesOf, type IndicatorTable, type PolicySnapshot } from '@caseward/domain';
import type { Sql } from '../query.js';
import { indicatorCounts, type IndicatorQuestion } from './counts.js';

/** The tables of one period: exact for the agency itself, with small counts hidden for everybody else. */
export async function indicatorTables(
  sql: Sql,
  policy: PolicySnapshot,
  question: IndicatorQuestion,
): Promise<IndicatorTable[]> {
  const totals = await indicatorCounts(sql, { ...question, by: [] });
  const groups = question.by.length === 0 ? [] : await indicatorCounts(sql, question);
  if (!isOutside(question.scope)) return tablesOf(policy, totals, groups);
  return outsideTablesOf(policy, totals, groups, question.by[0] ?? null);
}
