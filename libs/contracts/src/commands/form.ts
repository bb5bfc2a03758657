import { FREE_FORM_VERSION, type CommandType } from '@caseward/domain';
import { z } from 'zod';
import type { CommandWithForm } from './client-payload.js';

export const FORM_LIMITS = { characters: 65_536, depth: 8 } as const;

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** Narrative content as a JSON object: free, or a `FilledForm`, whose fields are checked where its definition is known. */
export const formSchema = z
  .record(z.string().min(1).max(100), z.unknown())
  .refine((form) => depthOf(form) <= FORM_LIMITS.depth, { error: `Nest at most ${FORM_LIMITS.depth} levels.` })
  .refine((form) => JSON.stringify(form).length <= FORM_LIMITS.characters, {
    error: `A form holds at most ${FORM_LIMITS.characters} characters.`,
  })
  .meta({
    id: 'Form',
    description:
      'Narrative content: free, or a defined form as {form, version, data}. It is stored encrypted and never enters the engine.',
  });
export type Form = z.output<typeof formSchema>;

export { FREE_FORM_VERSION };

/** The form that documents each act, by the specification's names; null for acts without one. */
export const FORM_OF = {
  identifyChild: 'identification',
  answerEligibility: 'eligibility',
  recordConsent: 'consent',
  registerCase: 'registration',
  recordEncounterEnd: null,
  completeAssessment: 'assessment',
  agreePlan: 'case_plan',
  signOffPlan: 'plan_sign_off',
  returnPlan: 'plan_return',
  startPlanAction: 'plan_action',
  recordFollowUp: 'follow_up',
  holdReview: 'review',
  rateConcern: 'concern_rating',
  confirmLowering: 'lowering_confirmation',
  returnLowering: 'lowering_return',
  concludePlan: 'plan_conclusion',
  requestClosure: 'closure',
  approveClosure: 'closure_approval',
  returnClosure: 'closure_return',
  keepCaseOpen: 'keep_open',
  holdFinalReview: 'final_review',
  requestReopening: 'reopening',
  approveReopening: 'reopening_approval',
  returnReopening: 'reopening_return',
  reassignCase: 'reassignment',
  acknowledgeEscalation: null,
  resolveEscalation: 'escalation_resolution',
  reassignEscalation: null,
  withdrawConsent: 'consent_withdrawal',
  proposeWithoutConsent: 'without_consent_proposal',
  authoriseWithoutConsent: 'without_consent_authorisation',
  refuseWithoutConsent: 'without_consent_refusal',
  recordAdvice: 'advice',
  raiseImmediateConcern: 'immediate_concern',
  addressImmediateConcern: 'urgent_action',
  recordUrgentScreen: 'urgent_screen',
  assignCase: 'assignment',
  declareConflictOfInterest: 'conflict_of_interest',
  resolveConflictOfInterest: 'conflict_resolution',
  recordBirth: 'birth',
  recordProfile: 'profile',
  raiseMandatoryReport: 'mandatory_report',
  adviseMandatoryReport: 'mandatory_report_advice',
  decideMandatoryReport: 'mandatory_report_decision',
  recordNote: 'case_note',
  completePlanAction: 'plan_action',
  recordService: 'service',
  draftReferral: 'referral',
  sendReferral: 'referral',
  overrideSharing: 'sharing_override',
  explainSharing: 'sharing_explanation',
  answerReferral: 'referral_answer',
  reportReferralDone: 'referral_result',
  revokeReferral: 'referral_revocation',
  conveneConference: 'conference_convening',
  inviteToConference: 'conference_invitation',
  recordConferenceView: 'conference_view',
  concludeConference: 'conference_report',
  cancelConference: 'conference_cancellation',
  flagBid: 'best_interests_flag',
  recordBidDecision: 'best_interests_decision',
  recordFeedback: 'feedback',
  proposeTransfer: 'transfer',
  sendTransfer: 'transfer',
  acceptTransfer: 'transfer_acceptance',
  rejectTransfer: 'transfer_rejection',
  revokeTransfer: 'transfer_revocation',
  recordDeath: 'death',
  proposeDeathCorrection: 'death_correction',
  confirmDeathCorrection: 'death_correction_confirmation',
  returnDeathCorrection: 'death_correction_return',
  adoptPolicy: 'policy_adoption',
  openEmergencyAccess: 'emergency_access',
  endEmergencyAccess: null,
  reviewEmergencyAccess: 'emergency_access_review',
  acknowledgeNotice: null,
  alarm: null,
  sync: null,
} as const satisfies { readonly [T in CommandType]: T extends CommandWithForm ? string : null };

export function formOf(command: CommandType): string | null {
  return FORM_OF[command];
}
