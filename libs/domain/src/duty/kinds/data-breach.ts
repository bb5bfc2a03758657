import { assertNotBefore, assertReason } from '../../case/handlers/support.js';
import type { Obligation } from '../../case/obligation.js';
import { everybody } from '../../case/task-row.js';
import { hoursTerm } from '../../clocks/terms.js';
import { DomainError } from '../../errors.js';
import { numberOf } from '../../policy/policy.js';
import type { Instant } from '../../time/instant.js';
import { dutyOf, factsOf, policyAt } from '../clocks.js';
import type { DutyCommandOf } from '../commands.js';
import type { DutyState } from '../file.js';
import type { DutyFileRules, DutyGrant } from '../kind.js';
import type { DutyRecorder } from '../recorder.js';
import type { BreachTold } from './data-breach-vocabulary.js';

const LEADERS: readonly DutyGrant[] = [
  ['MGR', 'agency'],
  ['HEAD', 'agency'],
];
/** Whoever notices it; waiting for the right person to say so costs the hours in which most can be saved. */
const STAFF: readonly DutyGrant[] = [
  ...(['CW', 'DE', 'SUP', 'MGR', 'HEAD'] as const).map((role): DutyGrant => [role, 'agency']),
];

function register(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'registerDataBreach'>): void {
  const { opening: _, ...noticed } = payload;
  const { noticedAt, happenedAt, dataClasses } = noticed;
  assertNotBefore(occurredAt, noticedAt, 'it was noticed');
  assertNotBefore(noticedAt, happenedAt, 'it happened');
  if (dataClasses.length === 0) {
    throw new DomainError('FIELD_MISSING', 'IM-10', 'Say which data it is about.', {
      field: '/payload/dataClasses',
      remedy: 'Name every class of data that may be affected; "other" where nobody knows yet.',
    });
  }
  recorder.fact('DataBreachRegistered', occurredAt, noticed);
}

interface Notification {
  readonly decidedAt: Instant;
  readonly left: readonly BreachTold[];
  /** When nobody was left to be told. */
  readonly doneAt: Instant | null;
}

/** The decision that counts is the last one; who was told before it stays told. */
function notificationOf(state: DutyState): Notification | null {
  const decision = factsOf(state, 'BreachNotificationDecided').at(-1);
  if (decision === undefined) return null;
  const told = factsOf(state, 'BreachTold');
  const left = decision.data.tell.filter((one) => !told.some(({ data }) => data.told === one));
  const decidedAt = decision.occurredAt;
  const last = told.filter(({ data }) => decision.data.tell.includes(data.told)).at(-1)?.occurredAt ?? decidedAt;
  return { decidedAt, left, doneAt: left.length > 0 ? null : last > decidedAt ? last : decidedAt };
}

function close(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'closeDataBreach'>): void {
  const { state } = recorder;
  const isAssessed = factsOf(state, 'DataBreachAssessed').length > 0;
  const isTold = notificationOf(state)?.doneAt != null;
  const isContained = factsOf(state, 'BreachMeasureTaken').length > 0;
  if (!isAssessed || !isTold || !isContained) {
    throw new DomainError('NOT_ALLOWED_IN_STAGE', 'IM-10', 'Something about this data breach is still open.', {
      inputs: { assessed: isAssessed, measures: isContained, told: isTold },
      remedy: 'Assess it, take at least one measure, decide who is told, and tell them.',
    });
  }
  recorder.fact('DataBreachClosed', occurredAt, payload);
  recorder.fact('DutyFileEnded', occurredAt, {});
}

function hoursDuty(
  state: DutyState,
  kind: 'data_breach_assessment' | 'data_breach_notification',
  metAt: Instant | null,
): Obligation[] {
  const noticed = factsOf(state, 'DataBreachRegistered')[0];
  if (noticed === undefined) return [];
  const policy = policyAt(state, noticed.occurredAt);
  const key = kind === 'data_breach_assessment' ? 'data_breach.assess_hours' : 'data_breach.notify_hours';
  const anchor = noticed.data.noticedAt;
  return [
    dutyOf(state, {
      key: kind,
      kind,
      anchor,
      term: hoursTerm(policy, 'IM-10', key, numberOf(policy, key), anchor),
      metAt,
    }),
  ];
}

/** IM-10: the register of data breaches, one file for each. */
export const dataBreach: DutyFileRules = {
  opens: [],
  reads: LEADERS,
  commands: {
    registerDataBreach: { may: STAFF, decide: register },
    assessDataBreach: {
      may: LEADERS,
      decide: (recorder, { occurredAt, payload }) => recorder.fact('DataBreachAssessed', occurredAt, payload),
    },
    recordBreachMeasure: {
      may: LEADERS,
      decide: (recorder, { occurredAt, payload }) => recorder.fact('BreachMeasureTaken', occurredAt, payload),
    },
    decideBreachNotification: {
      may: [['HEAD', 'agency']],
      decide: (recorder, { occurredAt, payload }) => {
        if (!payload.tell.includes('affected')) assertReason(payload, 'why those affected are not told', 'IM-10');
        recorder.fact('BreachNotificationDecided', occurredAt, payload);
      },
    },
    recordBreachTold: {
      may: LEADERS,
      decide: (recorder, { occurredAt, payload }) => recorder.fact('BreachTold', occurredAt, payload),
    },
    closeDataBreach: { may: [['HEAD', 'agency']], decide: close },
  },
  duties: (state) => [
    ...hoursDuty(state, 'data_breach_assessment', factsOf(state, 'DataBreachAssessed')[0]?.occurredAt ?? null),
    ...hoursDuty(state, 'data_breach_notification', notificationOf(state)?.doneAt ?? null),
  ],
  commandOf: (kind) => (kind === 'data_breach_assessment' ? 'assessDataBreach' : 'decideBreachNotification'),
  assigneeOf: ({ scope }) => everybody('HEAD', scope.agencyId),
};
