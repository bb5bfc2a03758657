import { authorOf, type Role } from '../../access/actor.js';
import type { ContentRef } from '../../case/vocabulary/content.js';
import type { Instant, LocalDate } from '../../time/instant.js';
import type { DutyFact, DutyFactOf } from '../events.js';
import type { DutyState } from '../file.js';
import type { SopCommentOutcome, SopPolicy } from './sop-vocabulary.js';

export interface SopAct {
  readonly at: Instant;
  readonly by: string;
  readonly role: Role;
  readonly agencyId: string | null;
}

/** A text of a version, as it was proposed. */
export interface SopText extends SopAct {
  readonly content: ContentRef | null;
  readonly putsInForce: SopPolicy | null;
}

export interface SopComment extends SopAct {
  readonly commentId: string;
  readonly seq: number;
  readonly clause: string;
  readonly contentId: string | null;
  readonly answer: (SopAct & { readonly outcome: SopCommentOutcome; readonly contentId: string | null }) | null;
}

export interface SopSignature extends SopAct {
  readonly agencyId: string;
  /** Exactly what was signed. */
  readonly policyDigest: string | null;
  readonly textDigest: string;
  readonly withdrawn: SopAct | null;
}

/** The version was put up for signature; a version that went back to drafting is put up again. */
export interface SopRound extends SopAct {
  readonly seq: number;
  readonly signatures: readonly SopSignature[];
  readonly returned: SopAct | null;
}

export type SopStatus = 'draft' | 'for_signature' | 'adopted' | 'superseded';

export interface SopVersion {
  readonly sopVersion: string;
  readonly status: SopStatus;
  readonly participants: readonly string[];
  readonly leftOut: readonly string[];
  /** Oldest first; the last one is the one that stands. */
  readonly texts: readonly SopText[];
  readonly comments: readonly SopComment[];
  readonly rounds: readonly SopRound[];
  readonly adopted: (SopAct & { readonly effectiveFrom: LocalDate }) | null;
  /** When something last happened to it that later steps follow. */
  readonly lastAt: Instant;
}

function done({ occurredAt, actor }: DutyFact): SopAct {
  return { at: occurredAt, by: authorOf(actor), role: actor.role, agencyId: actor.agencyId ?? null };
}

function drafted(before: SopVersion | undefined, fact: DutyFactOf<'SopDrafted'>): SopVersion {
  const { sopVersion, participants, leftOut, putsInForce, content } = fact.data;
  const text = { ...done(fact), content: content ?? null, putsInForce };
  return {
    ...{ sopVersion, participants, leftOut, status: 'draft', lastAt: fact.occurredAt },
    ...{ texts: [...(before?.texts ?? []), text], comments: before?.comments ?? [] },
    ...{ rounds: before?.rounds ?? [], adopted: null },
  };
}

function answered(before: SopVersion, fact: DutyFactOf<'SopCommentAnswered'>): SopVersion {
  const { commentId, outcome, content } = fact.data;
  const answer = { ...done(fact), outcome, contentId: content?.contentId ?? null };
  const comments = before.comments.map((comment) =>
    comment.commentId === commentId ? { ...comment, answer } : comment,
  );
  return { ...before, comments };
}

function inLastRound(before: SopVersion, change: (round: SopRound) => SopRound): readonly SopRound[] {
  return before.rounds.map((round, index) => (index === before.rounds.length - 1 ? change(round) : round));
}

function withdrawn(round: SopRound, fact: DutyFactOf<'SopSignatureWithdrawn'>): SopRound {
  const isMeant = (one: SopSignature) => one.agencyId === fact.data.agencyId && one.withdrawn === null;
  return {
    ...round,
    signatures: round.signatures.map((one) => (isMeant(one) ? { ...one, withdrawn: done(fact) } : one)),
  };
}

