import { on, onCases } from './row.js';
import { isOfItsAgency, READS_CONTENT, seesNothing, IS_GUEST, type Seat, type Standing } from './standings.js';

/** Section 2 for everything that is written about one case: which role may it, standing to the case in which way. */
interface WriteRow {
  readonly may: string;
  readonly operations: readonly string[];
  /** Guests have no part in it at all: for them there is no such case. */
  readonly isHiddenFromGuests?: true;
  /** A right so narrow that who has it not is told that there is nothing, though the case is visible. */
  readonly isSilent?: true;
}

const CASEWORK = 'CW:own SUP:team';
const TRANSCRIBED = `${CASEWORK} DE:assigned`;
const SUPERVISION = 'SUP:team MGR:office';
const TEAMWORK = `${CASEWORK} MGR:office`;
const CONTENT = `${TRANSCRIBED} MGR:office HEAD:agency CW:emergency SUP:emergency MGR:emergency`;

const ROWS: readonly WriteRow[] = [
  {
    may: TRANSCRIBED,
    operations: onCases(`
      advice assessments birth case-plans consent-withdrawals consents eligibility-answers encounter-ends feedback
      final-reviews follow-ups plan-actions plan-actions/{actionId}/completion profile registration reviews services`),
  },
  {
    may: `${TRANSCRIBED} MGR:office`,
    operations: onCases(`
      death immediate-concerns immediate-concerns/{immediateConcernId}/answer notes urgent-screens`),
  },
  {
    may: CASEWORK,
    operations: onCases(`
      closure-requests commands concern-ratings mandatory-reports plan-conclusion referral-drafts referrals
      referrals/{referralId}/explanation referrals/{referralId}/revocation reopening-requests transfer-proposals
      without-consent`),
  },
  {
    may: 'SUP:team',
    operations: onCases(`
      death/corrections lowerings/{concernId}/confirmation lowerings/{concernId}/return
      mandatory-reports/{reportId}/advice`),
  },
  {
    may: SUPERVISION,
    operations: onCases(`
      assignment case-plans/current/return case-plans/current/sign-off closure-requests/current/approval
      closure-requests/current/return conflicts-of-interest/current/resolution emergency-accesses/{accessId}/review
      keep-open-decisions owner referrals/{referralId}/override reopening-requests/current/approval
      reopening-requests/current/return transfers transfers/{transferId}/revocation
      without-consent/current/authorisation without-consent/current/refusal`),
  },
  {
    may: TEAMWORK,
    operations: onCases(`
      best-interests conferences conferences/{conferenceId}/cancellation conferences/{conferenceId}/members
      conferences/{conferenceId}/report conflicts-of-interest`),
  },
  { may: 'MGR:office', operations: onCases('death/corrections/current/confirmation death/corrections/current/return') },
  { may: 'MGR:office HEAD:agency', operations: onCases('mandatory-reports/{reportId}/decision') },
  { may: 'SUP:receiver MGR:receiver', operations: onCases('transfers/{transferId}/acceptance') },
  { may: 'SUP:receiver', operations: onCases('transfers/{transferId}/rejection') },
  {
    may: `${CASEWORK} RFP:provider`,
    operations: onCases('referrals/{referralId}/answer referrals/{referralId}/result'),
  },
  {
    may: `${TEAMWORK} CW:member SUP:member MGR:member CONF:member RFP:member BIDP:member`,
    operations: onCases('conferences/{conferenceId}/views'),
  },
  { may: `${TEAMWORK} BIDP:member`, operations: onCases('best-interests/{bidId}/decision') },
  { may: `${SUPERVISION} ADM:structure`, operations: onCases('policy') },
  { may: 'RFP:addressee', operations: onCases('notice-acknowledgements') },
  { may: 'CW:agency SUP:agency MGR:agency', operations: onCases('emergency-accesses') },
  {
    may: `${SUPERVISION} CW:emergency SUP:emergency MGR:emergency`,
    operations: onCases('emergency-accesses/{accessId}/end'),
  },
  {
    may: TEAMWORK,
    isHiddenFromGuests: true,
    operations: onCases('data-entry data-entry-ends'),
  },
  {
    may: `${TRANSCRIBED} MGR:office`,
    isHiddenFromGuests: true,
    operations: onCases('access-requests attachments'),
  },
  { may: CONTENT, isHiddenFromGuests: true, operations: onCases('attachments/{attachmentId}/tickets') },
  {
    may: `${SUPERVISION} SUP:emergency MGR:emergency`,
    isHiddenFromGuests: true,
    operations: onCases('attachments/{attachmentId}/scans'),
  },
  {
    may: TEAMWORK,
    isHiddenFromGuests: true,
    isSilent: true,
    operations: on('PUT', '/v1/cases/{caseId}/name'),
  },
  {
    may: `${CONTENT} ${['CW', 'SUP', 'MGR', 'RFP'].map((role) => `${role}:provider`).join(' ')} SUP:receiver MGR:receiver
      ${['CW', 'SUP', 'MGR', 'RFP', 'CONF', 'BIDP'].map((role) => `${role}:member`).join(' ')}`,
    operations: [...on('PUT', '/v1/cases/{caseId}/drafts/{form}'), ...on('DELETE', '/v1/cases/{caseId}/drafts/{form}')],
  },
];

const BY_NAME = new Map(ROWS.flatMap((row) => row.operations.map((name) => [name, row] as const)));
export const WRITES: readonly string[] = [...BY_NAME.keys()];
export const WRITE_ROWS = ROWS;

/** What one way to stand to a case is as well. */
const IMPLIED: Readonly<Partial<Record<Standing, readonly Standing[]>>> = {
  own: ['own', 'team', 'office', 'agency'],
  team: ['team', 'office', 'agency'],
  office: ['office', 'agency'],
};

/** `heard`: whatever the rules of the case say, it is not that this person may not. */
export type Expected = 'heard' | 'refused' | 'hidden';

export function expectedOf(name: string, seat: Seat): Expected {
  const row = BY_NAME.get(name);
  if (row === undefined) throw new RangeError(`nothing is said about ${name}`);
  const { role, standing, which, login } = seat;
  const held: Standing[] = [...(IMPLIED[standing] ?? [standing])];
  if (isOfItsAgency(login, which)) held.push('agency');
  const isGranted = row.may.split(/\s+/).some((grant) => held.some((one) => grant === `${role}:${one}`));
  const isEmergency = name.endsWith('/emergency-accesses');
  // HEAD has its rights by the agency; for everybody else being of it opens nothing but an emergency.
  if (isGranted && (!seesNothing(seat) || isEmergency)) return 'heard';
  const sees = READS_CONTENT.includes(standing) || standing === 'structure' || IS_GUEST.includes(standing);
  if (!sees || row.isSilent === true || (row.isHiddenFromGuests === true && IS_GUEST.includes(standing)))
    return 'hidden';
  return 'refused';
}
