import type { ReferralStatus, ServiceType } from '@caseward/domain';
import { dateIn, instant, RECEIVER, type Node } from '../world.js';
import { CONTENT, firstOf, freshId, move, type Move } from './move.js';

const request = (referralId: string, service: ServiceType, urgent: boolean) => ({
  referralId,
  service,
  providerId: 'rfp-1',
  providerAgencyId: 'agency-h',
  priority: 'medium' as const,
  channel: 'protected_email' as const,
  urgent,
  content: CONTENT,
});

const send = (service: ServiceType, urgent: boolean): Move =>
  move(`refers to ${service}${urgent ? ' at once' : ''}`, 'caseworker', 'sendReferral', ({ state }) => {
    const id = freshId('r', state.referrals, 2);
    return id === null ? null : request(id, service, urgent);
  });

const referral =
  (...wanted: readonly ReferralStatus[]) =>
  ({ state }: Node): { referralId: string; content: typeof CONTENT } | null => {
    const found = firstOf(state.referrals, ({ status }) => wanted.includes(status));
    return found === null ? null : { referralId: found.referralId, content: CONTENT };
  };

export const REFERRALS: readonly Move[] = [
  send('medical', false),
  send('medical', true),
  send('legal', false),
  send('legal', true),
  move('drafts a referral', 'caseworker', 'draftReferral', ({ state }) => {
    const id = freshId('r', state.referrals, 2);
    return id === null ? null : request(id, 'legal', false);
  }),
  ...(['supervisor', 'caseworker'] as const).map((part) =>
    move('overrides', part, 'overrideSharing', (node) => {
      const found = referral('draft')(node);
      return found === null ? null : { ...found, ground: 'immediate_safety_risk' };
    }),
  ),
  move('explains', 'caseworker', 'explainSharing', referral('sent', 'accepted', 'done')),
  ...[true, false].map((accepted) =>
    move(accepted ? 'accepts' : 'rejects', 'provider', 'answerReferral', (node) => {
      const found = referral('sent')(node);
      return found === null ? null : { ...found, accepted };
    }),
  ),
  move('reports it done', 'provider', 'reportReferralDone', referral('accepted', 'done', 'rejected')),
  move('revokes the referral', 'caseworker', 'revokeReferral', referral('sent', 'accepted')),
  move('provides a service', 'caseworker', 'recordService', ({ ms }, world) => ({
    service: 'education',
    startedOn: dateIn(world, instant(ms)),
  })),
];

const transfer = (transferId: string) => ({
  transferId,
  toAgencyId: RECEIVER.agencyId,
  reason: 'child_moves' as const,
  childAndFamilyConsulted: true,
  metNewCaseworker: true,
  content: CONTENT,
});
const sentTransfer = ({ state }: Node): { transferId: string; content: typeof CONTENT } | null => {
  const found = firstOf(state.transfers, ({ status }) => status === 'sent');
  return found === null ? null : { transferId: found.transferId, content: CONTENT };
};
const nextTransfer = ({ state }: Node): ReturnType<typeof transfer> | null => {
  const proposed = firstOf(state.transfers, ({ status }) => status === 'proposed');
  const id = proposed?.transferId ?? freshId('t', state.transfers, 2);
  return id === null ? null : transfer(id);
};

export const TRANSFERS: readonly Move[] = [
  move('proposes a transfer', 'caseworker', 'proposeTransfer', (node) => {
    const id = freshId('t', node.state.transfers, 2);
    return id === null ? null : transfer(id);
  }),
  move('proposes a transfer', 'supervisor', 'proposeTransfer', (node) => {
    const id = freshId('t', node.state.transfers, 2);
    return id === null ? null : transfer(id);
  }),
  ...(['supervisor', 'manager', 'caseworker'] as const).map((part) =>
    move('sends the transfer', part, 'sendTransfer', nextTransfer),
  ),
  move('sends the transfer against the consent', 'supervisor', 'sendTransfer', (node) => {
    const next = nextTransfer(node);
    return next === null ? null : { ...next, overrideGround: 'immediate_safety_risk' };
  }),
  move('takes the case over', 'receiver', 'acceptTransfer', (node) => {
    const found = sentTransfer(node);
    return found === null ? null : { ...found, to: RECEIVER };
  }),
  move('takes the case over', 'stranger', 'acceptTransfer', (node) => {
    const found = sentTransfer(node);
    return found === null ? null : { ...found, to: RECEIVER };
  }),
  move('hands the case on to a third agency', 'receiver', 'acceptTransfer', (node) => {
    const found = sentTransfer(node);
    return found === null ? null : { ...found, to: { ...RECEIVER, agencyId: 'agency-c' } };
  }),
  move('refuses the case', 'receiver', 'rejectTransfer', sentTransfer),
  move('takes the transfer back', 'supervisor', 'revokeTransfer', sentTransfer),
];
