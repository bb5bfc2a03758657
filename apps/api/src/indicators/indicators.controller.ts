import { Controller, Get, Headers, Inject, Param, Query } from '@nestjs/common';
import {
  indicatorIdSchema,
  indicatorQuerySchema,
  indicatorReport,
  indicatorReportSchema,
  indicatorSheet,
  indicatorUnitsSchema,
  type IndicatorQuery,
  type IndicatorReport,
  type IndicatorUnitsView,
} from '@caseward/contracts';
import { DomainError, indicatorScopeOf, knownAtFor, type Language, type PolicySnapshot } from '@caseward/domain';
import { groupOf, indicatorTables, indicatorUnits, type IndicatorQuestion } from '@caseward/persistence';
import { stringify } from 'csv-stringify/sync';
import { asSystem } from '../access/behalf.js';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { InLanguage, languageHeaders } from '../platform/language.js';
import { notFound } from '../platform/problem.js';
import { refusalProblem } from '../platform/refusal-problem.js';
import { PoliciesInForce } from '../policies/policies-in-force.js';
import { asksForCsv } from './asks-for-csv.js';

/** Section 7: the numbers of the caller's own place, and what stands behind them. */
@Controller('v1/indicators')
export class IndicatorsController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
  ) {}

  @Get()
  @Reads('indicators')
  @Describe({
    summary: 'Indicators of a period, as known at any instant; as CSV with Accept: text/csv',
    tag: 'Indicators',
    answer: indicatorReportSchema,
    problems: [422],
  })
  async report(
    @SignedIn() caller: Caller,
    @Query({ schema: indicatorQuerySchema }) query: IndicatorQuery,
    @InLanguage() language: Language,
    @Headers('accept') accept: string | undefined,
  ): Promise<HttpAnswer<IndicatorReport | string>> {
    const policy = await this.policies.policyInForce(caller);
    const question = this.#question(policy, caller, query);
    const tables = await asSystem('count', () => indicatorTables(this.parts.dataSource, policy, question));
    const report = indicatorReport(question, question.scope, tables, language);
    if (!asksForCsv(accept)) return new HttpAnswer(200, report, varying(language));
    const sheet = stringify(indicatorSheet(report), { bom: true, escape_formulas: true });
    return new HttpAnswer(200, sheet, { ...varying(language), 'content-type': 'text/csv; charset=utf-8' });
  }

  @Get(':indicator/cases')
  @Reads('indicator_cases')
  @Describe({
    summary: 'What stands behind one indicator, case by case, for those who may see the cases',
    tag: 'Indicators',
    answer: indicatorUnitsSchema,
    problems: [422],
  })
  async cases(
    @SignedIn() caller: Caller,
    @Param('indicator') id: string,
    @Query({ schema: indicatorQuerySchema }) query: IndicatorQuery,
  ): Promise<IndicatorUnitsView> {
    const known = indicatorIdSchema.safeParse(id);
    if (!known.success) throw notFound();
    const policy = await this.policies.policyInForce(caller);
    const question = this.#question(policy, caller, query);
    const { items, elsewhere } = await asSystem('count', () =>
      indicatorUnits(this.parts.dataSource, question, known.data),
    );
    return {
      indicator: known.data,
      asKnownAt: question.asKnownAt,
      items: items.map(({ groups, ...item }) => ({ ...item, group: groupOf({ groups }, question.by) })),
      elsewhere,
    };
  }

  /** @throws ProblemError for what is not answered */
  #question(policy: PolicySnapshot, caller: Caller, query: IndicatorQuery): IndicatorQuestion {
    try {
      const scope = indicatorScopeOf(caller);
      const { from, to, by = [] } = query;
      const asked = { from, to, by, asKnownAt: query.asKnownAt ?? null };
      return { ...asked, scope, asKnownAt: knownAtFor(policy, scope, asked, this.parts.clock.now()) };
    } catch (error) {
      throw error instanceof DomainError ? refusalProblem(error) : error;
    }
  }
}

function varying(language: Language): Readonly<Record<string, string>> {
  return { ...languageHeaders(language), vary: 'Accept, Accept-Language' };
}
