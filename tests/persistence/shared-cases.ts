import { plusHours, type Actor, type Command, type CommandOf } from '@caseward/domain';
import type { Sql } from '@caseward/persistence';
import { aCase, CASEWORKER, command, intake, OWNER, START, SUPERVISOR, type RecordedCase } from './a-case.js';

const at = (hours: number): string => plusHours(START, hours);

export const RECEIVER: Actor = { personId: 'p-sup-2', role: 'SUP', teamId: 't-2', officeId: 'o-2', agencyId: 'a-2' };

export const TRANSFER: CommandOf<'sendTransfer'>['payload'] = {
  transferId: 't-1',
  toAgencyId: 'a-2',
  reason: 'child_moves',
  childAndFamilyConsulted: true,
  metNewCaseworker: true,
};

/** A registered case with a consent that covers medical care and a transfer, and a referral to a clinic. */
export function withReferral(): Command[] {
  const consent = { participate: true, storeData: true, services: ['medical'], caseTransfer: true } as const;
  return [
    ...intake(),
    command('recordConsent', consent, at(4)),
    command(
      'sendReferral',
      {
        referralId: 'r-1',
        service: 'medical',
        providerId: 'p-rfp',
        providerAgencyId: 'a-3',
        priority: 'high',
        channel: 'digital_system',
        urgent: true,
      },
      at(5),
    ),
  ];
}

/** The same after another agency has accepted it. */
export async function aTransferredCase(sql: Sql): Promise<RecordedCase> {
  const to = { ...OWNER, caseworkerId: 'p-cw-2', teamId: 't-2', officeId: 'o-2', agencyId: 'a-2' };
  return aCase(sql, [
    ...withReferral(),
    command('proposeTransfer', TRANSFER, at(6), CASEWORKER),
    command('sendTransfer', TRANSFER, at(7), SUPERVISOR),
    command('acceptTransfer', { transferId: 't-1', to }, at(8), RECEIVER),
  ]);
}
