import type { ServiceType } from '@caseward/domain';
import { COLLEAGUE, dateIn, DAY, instant, OWNER } from '../world.js';
import { CONTENT, firstOf, freshId, move, type Move } from './move.js';

const services: readonly ServiceType[] = ['medical'];
const answers = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;
const register = (level: string) => ({
  caseCode: 'CW-0001',
  concerns: [{ concernId: 'c1', category: 'neglect' as const, level }],
});

export const INTAKE: readonly Move[] = [
  move('takes in', 'caseworker', 'answerEligibility', answers),
  move('does not take in', 'caseworker', 'answerEligibility', { ...answers, needsCaseworker: false }),
  move('unsure about age', 'caseworker', 'answerEligibility', { ...answers, isChild: 'unsure' }),
  move('advises', 'caseworker', 'recordAdvice', { topics: ['how_to_return'], content: CONTENT }),
  move('full consent', 'caseworker', 'recordConsent', {
    participate: true,
    storeData: true,
    services,
    caseTransfer: true,
  }),
  move('narrow consent', 'caseworker', 'recordConsent', { participate: true, storeData: true }),
  move('refusal with a ground', 'caseworker', 'recordConsent', {
    participate: false,
    storeData: false,
    proposedGround: 'imminent_danger',
    content: CONTENT,
  }),
  move('refusal', 'caseworker', 'recordConsent', { participate: false, storeData: false }),
  move('proposes to act without consent', 'caseworker', 'proposeWithoutConsent', {
    ground: 'imminent_danger',
    content: CONTENT,
  }),
  move('proposes to act without consent', 'supervisor', 'proposeWithoutConsent', {
    ground: 'legal_mandate',
    content: CONTENT,
  }),
  ...(['supervisor', 'manager'] as const).map((part) =>
    move('authorises', part, 'authoriseWithoutConsent', ({ state }) => ({
      ground: state.withoutConsent?.ground ?? 'imminent_danger',
      legalBasis: 'vital_interests',
      content: CONTENT,
    })),
  ),
  move('does not authorise', 'supervisor', 'refuseWithoutConsent', { content: CONTENT }),
  ...['HIGH', 'MEDIUM', 'LOW', 'NO'].map((level) =>
    move(`registers at ${level}`, 'caseworker', 'registerCase', register(level)),
  ),
  move('registers at LOW', 'supervisor', 'registerCase', register('LOW')),
  move('assigns', 'supervisor', 'assignCase', { to: COLLEAGUE }),
];

export const CONSENT: readonly Move[] = [
  move('withdraws services', 'caseworker', 'withdrawConsent', { scopes: ['services'], content: CONTENT }),
  move('withdraws everything', 'caseworker', 'withdrawConsent', {
    scopes: ['participate', 'storeData'],
    content: CONTENT,
  }),
  move('full consent anew', 'caseworker', 'recordConsent', {
    participate: true,
    storeData: true,
    services,
    caseTransfer: true,
  }),
];

const raise = (lateDays: number): Move =>
  move(
    `finds an immediate concern ${String(lateDays)} days ago`,
    'caseworker',
    'raiseImmediateConcern',
    ({ state }) => {
      const id = freshId('u', state.immediateConcerns, 2);
      return id === null ? null : { immediateConcernId: id, type: 'safety', encounterId: 'e1' };
    },
    lateDays,
  );
const unaddressed = ({ addressedAt }: { readonly addressedAt: string | null }): boolean => addressedAt === null;

export const URGENT: readonly Move[] = [
  raise(0),
  raise(1),
  ...([0, 1] as const).map((late) =>
    move(
      `has a safety plan ${String(late)} days ago`,
      'caseworker',
      'addressImmediateConcern',
      ({ state }) => {
        const open = firstOf(state.immediateConcerns, unaddressed);
        if (open === null) return null;
        return { immediateConcernId: open.immediateConcernId, by: 'safety_plan', content: CONTENT };
      },
      late,
    ),
  ),
  move('reaches a service', 'caseworker', 'addressImmediateConcern', ({ state }) => {
    const open = firstOf(state.immediateConcerns, unaddressed);
    return open === null
      ? null
      : { immediateConcernId: open.immediateConcernId, by: 'service_reached', content: CONTENT };
  }),
  move('looks for immediate concerns', 'caseworker', 'recordUrgentScreen', ({ state }) => ({
    outcome: firstOf(state.immediateConcerns, unaddressed) === null ? 'nothing_found' : 'concerns_raised',
    asked: ['health', 'safety', 'interim_care', 'other'],
  })),
  move('leaves the child', 'caseworker', 'recordEncounterEnd', { encounterId: 'e1' }),
];

export const PEOPLE: readonly Move[] = [
  move('re-assigns', 'supervisor', 'reassignCase', ({ state }) => ({
    to: state.owner?.caseworkerId === OWNER.caseworkerId ? COLLEAGUE : OWNER,
    childAndFamilyConsulted: true,
  })),
  move('re-assigns over the limit', 'supervisor', 'reassignCase', {
    to: COLLEAGUE,
    childAndFamilyConsulted: true,
    receiverOpenCases: 25,
    overLimit: true,
    content: CONTENT,
  }),
  move('declares a conflict', 'caseworker', 'declareConflictOfInterest', { kind: 'related', content: CONTENT }),
  move('resolves the conflict', 'supervisor', 'resolveConflictOfInterest', { content: CONTENT }),
  move('raises a report', 'caseworker', 'raiseMandatoryReport', ({ state }) => {
    const reportId = freshId('m', state.mandatoryReports, 1);
    return reportId === null ? null : { reportId, law: 'law-1', content: CONTENT };
  }),
  ...(['report', 'defer'] as const).map((decision) =>
    move(`decides to ${decision}`, 'manager', 'decideMandatoryReport', { reportId: 'm1', decision, content: CONTENT }),
  ),
  move('records the birth', 'caseworker', 'recordBirth', ({ ms }, world) => {
    const date = dateIn(world, instant(ms + 3 * DAY));
    return { bornOn: `${String(Number(date.slice(0, 4)) - 18)}${date.slice(4)}`, estimated: false };
  }),
  move('acknowledges a notice', 'caseworker', 'acknowledgeNotice', ({ state }) => {
    const notice = state.notices.find(({ personId }) => personId === state.owner?.caseworkerId);
    return notice === undefined ? null : { noticeId: notice.noticeId };
  }),
  ...(['supervisor', 'manager', 'head'] as const).map((part) =>
    move('acknowledges', part, 'acknowledgeEscalation', ({ state }) => {
      const open = state.escalations.find(({ status }) => status === 'open');
      return open === undefined ? null : { escalationId: open.escalationId };
    }),
  ),
  move('handles', 'supervisor', 'resolveEscalation', ({ state }) => {
    const open = state.escalations.find(({ status }) => status !== 'resolved');
    return open === undefined ? null : { escalationId: open.escalationId, content: CONTENT };
  }),
];
