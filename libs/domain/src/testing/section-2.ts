import type { Relation, Role } from '../access/actor.js';
import type { CommandType } from '../case/commands.js';

/** One cell of the table: with which relations a role may do a row. */
type Cells = Readonly<Partial<Record<Role, readonly Relation[]>>>;

const OWN: readonly Relation[] = ['own'];
const TEAM: readonly Relation[] = ['team'];
const OFFICE: readonly Relation[] = ['office'];
const casework: Cells = { CW: OWN, SUP: TEAM };
const transcribed: Cells = { ...casework, DE: ['assigned'] };
const supervisor: Cells = { SUP: TEAM };
const supervision: Cells = { SUP: TEAM, MGR: OFFICE };
const teamwork: Cells = { ...casework, MGR: OFFICE };

interface Row {
  readonly row: string;
  readonly cells: Cells;
  readonly commands: readonly CommandType[];
}

/**
 * Section 2 of the specification row by row, written down a second time and in another form than the program's own
 * table, so that a slip in either shows. Rows in brackets are not in the table; they follow from the rules named.
 */
export const SECTION_2: readonly Row[] = [
  {
    row: 'Identify',
    cells: Object.fromEntries((['CW', 'SUP', 'MGR', 'RFP', 'COMM', 'DE'] as const).map((role) => [role, ['any']])),
    commands: ['identifyChild'],
  },
  {
    row: 'Screen eligibility, take consent',
    cells: transcribed,
    commands: ['answerEligibility', 'recordAdvice', 'recordConsent', 'withdrawConsent'],
  },
  {
    row: 'Register, assess, plan, follow up, review',
    cells: transcribed,
    commands: [
      'registerCase',
      'recordBirth',
      'recordProfile',
      'recordEncounterEnd',
      'completeAssessment',
      'agreePlan',
      'startPlanAction',
      'completePlanAction',
      'recordService',
      'recordFeedback',
      'recordFollowUp',
      'holdReview',
      'holdFinalReview',
    ],
  },
  { row: 'Conclude the plan', cells: casework, commands: ['concludePlan'] },
  { row: 'Assign or re-assign', cells: supervision, commands: ['assignCase', 'reassignCase'] },
  { row: 'Act without consent: propose', cells: casework, commands: ['proposeWithoutConsent', 'explainSharing'] },
  {
    row: 'Act without consent: decide',
    cells: supervision,
    commands: ['authoriseWithoutConsent', 'refuseWithoutConsent', 'overrideSharing'],
  },
  { row: 'Raise, or propose to lower', cells: casework, commands: ['rateConcern'] },
  { row: 'Confirm a lower level', cells: supervisor, commands: ['confirmLowering', 'returnLowering'] },
  { row: 'Sign off the plan', cells: supervision, commands: ['signOffPlan', 'returnPlan'] },
  { row: 'Closure: propose', cells: casework, commands: ['requestClosure'] },
  {
    row: 'Closure at LOW and NO, decision at NO',
    cells: supervision,
    commands: ['approveClosure', 'returnClosure', 'keepCaseOpen'],
  },
  { row: 'Transfer: propose', cells: casework, commands: ['proposeTransfer'] },
  { row: 'Transfer: send, take back', cells: supervision, commands: ['sendTransfer', 'revokeTransfer'] },
  { row: 'Transfer: accept', cells: { SUP: ['receiver'], MGR: ['receiver'] }, commands: ['acceptTransfer'] },
  { row: 'Transfer: reject', cells: { SUP: ['receiver'] }, commands: ['rejectTransfer'] },
  { row: 'Re-open: propose', cells: casework, commands: ['requestReopening'] },
  { row: 'Re-open: approve', cells: supervision, commands: ['approveReopening', 'returnReopening'] },
  { row: 'Make a referral', cells: casework, commands: ['draftReferral', 'sendReferral', 'revokeReferral'] },
  {
    row: 'Answer a referral',
    cells: { ...casework, RFP: ['provider'] },
    commands: ['answerReferral', 'reportReferralDone'],
  },
  { row: 'Mandatory report: raise', cells: casework, commands: ['raiseMandatoryReport'] },
  { row: 'Mandatory report: advise', cells: supervisor, commands: ['adviseMandatoryReport'] },
  {
    row: 'Mandatory report: decide',
    cells: { MGR: OFFICE, HEAD: ['agency'] },
    commands: ['decideMandatoryReport'],
  },
  {
    row: '(UA-2: danger waits for nobody; a note and a death neither)',
    cells: { ...transcribed, MGR: OFFICE },
    commands: ['raiseImmediateConcern', 'addressImmediateConcern', 'recordUrgentScreen', 'recordNote', 'recordDeath'],
  },
  {
    row: '(CONF-1, BID-1, PERM-2: the team and its manager)',
    cells: teamwork,
    commands: [
      'conveneConference',
      'inviteToConference',
      'concludeConference',
      'cancelConference',
      'flagBid',
      'declareConflictOfInterest',
    ],
  },
  { row: '(PERM-2: resolve)', cells: supervision, commands: ['resolveConflictOfInterest'] },
  {
    row: '(CONF-2: members say their own view)',
    cells: {
      CW: ['own', 'member'],
      SUP: ['team', 'member'],
      MGR: ['office', 'member'],
      CONF: ['member'],
      RFP: ['member'],
      BIDP: ['member'],
    },
    commands: ['recordConferenceView'],
  },
  { row: '(BID-2)', cells: { ...teamwork, BIDP: ['member'] }, commands: ['recordBidDecision'] },
  { row: '(A79: supervisor and manager)', cells: supervisor, commands: ['proposeDeathCorrection'] },
  {
    row: '(A79: the second person)',
    cells: { MGR: OFFICE },
    commands: ['confirmDeathCorrection', 'returnDeathCorrection'],
  },
  {
    row: '(IM-3, IM-6: an emergency opens a file of the agency)',
    cells: { CW: ['agency'], SUP: ['agency'], MGR: ['agency'] },
    commands: ['openEmergencyAccess'],
  },
  {
    row: '(IM-3: shut again by who opened it, or by supervision)',
    cells: { CW: ['emergency'], SUP: ['team', 'emergency'], MGR: ['office', 'emergency'] },
    commands: ['endEmergencyAccess'],
  },
  { row: '(IM-6: and looked into)', cells: supervision, commands: ['reviewEmergencyAccess'] },
  {
    row: '(TIME-8: escalations climb)',
    cells: { SUP: TEAM, MGR: OFFICE, HEAD: ['agency'] },
    commands: ['acknowledgeEscalation', 'resolveEscalation', 'reassignEscalation'],
  },
  {
    row: 'Edit SOP policy file: load, and supervision for one case (A31)',
    cells: { ...supervision, ADM: ['any'] },
    commands: ['adoptPolicy'],
  },
  {
    row: '(3.4: whoever is told)',
    cells: Object.fromEntries(
      (['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'CONF', 'BIDP', 'RFP'] as const).map((role) => [role, ['addressee']]),
    ),
    commands: ['acknowledgeNotice'],
  },
  { row: '(the engine itself)', cells: { SYSTEM: ['any'] }, commands: ['alarm', 'sync'] },
];
