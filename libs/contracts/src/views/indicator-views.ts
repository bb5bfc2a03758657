import {
  DIMENSIONS,
  INDICATOR_IDS,
  INDICATOR_WORDS,
  isOutside,
  type Dimension,
  type IndicatorId,
  type IndicatorScope,
  type IndicatorTable,
  type Language,
} from '@caseward/domain';
import { z } from 'zod';
import { instantSchema, instantViewSchema, localDateSchema } from '../primitives.js';

const dimensionSchema = z.enum(DIMENSIONS);
export const indicatorIdSchema = z.enum(INDICATOR_IDS as [IndicatorId, ...IndicatorId[]]);
const MOST_DIMENSIONS = 4;

/** `sex,age_band`. */
export const breakdownSchema = z
  .string()
  .max(200)
  .transform((text): string[] => text.split(',').filter((part) => part !== ''))
  .pipe(z.array(dimensionSchema).max(MOST_DIMENSIONS));

/** What is asked: a period, a breakdown, and as known when. */
export const indicatorQuerySchema = z.strictObject({
  from: localDateSchema.meta({ description: 'First day of the period.' }),
  to: localDateSchema.meta({ description: 'Last day of the period, included.' }),
  by: breakdownSchema
    .exactOptional()
    .meta({ description: `Up to ${String(MOST_DIMENSIONS)} of ${DIMENSIONS.join(', ')}, separated by commas.` }),
  asKnownAt: instantSchema
    .exactOptional()
    .meta({ description: 'Nothing recorded later is looked at. Default: now; fixed outside the agency.' }),
});
export type IndicatorQuery = z.output<typeof indicatorQuerySchema>;

const groupSchema = z
  .partialRecord(dimensionSchema, z.string())
  .meta({ description: 'The value of each dimension that was asked for; empty for the total.' });

export const indicatorLineSchema = z
  .object({
    group: groupSchema,
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    value: z.number().nullable().meta({ description: 'Percent or mean to one decimal, or the count.' }),
    isMet: z.boolean().nullable().meta({ description: 'null without a target.' }),
    isHidden: z.boolean().meta({ description: 'A small count, or one that would give it away.' }),
  })
  .meta({ id: 'IndicatorLine' });

export const indicatorTableSchema = z
  .object({
    indicator: indicatorIdSchema,
    name: z.string(),
    formula: z.string().meta({ description: 'What stands above and below the line, in words.' }),
    unit: z.enum(['percent', 'count', 'mean']),
    target: z.number().nullable(),
    total: indicatorLineSchema,
    lines: z.array(indicatorLineSchema),
    hasRest: z.boolean().meta({ description: 'Groups that are not named because their counts are hidden.' }),
  })
  .meta({ id: 'IndicatorTable' });

export const indicatorReportSchema = z
  .object({
    from: localDateSchema,
    to: localDateSchema,
    asKnownAt: instantViewSchema,
    scope: z.enum(['all', 'agency', 'office', 'team', 'caseworker']),
    by: z.array(dimensionSchema),
    areSmallCountsHidden: z.boolean(),
    indicators: z.array(indicatorTableSchema),
  })
  .meta({ id: 'IndicatorReport' });
export type IndicatorReport = z.output<typeof indicatorReportSchema>;

export const indicatorUnitsSchema = z
  .object({
    indicator: indicatorIdSchema,
    asKnownAt: instantViewSchema,
    items: z.array(
      z
        .object({
          caseId: z.uuid().nullable().meta({ description: 'null where what is counted is no case.' }),
          caseCode: z.string().nullable(),
          caseworkerId: z.string().nullable(),
          subject: z.string().meta({ description: 'What of the case, such as `follow_up:1:12`.' }),
          countedOn: localDateSchema.nullable(),
          isAbove: z.boolean().meta({ description: 'Whether it stands above the line too.' }),
          adds: z.number().nullable(),
          group: groupSchema,
        })
        .meta({ id: 'IndicatorUnit' }),
    ),
    elsewhere: z.int().meta({ description: 'Counted too, in cases that meanwhile belong to somebody else.' }),
  })
  .meta({ id: 'IndicatorUnits' });
export type IndicatorUnitsView = z.output<typeof indicatorUnitsSchema>;

/** What was asked and what was counted, in the words of a language. */
export function indicatorReport(
  { from, to, by, asKnownAt }: Readonly<{ from: string; to: string; by: readonly Dimension[]; asKnownAt: string }>,
  scope: IndicatorScope,
  tables: readonly IndicatorTable[],
  language: Language,
): IndicatorReport {
  const indicators = tables.map(({ indicator, lines, ...table }) => {
    const { name, formula } = INDICATOR_WORDS[indicator];
    return { indicator, name: name[language], formula: formula[language], ...table, lines: [...lines] };
  });
  const asked = { from, to, asKnownAt, scope: scope.kind, by: [...by] };
  return { ...asked, areSmallCountsHidden: isOutside(scope), indicators };
}

const HEADINGS = ['indicator', 'name', 'formula', 'unit', 'from', 'to', 'as_known_at'] as const;
const NUMBERS = ['numerator', 'denominator', 'value', 'target', 'is_met', 'is_hidden'] as const;

/** The report as rows for a spreadsheet, headings first; a hidden number is empty. */
export function indicatorSheet({ from, to, asKnownAt, by, indicators }: IndicatorReport): string[][] {
  const text = (value: number | boolean | null): string => (value === null ? '' : String(value));
  const dimensions: readonly Dimension[] = by;
  const body = indicators.flatMap(({ total, lines, target, ...table }) =>
    [total, ...lines].map((line) => [
      ...[table.indicator, table.name, table.formula, table.unit, from, to, asKnownAt],
      ...dimensions.map((dimension) => line.group[dimension] ?? 'total'),
      ...[line.numerator, line.denominator, line.value, target, line.isMet, line.isHidden].map(text),
    ]),
  );
  return [[...HEADINGS, ...dimensions, ...NUMBERS], ...body];
}
