import type { Owner } from '@caseward/domain';
import { staff } from '../cast.js';
import type { Transcribed } from '../transcribed.js';
import type { Chronicle } from './chronicle.js';
import { snapshotMoment } from './calendar.js';
import { valuesAt, valuesOfStaff, type Question, type Unit } from './units.js';

/** How things stand at one moment: the last one of the period, or that of knowledge when it is earlier. */
export function snapshotUnits(
  chronicles: readonly Chronicle[],
  transcribed: readonly Transcribed[],
  question: Question,
): Unit[] {
  const open = chronicles
    .map((chronicle) => ({ chronicle, moment: snapshotMoment(chronicle.policy, question.to, question.asKnownAt) }))
    .filter(({ chronicle, moment }) => isOpenAt(chronicle, moment));
  const units = open.flatMap(({ chronicle, moment }): Unit[] => {
    const values = valuesAt(chronicle, moment, chronicle.localDate(moment));
    const isBehind = chronicle.duties.some(
      ({ kind, overdueFrom, endedAt, neverWas }) =>
        kind === 'follow_up' && !neverWas && overdueFrom <= moment && (endedAt === null || endedAt > moment),
    );
    return [
      { indicator: 'P3b', above: isBehind ? 0 : 1, values },
      { indicator: 'P13b', above: 1, values },
    ];
  });
  return [
    ...units,
    ...caseloads(open.map(({ chronicle, moment }) => ({ chronicle, owner: chronicle.ownerAt(moment) }))),
    ...clerks(open, transcribed, question),
  ];
}

function isOpenAt(chronicle: Chronicle, moment: string): boolean {
  const turns = [...chronicle.starts, ...chronicle.closures].filter(({ occurredAt }) => occurredAt <= moment);
  turns.sort((a, b) => (a.occurredAt === b.occurredAt ? a.seq - b.seq : a.occurredAt < b.occurredAt ? -1 : 1));
  return turns.length > 0 && turns.at(-1)?.type !== 'CaseClosed';
}

/** An end that nobody had entered by the moment of knowledge was none then. */
function isTypedIn({ startsAt, recordedAt, end }: Transcribed, moment: string, asKnownAt: string): boolean {
  const knownEnd = end !== null && end.recordedAt <= asKnownAt ? end.endsAt : null;
  return recordedAt <= asKnownAt && startsAt <= moment && (knownEnd === null || knownEnd > moment);
}

/** P6d: data entry staff, and what they type in at that moment. */
function clerks(
  open: readonly { readonly chronicle: Chronicle; readonly moment: string }[],
  transcribed: readonly Transcribed[],
  question: Question,
): Unit[] {
  return staff().flatMap(({ personId, agencyId, officeId, role }): Unit[] => {
    const cases = open.filter(({ chronicle, moment }) =>
      transcribed.some(
        (one) =>
          one.personId === personId &&
          one.caseId === chronicle.identified.caseId &&
          isTypedIn(one, moment, question.asKnownAt),
      ),
    );
    const [first] = cases;
    if (role !== 'DE' || first === undefined) return [];
    const most = first.chronicle.policy.values['dataentry.max'] as number;
    const place = { agencyId, officeId: officeId ?? '', teamId: 'n/a', caseworkerId: 'n/a' };
    return [{ indicator: 'P6d', above: cases.length <= most ? 1 : 0, values: valuesOfStaff(place) }];
  });
}

function caseloads(open: readonly { readonly chronicle: Chronicle; readonly owner: Owner }[]): Unit[] {
  const byCaseworker = new Map<string, { readonly chronicle: Chronicle; readonly owner: Owner; cases: number }>();
  for (const { chronicle, owner } of open) {
    const known = byCaseworker.get(owner.caseworkerId) ?? { chronicle, owner, cases: 0 };
    known.cases += 1;
    byCaseworker.set(owner.caseworkerId, known);
  }
  return [...byCaseworker.values()].flatMap(({ chronicle, owner, cases }): Unit[] => {
    const most = chronicle.policy.values['caseload.max'] as number;
    const values = valuesOfStaff(owner);
    return [
      { indicator: 'P6a', above: cases, values },
      { indicator: 'P6b', above: cases <= most ? 1 : 0, values },
    ];
  });
}
