import type { WithContent } from '../../case/vocabulary/content.js';
import type { LocalDate } from '../../time/instant.js';

interface WithSopVersion {
  /** What the version is called, such as `2026-2`. */
  readonly sopVersion: string;
}

/** A published policy says in numbers what the text says in words; one is signed with the other. */
export interface SopPolicy {
  readonly version: string;
  /** SHA-256 of the policy document, hexadecimal. */
  readonly digest: string;
}

interface SopDraft extends WithSopVersion {
  /** The policy that the version puts in force; null when it changes no value. */
  readonly putsInForce: SopPolicy | null;
  /** Agencies that are to sign. */
  readonly participants: readonly string[];
  /** Agencies that the policy in force names and that take part no longer; the text says why. */
  readonly leftOut: readonly string[];
}

interface WithComment {
  readonly commentId: string;
}

export const SOP_COMMENT_OUTCOMES = ['taken_up', 'not_taken_up'] as const;
export type SopCommentOutcome = (typeof SOP_COMMENT_OUTCOMES)[number];

interface SopComment extends WithSopVersion, WithComment {
  /** Where in the text or the policy, such as `3.4` or `plan.high`. */
  readonly clause: string;
}

/** Exactly what is signed: the policy document and the stored text, each by its digest. */
interface SignedDigests extends WithSopVersion {
  /** Null when the version puts no policy in force. */
  readonly policyDigest: string | null;
  readonly textDigest: string;
}

export const SOP_REVIEW_GROUNDS = ['aims_not_reached', 'context_changed', 'not_workable'] as const;
/** SOP-7: what cannot wait for the half year. */
export type SopReviewGround = (typeof SOP_REVIEW_GROUNDS)[number];

/** The life of an SOP document. Its text, comments and reasons stand in the forms. */
export interface SopPayloads {
  /** A new version, or another text of the one that is being drafted. */
  readonly draftSop: WithContent & SopDraft;
  readonly commentOnSop: WithContent & SopComment;
  readonly answerSopComment: WithContent & WithComment & { readonly outcome: SopCommentOutcome };
  readonly submitSopForAdoption: WithSopVersion;
  /** Back to drafting: what was signed of it counts no more. */
  readonly returnSopToDraft: WithContent & WithSopVersion;
  readonly signSop: SignedDigests;
  readonly withdrawSopSignature: WithContent & WithSopVersion;
  readonly adoptSop: WithSopVersion & { readonly effectiveFrom: LocalDate };
  readonly askSopReview: WithContent & { readonly grounds: readonly SopReviewGround[] };
  /** `changed`: another version follows. */
  readonly recordSopReview: WithContent & { readonly changed: boolean };
}

export interface SopFacts {
  readonly SopDrafted: WithContent & SopDraft;
  readonly SopCommented: WithContent & SopComment;
  readonly SopCommentAnswered: WithContent & WithComment & { readonly outcome: SopCommentOutcome };
  readonly SopSubmitted: WithSopVersion;
  readonly SopReturned: WithContent & WithSopVersion;
  readonly SopSigned: SignedDigests & { readonly agencyId: string };
  readonly SopSignatureWithdrawn: WithContent & WithSopVersion & { readonly agencyId: string };
  readonly SopAdopted: WithSopVersion & { readonly effectiveFrom: LocalDate };
  readonly SopReviewAsked: WithContent & { readonly grounds: readonly SopReviewGround[] };
  readonly SopReviewed: WithContent & { readonly changed: boolean };
}
