import type { DataBreachesView } from '@caseward/contracts';
import type { DutyState } from '@caseward/domain';

/** One line of the register; none for a file without its first fact. */
export function dataBreachView(state: DutyState): DataBreachesView['items'] {
  const noticed = state.facts.find((fact) => fact.type === 'DataBreachRegistered');
  if (noticed === undefined) return [];
  const assessed = state.facts.findLast((fact) => fact.type === 'DataBreachAssessed');
  const { breachKind, noticedAt, happenedAt, dataClasses, caseCount } = noticed.data;
  return [
    {
      fileId: state.caseId,
      ...{ breachKind, noticedAt, happenedAt, dataClasses: [...dataClasses] },
      caseCount: assessed?.data.caseCount ?? caseCount,
      severity: assessed?.data.severity ?? null,
      openDuties: Object.values(state.obligations)
        .filter(({ status }) => status === 'open')
        .map(({ kind }) => kind),
      endedAt: state.endedAt,
    },
  ];
}
