import type { CaseState } from '../case/state.js';
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

/** PERM-4: access ends with the referral, the transfer's answer and the conference; at the latest when the case closes. */
export function guestsOf(state: CaseState): Guest[] {
  if (state.closure !== null) return [];
  const providers = Object.values(state.referrals)
    .filter(({ status }) => status === 'sent' || status === 'accepted')
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
  const members = Object.values(state.conferences)
    .filter(({ status }) => status === 'convened')
    .flatMap(({ conferenceId: about, members }) =>
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
