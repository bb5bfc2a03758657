import type { Owner } from '../../access/actor.js';
import type { RiskLevel } from '../../policy/policy.js';
import type { Instant, LocalDate } from '../../time/instant.js';
import type { WithContent } from './content.js';
import type { ReceiverLoad } from './first-contact.js';
import type { Stage } from '../lifecycle.js';

export const TRANSFER_REASONS = [
  'specialised_service',
  'child_moves',
  'organisational',
  'caseworker_unable',
  'turned_18_agency_cannot_serve',
  'other',
] as const;
/** TR-1. */
export type TransferReason = (typeof TRANSFER_REASONS)[number];

/** TR-3; summary, records list and the new address stand in the form. */
export interface TransferRequest {
  readonly transferId: string;
  readonly toAgencyId: string;
  readonly reason: TransferReason;
  readonly childAndFamilyConsulted: boolean;
  /** When not, the form says why. */
  readonly metNewCaseworker: boolean;
}

/** 3.10: what a reason needs beyond the common gates. */
export interface ClosureEvidence {
  /** `turned_18`. */
  readonly transitionPlan?: boolean;
  readonly supportInformationGiven?: boolean;
  /** `relocated`, `durable_solution`: an agency there was searched for and none can take the case. */
  readonly agencySearchRecorded?: boolean;
  /** `goal_met`: the child is safer, wellbeing supported, no further concern. */
  readonly goalMet?: boolean;
}

export interface TransferAndClosurePayloads {
  readonly proposeTransfer: WithContent & TransferRequest;
  /** Sends a proposal, or a transfer that nobody proposed before. CONS-5: outside the scope only on this ground. */
  readonly sendTransfer: WithContent & TransferRequest & { readonly overrideGround?: 'immediate_safety_risk' };
  readonly acceptTransfer: WithContent & ReceiverLoad & { readonly transferId: string; readonly to: Owner };
  readonly rejectTransfer: WithContent & { readonly transferId: string };
  readonly revokeTransfer: WithContent & { readonly transferId: string };
  readonly recordDeath: WithContent & { readonly diedOn: LocalDate };
  /** A79: two persons annul a wrong record of death. */
  readonly proposeDeathCorrection: WithContent;
  readonly confirmDeathCorrection: WithContent;
  readonly returnDeathCorrection: WithContent;
  readonly acknowledgeNotice: { readonly noticeId: string };
}

export interface TransferAndClosureFacts {
  readonly TransferSent: WithContent & TransferRequest & { readonly level: RiskLevel; readonly overridden: boolean };
  readonly TransferAccepted: WithContent & {
    readonly transferId: string;
    readonly from: Owner;
    readonly to: Owner;
    readonly overLimit: boolean;
  };
  readonly TransferRejected: WithContent & { readonly transferId: string };
  readonly TransferRevoked: WithContent & { readonly transferId: string };
  readonly DeathRecorded: WithContent & { readonly diedOn: LocalDate };
  readonly DeathAnnulled: WithContent;
}

/** `birth_to_check`: the date of birth that leads to an 18th birthday is only an estimate (CLOSE-6). */
export type NoticeKind =
  'case_closed' | 'birthday_ahead' | 'birth_to_check' | 'turned_18' | 'card_missing' | 'card_outdated';

export interface TransferAndClosureNotes {
  readonly TransferProposed: WithContent & TransferRequest;
  readonly DeathCorrectionProposed: WithContent;
  readonly DeathCorrectionReturned: WithContent;
  /** CLOSE-6: 00:00 of the 18th birthday; nothing closes by itself. */
  readonly TurnedEighteen: { readonly on: LocalDate };
  readonly EighteenthBirthdayAnnounced: { readonly on: LocalDate };
  /** 3.4 CLOSED: the decision is told to all who work with the child. */
  readonly WorkersNotified: { readonly notice: NoticeKind; readonly personIds: readonly string[] };
  readonly NoticeAcknowledged: { readonly noticeId: string };
}

export interface Transfer extends TransferRequest {
  readonly status: 'proposed' | 'sent' | 'accepted' | 'rejected' | 'revoked';
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly sentBy: string | null;
  readonly sentAt: Instant | null;
  readonly level: RiskLevel | null;
  /** CONS-5: sent outside the consent, for the safety of the child. */
  readonly overridden: boolean;
  readonly from: Owner;
  readonly answeredAt: Instant | null;
}

export interface Notice {
  /** `kind:personId:seq`. */
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly personId: string;
  readonly at: Instant;
}

/** Slice of the case's state that transfers, death, birthdays and notices fill. */
export interface TransferAndClosureState {
  readonly transfers: Readonly<Record<string, Transfer>>;
  readonly death: { readonly diedOn: LocalDate; readonly recordedBy: string; readonly stageBefore: Stage } | null;
  readonly deathCorrection: { readonly proposedBy: string; readonly proposedAt: Instant } | null;
  readonly turned18: boolean;
  readonly birthdayAnnounced: boolean;
  /** Not acknowledged yet. */
  readonly notices: readonly Notice[];
}
