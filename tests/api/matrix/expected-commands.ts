import { onCases, type Row } from './row.js';

/** Section 2, the commands of a case. */
export const COMMANDS: readonly Row[] = [
  {
    roles: 'CW SUP DE',
    why: 'Screen, take consent, register, assess, plan, follow up, review; data entry transcribes',
    gives: 'act',
    operations: onCases(`
      advice assessments birth case-plans consent-withdrawals consents eligibility-answers encounter-ends
      feedback final-reviews follow-ups plan-actions plan-actions/{actionId}/completion profile registration
      reviews services`),
  },
  {
    roles: 'CW SUP MGR DE',
    why: 'UA-2: danger, a note and a death wait for nobody; IM-8; and a plan, whose author is told why not (PERM-1)',
    gives: 'act',
    operations: onCases(`
      access-requests attachments case-plans/current/return case-plans/current/sign-off death immediate-concerns
      immediate-concerns/{immediateConcernId}/answer notes urgent-screens`),
  },
  {
    roles: 'CW SUP',
    why: 'Propose: closure, level, referral, transfer, re-opening, acting without consent',
    gives: 'act',
    operations: onCases(`
      closure-requests concern-ratings lowerings/{concernId}/confirmation mandatory-reports plan-conclusion
      referral-drafts referrals referrals/{referralId}/explanation referrals/{referralId}/revocation
      reopening-requests transfer-proposals without-consent`),
  },
  {
    roles: 'CW SUP MGR',
    why: 'Approve, whose proposer is told why not (PERM-1); conferences; emergencies',
    gives: 'act',
    operations: onCases(`
      best-interests closure-requests/current/approval closure-requests/current/return conferences
      conferences/{conferenceId}/cancellation conferences/{conferenceId}/members
      conferences/{conferenceId}/report conflicts-of-interest data-entry data-entry-ends emergency-accesses
      emergency-accesses/{accessId}/end referrals/{referralId}/override reopening-requests/current/approval
      transfers without-consent/current/authorisation without-consent/current/refusal`),
  },
  {
    roles: 'SUP MGR',
    why: 'Assign, decide as supervision, receive a transfer',
    gives: 'act',
    operations: onCases(`
      assignment attachments/{attachmentId}/scans conflicts-of-interest/current/resolution death/corrections/current/confirmation
      emergency-accesses/{accessId}/review keep-open-decisions owner reopening-requests/current/return
      transfers/{transferId}/acceptance transfers/{transferId}/revocation`),
  },
  {
    roles: 'SUP',
    why: 'The supervisor alone',
    gives: 'act',
    operations: onCases(`
      death/corrections lowerings/{concernId}/return mandatory-reports/{reportId}/advice
      transfers/{transferId}/rejection`),
  },
  {
    roles: 'MGR',
    why: 'The manager alone',
    gives: 'act',
    operations: onCases('death/corrections/current/return'),
  },
  {
    roles: 'CW SUP MGR HEAD',
    why: 'Decide on a mandatory report: the highest level, whose raiser is told why not',
    gives: 'act',
    operations: onCases('mandatory-reports/{reportId}/decision'),
  },
  {
    roles: 'SUP MGR ADM',
    why: 'Adopt a policy for a case',
    gives: 'act',
    operations: onCases('policy'),
  },
  {
    roles: 'CW SUP MGR CONF BIDP RFP',
    why: "Say one's view in a conference",
    gives: 'act',
    operations: onCases('conferences/{conferenceId}/views'),
  },
  {
    roles: 'CW SUP MGR BIDP',
    why: 'Decide on best interests',
    gives: 'act',
    operations: onCases('best-interests/{bidId}/decision'),
  },
  {
    roles: 'CW SUP RFP',
    why: 'Answer a referral',
    gives: 'act',
    operations: onCases('referrals/{referralId}/answer referrals/{referralId}/result'),
  },
  {
    roles: 'CW SUP MGR HEAD DE CONF BIDP RFP',
    why: 'Whoever is told',
    gives: 'act',
    operations: onCases('notice-acknowledgements'),
  },
];
