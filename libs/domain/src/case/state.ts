import type { Owner } from '../access/actor.js';
import type { PolicySnapshot, RiskLevel } from '../policy/policy.js';
import { NO_RISK } from '../policy/policy.js';
import type { FineCode } from '../risk/fine-codes.js';
import type { Instant } from '../time/instant.js';
import { initialCollaboration, type CollaborationState } from './state-slices.js';
import type { ClosureEvidence } from './vocabulary/transfer-and-closure.js';
import type { ClosureChecks, ClosureReason, ConcernCategory, ConcernRating, SourceForm } from './commands.js';
import type { EscalationEnd, Fact } from './events.js';
import type { Stage } from './lifecycle.js';
import type { Due, KnownObligation, ObligationKind } from './obligation.js';

export interface Concern {
  readonly concernId: string;
  readonly category: ConcernCategory;
  readonly level: RiskLevel;
  /** When it was last rated, as it happened. */
  readonly ratedAt: Instant;
  /** CAT-5; missing when none was chosen. */
  readonly fineCode?: FineCode;
}

export interface Breach {
  readonly breachId: string;
  readonly key: string;
  readonly kind: ObligationKind;
  readonly due: Due;
  readonly level: RiskLevel;
  /** Owner at the last moment on time (A34). */
  readonly owner: Owner;
  readonly raisedAt: Instant;
  readonly withdrawnAt: Instant | null;
  readonly withdrawnBySeq: number | null;
}

export interface Escalation {
  readonly escalationId: string;
  readonly key: string;
  readonly kind: ObligationKind;
  readonly breachId: string | null;
  readonly riskLevel: RiskLevel;
  /** The highest step reached: 1 supervisor, 2 manager, 3 agency head. */
  readonly step: 1 | 2 | 3;
  readonly status: 'open' | 'acknowledged' | 'resolved';
  /** The steps count from here. */
  readonly missedAt: Instant;
  readonly openedAt: Instant;
  readonly assignedTo: string | null;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: Instant | null;
  readonly resolvedAs: EscalationEnd | null;
}

export interface PlanState {
  readonly revision: number;
  readonly status: 'agreed' | 'signed_off' | 'returned';
  readonly agreedBy: string;
  readonly agreedAt: Instant;
}

export interface LoweringProposal {
  readonly concernId: string;
  readonly from: RiskLevel;
  readonly to: RiskLevel;
  readonly sourceForm: SourceForm;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly fineCode?: FineCode;
}

export interface ClosureRequest {
  readonly reason: ClosureReason;
  readonly checks: ClosureChecks;
  readonly evidence: ClosureEvidence;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly from: Stage;
}

export interface ReopeningRequest {
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly concerns: readonly ConcernRating[];
  readonly encounterId: string | null;
}

export interface Closure {
  readonly reason: ClosureReason;
  readonly closedAt: Instant;
}

/** TIME-9: what the next caseload review lists. */
export interface CaseloadReviewItem {
  readonly seq: number;
  readonly about: 'late_entry' | 'breach_withdrawn';
  readonly latenessHours: number | null;
}

/** What runs clocks: a case, or a duty file of the organisation. */
export interface Clocked {
  readonly seq: number;
  readonly owner: Owner | null;
  readonly policy: PolicySnapshot | null;
  readonly formerPolicies?: readonly PolicySnapshot[];
  readonly obligations: Readonly<Record<string, KnownObligation>>;
  readonly breaches: readonly Breach[];
  readonly escalations: readonly Escalation[];
}

/** Everything that the record says about one case: a fold of its events and nothing else. */
export interface CaseState extends CollaborationState {
  readonly schemaVersion: 1;
  readonly caseId: string;
  readonly seq: number;
  readonly stage: Stage;
  /** 0 before registration; each re-opening starts another (CLK-7). */
  readonly episode: number;
  readonly identifiedAt: Instant | null;
  readonly caseCode: string | null;
  readonly owner: Owner | null;
  /** What new clocks are armed by. */
  readonly policy: PolicySnapshot | null;
  /** A31: what the case ran on before, oldest first; missing where it never adopted another version. */
  readonly formerPolicies?: readonly PolicySnapshot[];
  /** RISK-1: derived from the concerns, never typed in. */
  readonly level: RiskLevel;
  readonly levelSince: Instant | null;
  readonly concerns: Readonly<Record<string, Concern>>;
  readonly closureRecommended: boolean;
  readonly assessed: boolean;
  readonly plan: PlanState | null;
  readonly implementationStarted: boolean;
  readonly planConcludedAt: Instant | null;
  readonly lowerings: Readonly<Record<string, LoweringProposal>>;
  readonly closureRequest: ClosureRequest | null;
  readonly closure: Closure | null;
  readonly reopeningRequest: ReopeningRequest | null;
  /** Facts that clocks follow from, in the order of recording. */
  readonly facts: readonly Fact[];
  readonly obligations: Readonly<Record<string, KnownObligation>>;
  readonly breaches: readonly Breach[];
  readonly escalations: readonly Escalation[];
  readonly caseloadReview: readonly CaseloadReviewItem[];
  /** The last commands, so that a retry is let through without asking PostgreSQL. */
  readonly recentCommandIds: readonly string[];
}

export const REMEMBERED_COMMANDS = 50;

export function initialState(caseId: string): CaseState {
  return {
    ...initialCollaboration,
    schemaVersion: 1,
    caseId,
    seq: 0,
    stage: 'NONE',
    episode: 0,
    identifiedAt: null,
    caseCode: null,
    owner: null,
    policy: null,
    level: NO_RISK,
    levelSince: null,
    concerns: {},
    closureRecommended: false,
    assessed: false,
    plan: null,
    implementationStarted: false,
    planConcludedAt: null,
    lowerings: {},
    closureRequest: null,
    closure: null,
    reopeningRequest: null,
    facts: [],
    obligations: {},
    breaches: [],
    escalations: [],
    caseloadReview: [],
    recentCommandIds: [],
  };
}
