import {
  countsAsOpen,
  FILE_CHECKLIST,
  localDateOf,
  TRAINING_TOPICS,
  type DutyKind,
  type FileCheckAnswers,
  type Owner,
} from '@caseward/domain';
import { DAY, HOUR, instant, YEAR_STARTS } from '../calendar.js';
import { PROVIDERS, supervisor, teamOf, TEAMS } from '../cast.js';
import { DutyFileInPlay } from '../duty-play.js';
import { Luck } from '../luck.js';
import type { Year } from '../year.js';
import { intention } from './intention.js';

/** Somebody comes in April, somebody leaves in October. */
const JOINS: Readonly<Record<string, number>> = { 'y-cw-2-6': 95 };
const LEAVES: Readonly<Record<string, number>> = { 'y-cw-4-6': 290 };

/** Section 3.11: every caseworker has a file from the first day on. */
export function superviseAll(year: Year, seed: number): void {
  for (const [index, owner] of TEAMS.flatMap(({ caseworkers }) => caseworkers).entries()) {
    const luck = new Luck(seed * 131 + index);
    const { caseworkerId } = owner;
    const joins = JOINS[caseworkerId] ?? 0;
    if (joins > 0) year.away.add(caseworkerId);
    year.agenda.add(YEAR_STARTS + joins * DAY + 7 * HOUR + luck.upTo(180) * 60_000, () => open(year, luck, owner));
    const leaves = LEAVES[caseworkerId];
    if (leaves !== undefined) year.agenda.add(YEAR_STARTS + leaves * DAY + 9 * HOUR, () => leave(year, owner));
  }
}

function open(year: Year, luck: Luck, owner: Owner): void {
  const file = new DutyFileInPlay(year, luck.uuid(), luck, owner);
  const { caseworkerId: subjectId, ...scope } = owner;
  year.away.delete(subjectId);
  year.files.push(file);
  file.give(supervisor(teamOf(owner)), 'openDutyFile', {
    kind: 'caseworker',
    subjectId,
    scope,
    policy: year.policyOf(owner),
  });
  train(file);
}

/** Most were or will be trained, some before they came; some never are. It is entered days later. */
function train(file: DutyFileInPlay): void {
  const { luck, year } = file;
  if (!luck.happens(0.7)) return;
  const openedMs = year.nowMs;
  const doneMs = openedMs + (luck.upTo(500) - 200) * DAY;
  const policy = year.policyOf(file.subject);
  const training = {
    topic: luck.one(TRAINING_TOPICS),
    completedOn: localDateOf(policy.zone, instant(doneMs)),
    providerId: luck.one(PROVIDERS).providerAgencyId,
    hours: luck.between(2, 40),
  };
  year.agenda.add(Math.max(openedMs, doneMs) + luck.between(1, 30) * DAY, () => {
    if (file.state?.endedAt === null) {
      file.give(boss(file), 'recordTraining', { ...training, ...file.content('training') }, Math.max(openedMs, doneMs));
    }
  });
}

/** The caseload is handed over, then what is owed to the caseworker ends. */
function leave(year: Year, owner: Owner): void {
  const { caseworkerId } = owner;
  year.away.add(caseworkerId);
  for (const played of year.cases) {
    const { state } = played;
    if (state.owner?.caseworkerId !== caseworkerId || state.closure !== null) continue;
    const to = year.freeCaseworker(played.team, played.luck, caseworkerId);
    const receiverOpenCases = year.openCasesOf(to.caseworkerId);
    played.give(played.supervisor, 'reassignCase', { to, childAndFamilyConsulted: true, receiverOpenCases });
  }
  const file = year.files.find(({ subject }) => subject.caseworkerId === caseworkerId);
  file?.give(supervisor(teamOf(owner)), 'endDutyFile', file.content('note'));
}

type Doing = (file: DutyFileInPlay, atMs: number) => void;

const DOING: Readonly<Partial<Record<DutyKind, Doing>>> = {
  caseload_review: (file, atMs) => file.give(boss(file), 'recordCaseloadReview', file.content('supervision'), atMs),
  individual_supervision: (file, atMs) =>
    file.give(
      boss(file),
      'recordSupervision',
      { minutes: file.luck.between(30, 75), ...file.content('supervision') },
      atMs,
    ),
  capacity_assessment: (file, atMs) => {
    const scorePercent = Math.min(
      100,
      45 + file.luck.upTo(35) + 6 * file.events.filter(({ type }) => type === 'CapacityAssessed').length,
    );
    file.give(boss(file), 'recordCapacityAssessment', { scorePercent, ...file.content('capacity') }, atMs);
  },
  observation: (file, atMs) => {
    const { luck } = file;
    const mode = luck.happens(0.6) ? 'observation' : 'shadowing';
    file.give(
      boss(file),
      'recordObservation',
      { mode, minutes: luck.between(30, 240), ...file.content('observation') },
      atMs,
    );
  },
  file_check: (file, atMs) => {
    const { caseworkerId } = file.subject;
    const own = file.year.cases.find(
      ({ state }) => state.owner?.caseworkerId === caseworkerId && countsAsOpen(state.stage),
    );
    if (own === undefined) return;
    const answers: FileCheckAnswers = Object.fromEntries(
      FILE_CHECKLIST.map(({ item }) => [item, file.luck.weighted({ yes: 80, no: 8, not_applicable: 12 })]),
    );
    file.give(
      boss(file),
      'recordFileCheck',
      { checkedCaseId: own.caseId, answers, ...file.content('file_check') },
      atMs,
    );
  },
};

function boss(file: DutyFileInPlay) {
  return supervisor(teamOf(file.subject));
}

/** Supervisors mean to do what they owe. */
export function attendFile(file: DutyFileInPlay, key: string): void {
  const { luck, year, state } = file;
  const obligation = state?.obligations[key];
  const doing = obligation === undefined ? undefined : DOING[obligation.kind as DutyKind];
  if (obligation === undefined || doing === undefined || obligation.status !== 'open') return;
  const { doneAtMs, enteredAtMs } = intention({ luck, nowMs: year.nowMs, ...obligation, diligence: 0.86 });
  year.agenda.add(Math.max(enteredAtMs, year.nowMs + 60_000), () => {
    const { state: now } = file;
    if (now?.endedAt === null && now.obligations[key]?.status === 'open') doing(file, doneAtMs);
  });
}
