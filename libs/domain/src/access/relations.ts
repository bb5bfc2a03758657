import type { CaseState } from '../case/state.js';
import { relationsTo, type Actor, type Relation } from './actor.js';

/** Somebody who may open a case that is not theirs, and for how long: as long as the row is there (PERM-4). */
export interface Guest {
  readonly relation: Extract<Relation, 'provider' | 'receiver' | 'member'>;
  /** One person, or everybody who may answer for an agency. */
  readonly personId: string | null;
  readonly agencyId: string | null;
}

/** PERM-4: access ends with the referral, the transfer's answer and the conference; at the latest when the case closes. */
export function guestsOf(state: CaseState): Guest[] {
  if (state.closure !== null) return [];
  const providers = Object.values(state.referrals)
    .filter(({ status }) => status === 'sent' || status === 'accepted')
    .map(({ providerId }) => ({ relation: 'provider', personId: providerId, agencyId: null }) as const);
  const receivers = Object.values(state.transfers)
    .filter(({ status }) => status === 'sent')
    .map(({ toAgencyId }) => ({ relation: 'receiver', personId: null, agencyId: toAgencyId }) as const);
  const members = Object.values(state.conferences)
    .filter(({ status }) => status === 'convened')
    .flatMap(({ members }) => members)
    .map(({ memberId }) => ({ relation: 'member', personId: memberId, agencyId: null }) as const);
  const rows: Guest[] = [...providers, ...receivers, ...members];
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

/** Every way in which somebody stands to a case now. */
export function relationsOf(state: CaseState, actor: Actor): ReadonlySet<Relation> {
  const relations = new Set(relationsTo(state.owner, actor));
  for (const { relation, personId, agencyId } of guestsOf(state)) {
    if (personId === actor.personId || (agencyId !== null && agencyId === actor.agencyId)) relations.add(relation);
  }
  if (state.notices.some(({ personId }) => personId === actor.personId)) relations.add('addressee');
  return relations;
}
