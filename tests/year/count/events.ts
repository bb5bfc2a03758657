import type { CaseEvent, IndicatorId } from '@caseward/domain';
import { lastMomentOf } from './calendar.js';
import type { Chronicle } from './chronicle.js';
import { endedInTime } from './duties.js';
import { isWithin, valuesAt, type Question, type Unit } from './units.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** What happened in the period, each counted with the owner and the level of its moment. */
export function eventUnits(chronicle: Chronicle, question: Question): Unit[] {
  const units: Unit[] = [];
  const add = (indicator: IndicatorId, event: CaseEvent, above: boolean | number): void => {
    const date = chronicle.localDate(event.occurredAt);
    if (!isWithin(question, date)) return;
    units.push({ indicator, above: Number(above), values: valuesAt(chronicle, event.occurredAt, date) });
  };
  feedback(chronicle, question, add);
  firstActs(chronicle, add);
  dangers(chronicle, add);
  referrals(chronicle, add);
  transfers(chronicle, add);
  registrations(chronicle, add);
  return units;
}

type Add = (indicator: IndicatorId, event: CaseEvent, above: boolean | number) => void;

const SITUATION_IMPROVED = 6;
const OVERALL_SATISFIED = 7;

function feedback(chronicle: Chronicle, question: Question, add: Add): void {
  const needs = [
    ...chronicle.all('ImmediateConcernAddressed').filter(({ data }) => data.by !== 'informed_refusal'),
    ...chronicle.all('ReferralDone'),
    ...chronicle.all('ServiceRecorded'),
    ...chronicle.all('PlanActionCompleted'),
  ];
  const positiveMin = chronicle.policy.values['feedback.positive_min'] as number;
  for (const [from, satisfied, improved] of [
    ['child', 'K2a', 'K3a'],
    ['caregiver', 'K2b', 'K3b'],
  ] as const) {
    const lastThatAnswers = (statement: number) =>
      chronicle
        .all('FeedbackRecorded')
        .filter(({ occurredAt }) => isWithin(question, chronicle.localDate(occurredAt)))
        .findLast(({ data }) => data.from === from && typeof data.scores[statement] === 'number');
    const pleased = lastThatAnswers(OVERALL_SATISFIED);
    if (pleased !== undefined) add(satisfied, pleased, (pleased.data.scores[OVERALL_SATISFIED] ?? 0) >= positiveMin);
    const better = lastThatAnswers(SITUATION_IMPROVED);
    if (better === undefined || !needs.some(({ occurredAt }) => occurredAt <= better.occurredAt)) continue;
    add(improved, better, (better.data.scores[SITUATION_IMPROVED] ?? 0) >= positiveMin);
  }
}

/** P2b: the first act under a plan of each episode. */
function firstActs(chronicle: Chronicle, add: Add): void {
  const acts = [
    ...chronicle.all('PlanActionStarted'),
    ...chronicle.all('ReferralSent').filter(({ data }) => !data.urgent),
  ].sort((a, b) => (a.occurredAt === b.occurredAt ? a.seq - b.seq : a.occurredAt < b.occurredAt ? -1 : 1));
  for (const start of chronicle.starts) {
    const isOfIt = (event: CaseEvent): boolean => chronicle.startUpTo(event.occurredAt) === start;
    const act = acts.find(isOfIt);
    if (act === undefined) continue;
    const signed = chronicle.all('PlanSignedOff').some((one) => isOfIt(one) && one.occurredAt <= act.occurredAt);
    add('P2b', act, signed);
  }
}

const GATED = [
  'CaseRegistered',
  'AssessmentCompleted',
  'PlanAgreed',
  'PlanSignedOff',
  'ReviewHeld',
  'ClosureRequested',
  'CaseClosed',
] as const;
const CARE: readonly string[] = ['medical', 'mental_health', 'psychosocial'];

function dangers(chronicle: Chronicle, add: Add): void {
  const steps = GATED.flatMap((type) => chronicle.all(type) as readonly CaseEvent[]);
  for (const raised of chronicle.all('ImmediateConcernRaised')) {
    const { immediateConcernId, type, incident } = raised.data;
    const answers = chronicle
      .all('ImmediateConcernAddressed')
      .filter(({ data }) => data.immediateConcernId === immediateConcernId);
    const first = answers[0]?.occurredAt;
    const isBetween = ({ occurredAt }: CaseEvent): boolean =>
      first !== undefined && occurredAt > raised.occurredAt && occurredAt < first;
    add('P5a', raised, first !== undefined && !steps.some(isBetween));
    if (type !== 'health' || incident === null) continue;
    const reached = [
      ...[...chronicle.all('ReferralSent'), ...chronicle.all('ServiceRecorded')].filter(
        ({ data, occurredAt }) => CARE.includes(data.service) && occurredAt >= raised.occurredAt,
      ),
      ...answers.filter(({ data }) => data.by === 'service_reached' || data.by === 'referral_accepted'),
    ].map(({ occurredAt }) => Date.parse(occurredAt));
    const happened = 'at' in incident ? Date.parse(incident.at) : lastMomentOf(chronicle.policy, incident.on);
    const hours = (Math.min(...reached) - happened) / HOUR;
    add('P5c', raised, hours <= (chronicle.policy.values['sv.care_target_hours'] as number));
    add('P5d', raised, hours <= (chronicle.policy.values['sv.urgent_hours'] as number));
  }
}

function referrals(chronicle: Chronicle, add: Add): void {
  for (const sent of chronicle.all('ReferralSent')) {
    const isThis = ({ data }: { readonly data: { readonly referralId: string } }): boolean =>
      data.referralId === sent.data.referralId;
    const duty = chronicle.duties.find(
      ({ key }) => key.startsWith('referral_answer:') && key.endsWith(`:${String(sent.seq)}`),
    );
    add('P8a', sent, chronicle.all('ReferralAnswered').findLast(isThis)?.data.accepted === true);
    add('P8b', sent, duty !== undefined && duty.isDone && endedInTime(duty));
    add('P8c', sent, chronicle.all('ReferralDone').some(isThis));
  }
}

function transfers(chronicle: Chronicle, add: Add): void {
  for (const sent of chronicle.all('TransferSent')) {
    const isThis = ({ data }: { readonly data: { readonly transferId: string } }): boolean =>
      data.transferId === sent.data.transferId;
    const accepted = chronicle.all('TransferAccepted').find(isThis);
    const rejected = chronicle.all('TransferRejected').find(isThis);
    add('P11a', sent, accepted !== undefined);
    add('P11b', sent, rejected !== undefined);
    const answered = accepted ?? rejected;
    if (answered === undefined) continue;
    add('P11c', sent, (Date.parse(answered.occurredAt) - Date.parse(sent.occurredAt)) / DAY);
  }
}

function registrations(chronicle: Chronicle, add: Add): void {
  for (const registered of chronicle.all('CaseRegistered')) {
    const isBefore = ({ occurredAt }: CaseEvent): boolean => occurredAt <= registered.occurredAt;
    const agreed = chronicle
      .all('ConsentRecorded')
      .some((one) => one.data.participate && one.data.storeData && isBefore(one));
    const authorised = chronicle.all('WithoutConsentAuthorised').some(isBefore);
    add('P12a', registered, agreed);
    add('P12b', registered, authorised);
    add('P12c', registered, agreed || authorised);
    add('P13a', registered, 1);
  }
}
