import type { CaseState } from '../case/state.js';
import type { Conference, Referral } from '../case/vocabulary/implementation.js';
import { emergencyAccessesOf } from './emergency.js';
import { standingTo, type Actor, type Relation } from './actor.js';

/** Somebody who may open a case that is not theirs, and for how long: as long as the row is there (PERM-4). */
export interface Guest {
  readonly relation: Extract<Relation, 'provider' | 'receiver' | 'member'>;
  /** The referral, transfer or conference that it comes from. */
  readonly about: string;
  /** One person, or everybody who may answer for an agency. */
  readonly personId: string | null;
  readonly agencyId: string | null;
}

/**
 * CONS-6: the child or the family took everything back, and no supervisor authorised going on without (CONS-3). What was
 * shared for safety (CONS-5) goes on; a transfer that waits is revoked by the withdrawal itself.
 */
function isSharingStopped({ consent, legalBasis }: CaseState): boolean {
  return consent !== null && legalBasis === null;
}

/** CONS-6: who is invited to confer about a case has a part in it as long as anything may be shared. */
export function confersOn(state: CaseState): readonly Conference[] {
  return isSharingStopped(state) ? [] : Object.values(state.conferences).filter(({ status }) => status === 'convened');
}

/** CONS-6: a referral that is recalled is shown to nobody, though the caseworker has still to revoke it. */
export function isShared({ status, recall }: Referral): boolean {
  return (status === 'sent' || status === 'accepted') && !recall;
}

/**
 * PERM-4: access ends with the referral, the transfer's answer and the conference; at the latest when the case closes.
 * CONS-6: and with the consent to it, at that moment.
 */
export function guestsOf(state: CaseState): Guest[] {
  if (state.closure !== null) return [];
  const providers = Object.values(state.referrals)
    .filter(isShared)
    .map(
      ({ referralId: about, providerId: personId }) =>
        ({ relation: 'provider', about, personId, agencyId: null }) as const,
    );
  const receivers = Object.values(state.transfers)
    .filter(({ status }) => status === 'sent')
    .map(
      ({ transferId: about, toAgencyId: agencyId }) =>
        ({ relation: 'receiver', about, personId: null, agencyId }) as const,
    );
  const members = confersOn(state).flatMap(({ conferenceId: about, members }) =>
    members.map(({ memberId: personId }) => ({ relation: 'member', about, personId, agencyId: null }) as const),
  );
  const rows: Guest[] = [...providers, ...receivers, ...members];
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

/** Every way in which somebody stands to a case now. */
export function relationsOf(state: CaseState, actor: Actor): ReadonlySet<Relation> {
  const relations = new Set(standingTo(state, actor));
  for (const { relation, personId, agencyId } of guestsOf(state)) {
    if (personId === actor.personId || (agencyId !== null && agencyId === actor.agencyId)) relations.add(relation);
  }
  if (state.notices.some(({ personId }) => personId === actor.personId)) relations.add('addressee');
  if (emergencyAccessesOf(state).some(({ personId, endedAt }) => personId === actor.personId && endedAt === null)) {
    relations.add('emergency');
  }
  return relations;
}
