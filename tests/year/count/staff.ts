import type { DutyEvent, DutyFactOf, IndicatorId, ObligationKind, Owner } from '@caseward/domain';
import { localDateIn, snapshotMoment } from './calendar.js';
import { dutiesOf, endedInTime, isOwed } from './duties.js';
import { valuesOfStaff, type Question, type Unit } from './units.js';

const COUNTED: Readonly<Partial<Record<ObligationKind, IndicatorId>>> = {
  caseload_review: 'P7a',
  file_check: 'P7b',
  capacity_assessment: 'P7c',
};

interface StaffFile {
  readonly opened: DutyFactOf<'DutyFileOpened'>;
  readonly owner: Owner;
  readonly events: readonly DutyEvent[];
}

/** What is owed to caseworkers, and how they do. */
export function staffUnits(files: readonly (readonly DutyEvent[])[], question: Question): Unit[] {
  const known = files.flatMap((events): StaffFile[] => {
    const [opened] = events;
    if (opened?.type !== 'DutyFileOpened' || opened.data.kind !== 'caseworker') return [];
    const { scope, subjectId } = opened.data;
    const { teamId, officeId, agencyId } = scope;
    const owner = { caseworkerId: subjectId, teamId: teamId ?? '', officeId: officeId ?? '', agencyId: agencyId ?? '' };
    return [{ opened, owner, events }];
  });
  const present = known.filter((file) => isOnStaff(file, question));
  return [
    ...known.flatMap((file) => duties(file, question)),
    ...present.flatMap((file) => progress(file, question)),
    ...spans(present),
  ];
}

function duties({ opened, owner, events }: StaffFile, question: Question): Unit[] {
  return dutiesOf(events).flatMap((duty): Unit[] => {
    const indicator = COUNTED[duty.kind];
    const date = duty.dueOn ?? localDateIn(opened.data.policy, duty.dueAt ?? '');
    const isLaterAssessment = indicator === 'P7c' && duty.key !== 'capacity_assessment:1';
    if (indicator === undefined || isLaterAssessment || !isOwed(duty, date, question)) return [];
    return [{ indicator, above: duty.isDone && endedInTime(duty) ? 1 : 0, values: valuesOfStaff(owner) }];
  });
}

function momentOf({ opened }: StaffFile, { to, asKnownAt }: Question): string {
  return snapshotMoment(opened.data.policy, to, asKnownAt);
}

function isOnStaff(file: StaffFile, question: Question): boolean {
  const moment = momentOf(file, question);
  const hasLeft = file.events.some(({ type, occurredAt }) => type === 'DutyFileEnded' && occurredAt <= moment);
  return file.opened.occurredAt <= moment && !hasLeft;
}

/** K1: the last score against the one before, of those who are trained and supervised. */
function progress(file: StaffFile, question: Question): Unit[] {
  const moment = momentOf(file, question);
  const until = file.events.filter(({ occurredAt }) => occurredAt <= moment);
  const isSupervised = until.some(({ type }) => type === 'SupervisionHeld' || type === 'CaseloadReviewHeld');
  const today = localDateIn(file.opened.data.policy, moment);
  const isTrained = file.events.some((event) => event.type === 'TrainingRecorded' && event.data.completedOn <= today);
  const scores = until
    .filter((event): event is DutyFactOf<'CapacityAssessed'> => event.type === 'CapacityAssessed')
    .sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || a.seq - b.seq)
    .map(({ data }) => data.scorePercent);
  const [last, before] = [scores.at(-1), scores.at(-2)];
  if (!isSupervised || !isTrained || last === undefined || before === undefined) return [];
  return [{ indicator: 'K1', above: last > before ? 1 : 0, values: valuesOfStaff(file.owner) }];
}

/** P6c: a team has one supervisor. */
function spans(present: readonly StaffFile[]): Unit[] {
  const teams = new Map<string, StaffFile[]>();
  for (const file of present) teams.set(file.owner.teamId, [...(teams.get(file.owner.teamId) ?? []), file]);
  return [...teams.values()].map((files): Unit => {
    const { opened, owner } = files[0]!;
    const most = opened.data.policy.values['span.max'] as number;
    return {
      indicator: 'P6c',
      above: files.length <= most ? 1 : 0,
      values: { ...valuesOfStaff(owner), caseworker: ['n/a'] },
    };
  });
}
