import { emergencyAccessesOf } from '../access/emergency.js';
import type { FineCode } from '../risk/fine-codes.js';
import type { Instant, LocalDate } from '../time/instant.js';
import { failedContacts } from './contact.js';
import { firstContactDetailsOf, type FirstContactDetails } from './first-contact-details.js';
import type { CaseState } from './state.js';
import type { EmergencyAccess } from './vocabulary/emergency-access.js';
import type { Bid, Conference, PlanAction, Referral } from './vocabulary/implementation.js';
import type { Notice, Transfer } from './vocabulary/transfer-and-closure.js';

/** TR-5: an agency that handed the case over; its own record ends there. */
export interface Custody {
  readonly agencyId: string;
  readonly caseworkerId: string;
  readonly until: Instant;
  readonly endedAs: 'TRANSFERRED_OUT';
}

/** What a case says beside its clocks: codes, ids and dates only, nothing that people wrote. */
export interface CaseDetails extends FirstContactDetails {
  /** CAT-5: the finer codes of the concerns that have one. */
  readonly fineCodes: readonly { readonly concernId: string; readonly fineCode: FineCode }[];
  readonly planActions: readonly Pick<PlanAction, 'actionId' | 'status' | 'dueOn' | 'responsible'>[];
  readonly referrals: readonly Omit<Referral, 'draftedBy'>[];
  readonly conferences: readonly Pick<
    Conference,
    'conferenceId' | 'status' | 'plannedFor' | 'agreesToClosure' | 'chairId'
  >[];
  readonly bids: readonly Bid[];
  readonly transfers: readonly Transfer[];
  readonly custody: readonly Custody[];
  readonly notContactableSince: LocalDate | null;
  readonly diedOn: LocalDate | null;
  readonly deathCorrectionProposed: boolean;
  readonly turned18: boolean;
  readonly notices: readonly Notice[];
  /** Who opened the file in an emergency, and what the review found. */
  readonly emergencyAccesses: readonly EmergencyAccess[];
}

export function detailsOf(state: CaseState): CaseDetails {
  const transfers = Object.values(state.transfers);
  return {
    ...firstContactDetailsOf(state),
    fineCodes: Object.values(state.concerns).flatMap(({ concernId, fineCode }) =>
      fineCode === undefined ? [] : [{ concernId, fineCode }],
    ),
    planActions: Object.values({ ...state.planActions, ...state.proposedActions }).map(
      ({ actionId, status, dueOn, responsible }) => ({
        actionId,
        status,
        dueOn,
        responsible,
      }),
    ),
    referrals: Object.values(state.referrals).map(({ draftedBy: _, ...referral }) => referral),
    conferences: Object.values(state.conferences).map(
      ({ conferenceId, status, plannedFor, agreesToClosure, chairId }) => ({
        conferenceId,
        status,
        plannedFor,
        agreesToClosure,
        chairId,
      }),
    ),
    bids: Object.values(state.bids),
    transfers,
    custody: transfers.flatMap(({ status, from, answeredAt }) =>
      status === 'accepted' && answeredAt !== null
        ? [{ agencyId: from.agencyId, caseworkerId: from.caseworkerId, until: answeredAt, endedAs: 'TRANSFERRED_OUT' }]
        : [],
    ),
    notContactableSince: failedContacts(state).since,
    diedOn: state.death?.diedOn ?? null,
    deathCorrectionProposed: state.deathCorrection !== null,
    turned18: state.turned18,
    notices: state.notices,
    emergencyAccesses: emergencyAccessesOf(state),
  };
}