function stepped(before: SopVersion, fact: DutyFact): SopVersion {
  const lastAt = fact.occurredAt;
  switch (fact.type) {
    case 'SopSubmitted':
      return {
        ...before,
        status: 'for_signature',
        rounds: [...before.rounds, { ...done(fact), seq: fact.seq, signatures: [], returned: null }],
        lastAt,
      };
    case 'SopReturned':
      return {
        ...before,
        status: 'draft',
        rounds: inLastRound(before, (it) => ({ ...it, returned: done(fact) })),
        lastAt,
      };
    case 'SopSigned': {
      const { agencyId, policyDigest, textDigest } = fact.data;
      const signature = { ...done(fact), agencyId, policyDigest, textDigest, withdrawn: null };
      const add = (round: SopRound) => ({ ...round, signatures: [...round.signatures, signature] });
      return { ...before, rounds: inLastRound(before, add), lastAt };
    }
    case 'SopSignatureWithdrawn':
      return { ...before, rounds: inLastRound(before, (round) => withdrawn(round, fact)), lastAt };
    case 'SopAdopted':
      return {
        ...before,
        status: 'adopted',
        adopted: { ...done(fact), effectiveFrom: fact.data.effectiveFrom },
        lastAt,
      };
    default:
      return before;
  }
}

function after(before: SopVersion | undefined, fact: DutyFact): SopVersion | undefined {
  if (fact.type === 'SopDrafted') return drafted(before, fact);
  if (before === undefined) return undefined;
  if (fact.type !== 'SopCommented') return stepped(before, fact);
  const { commentId, clause, content } = fact.data;
  const comment = { commentId, seq: fact.seq, clause, contentId: content?.contentId ?? null, answer: null };
  return { ...before, comments: [...before.comments, { ...done(fact), ...comment }] };
}

/** The version history of an SOP: who wrote, commented, signed and adopted what, oldest version first. */
export function sopVersions({ facts }: Pick<DutyState, 'facts'>): readonly SopVersion[] {
  const found = new Map<string, SopVersion>();
  for (const fact of facts) {
    if (fact.type === 'SopCommentAnswered') {
      const { commentId } = fact.data;
      const about = [...found.values()].find(({ comments }) => comments.some((one) => one.commentId === commentId));
      if (about !== undefined) found.set(about.sopVersion, answered(about, fact));
    } else if ('sopVersion' in fact.data) {
      const next = after(found.get(fact.data.sopVersion), fact);
      if (next !== undefined) found.set(next.sopVersion, next);
      if (next !== undefined && fact.type === 'SopAdopted') supersedeOthers(found, next.sopVersion);
    }
  }
  return [...found.values()];
}

/** The version before the new one holds no more. */
function supersedeOthers(found: Map<string, SopVersion>, by: string): void {
  for (const [label, version] of found) {
    if (label !== by && version.status === 'adopted') found.set(label, { ...version, status: 'superseded' });
  }
}

/** The text that stands. A version begins with one. */
export function sopTextOf({ texts }: SopVersion): SopText | null {
  return texts.at(-1) ?? null;
}

/** Signatures that count: of the round that is open or led to the adoption, and not taken back. */
export function standingSignatures({ rounds }: SopVersion): readonly SopSignature[] {
  const round = rounds.at(-1);
  if (round === undefined || round.returned !== null) return [];
  return round.signatures.filter(({ withdrawn: taken }) => taken === null);
}

/** SOP-4: participating agencies that have not signed yet. */
export function missingSignatures(version: SopVersion): readonly string[] {
  const signed = new Set(standingSignatures(version).map(({ agencyId }) => agencyId));
  return version.participants.filter((agencyId) => !signed.has(agencyId));
}

/** The version that holds on a day: the last one that was adopted to hold from then on or earlier. */
export function sopInForce(versions: readonly SopVersion[], today: LocalDate): SopVersion | null {
  return versions.findLast(({ adopted }) => adopted !== null && adopted.effectiveFrom <= today) ?? null;
}
