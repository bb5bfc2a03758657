/** A rule broken on purpose: one snippet of the compiled domain, replaced. */
export interface PlantedBug {
  readonly rule: string;
  readonly what: string;
  /** Below `libs/domain/dist`. */
  readonly file: string;
  readonly snippet: string;
  readonly replacement: string;
}

const bug = (rule: string, what: string, file: string, snippet: string, replacement: string): PlantedBug => ({
  rule,
  what,
  file,
  snippet,
  replacement,
});

export const BUGS: readonly PlantedBug[] = [
  bug(
    'TIME-3',
    'a term in days is a day too long',
    'clocks/terms.js',
    'dueOn(policy, addDays(from, days))',
    'dueOn(policy, addDays(from, days + 1))',
  ),
  bug(
    'TIME-4',
    'months are clamped to the 28th',
    'time/civil-date.js',
    'Math.min(day, daysInMonth(targetYear, targetMonth))',
    'Math.min(day, 28)',
  ),
  bug('TIME-5', 'the exact instant itself is too late', 'case/obligation.js', 'at <= dueAt', 'at < dueAt'),
  bug(
    'TIME-9',
    'no breach is ever withdrawn',
    'case/settle.js',
    'withdrawBreaches(recorder, timeline, bySeq ?? recorder.state.seq);',
    '',
  ),
  bug(
    'A34',
    'a breach goes to whoever has the case now',
    'case/settle.js',
    'timeline.ownerAt(lastMoment) ?? state.owner',
    'state.owner',
  ),
  bug(
    'A65',
    'the day of death still has its clocks',
    'clocks/death.js',
    'addDays(fact.data.diedOn, -1)',
    'fact.data.diedOn',
  ),
  bug(
    'A72',
    'a midnight that comes twice is the second one',
    'time/zone.js',
    'offsetIndexAt(zone, localMs - DAY_MS)',
    'offsetIndexAt(zone, localMs)',
  ),
  bug(
    'CLK-4',
    'twice a week is counted from the last visit',
    'clocks/terms.js',
    'dates[dates.length - times]',
    'dates[dates.length - 1]',
  ),
  bug(
    'CLK-5',
    'two visits on one date count twice',
    'clocks/cadence.js',
    'board.contactDates.at(-1) === visit.date',
    'false',
  ),
  bug(
    'A36',
    'a visit after a long silence is owed for the past',
    'clocks/cadence.js',
    'late && fresh.due.overdueFrom > regular.due.overdueFrom ? fresh : regular',
    'regular',
  ),
  bug(
    'RISK-3',
    'a rise takes the new date, not the earlier one',
    'clocks/board.js',
    'term.due.overdueFrom < obligation.due.overdueFrom',
    'true',
  ),
  bug(
    'RISK-4',
    'a fall rescues what is overdue',
    'clocks/board.js',
    'obligation === undefined || isOverdue(obligation, at)',
    'obligation === undefined',
  ),
  bug(
    'RISK-2',
    'a level falls without a supervisor',
    'case/handlers/risk.js',
    "flagOf(policy, 'risk.lowering_needs_supervisor')",
    'false',
  ),
  bug(
    'PERM-1',
    'people approve their own work',
    'access/permissions.js',
    'actor.personId !== proposedBy && authorOf(actor) !== proposedBy',
    'true',
  ),
  bug(
    'PERM-4',
    'a provider who is done still sees the case',
    'access/relations.js',
    "status === 'sent' || status === 'accepted'",
    "status !== 'draft'",
  ),
  bug(
    'UA-2',
    'a plan is signed off while an immediate concern is open',
    'case/lifecycle.js',
    "'agreePlan',\n    'signOffPlan',\n    'holdReview',\n    'requestClosure',",
    "'agreePlan',\n    'holdReview',\n    'requestClosure',",
  ),
  bug(
    'FLOW-1',
    'registration does not ask for consent',
    'case/handlers/intake.js',
    "if (state.legalBasis === null) {\n        throw new DomainError('CONSENT_MISSING', 'FLOW-1'",
    "if (false) {\n        throw new DomainError('CONSENT_MISSING', 'FLOW-1'",
  ),
  bug(
    'CONS-5',
    'a referral goes out whatever the consent says',
    'case/handlers/referral.js',
    '!isBeforeConsent && !allows(state, request.service)',
    'false',
  ),
  bug(
    'CONS-6',
    'withdrawn consent leaves open referrals alone',
    'case/handlers/consent.js',
    'openReferrals(recorder.state, (service) => touched.includes(service))',
    '[]',
  ),
  bug(
    'PLAN-2',
    'referrals do not wait for the sign-off',
    'case/handlers/referral.js',
    'if (urgent || state.implementationStarted || hasSignOff(state))',
    'if (true)',
  ),
  bug(
    'BID-2',
    'an action starts without its determination',
    'case/handlers/plan-actions.js',
    'if (kind !== undefined)\n        assertDetermined(state, kind, occurredAt);',
    '',
  ),
  bug(
    'TR-4',
    'a case closes while a transfer waits',
    'case/closure-gate.js',
    'assertNoTransfer(state);\n    assertReasonHolds',
    'assertReasonHolds',
  ),
  bug(
    'TR-5',
    'any agency may be handed the case',
    'case/handlers/transfer.js',
    'to.agencyId !== transfer.toAgencyId',
    'false',
  ),
  bug(
    'SPEC-3.10',
    'visits before the plan was concluded count',
    'case/closure-visits.js',
    'fact.occurredAt <= since',
    'false',
  ),
  bug(
    'CLOSE-1',
    'high risk closes without a conference',
    'case/handlers/closure.js',
    'if (conferenceAgreesToClosure(state))',
    'if (true)',
  ),
  bug(
    'CONF-3',
    'one voice is enough',
    'case/handlers/conference.js',
    'members.every(({ memberId })',
    'members.some(({ memberId })',
  ),
  bug(
    'CLOSE-3',
    'a rise leaves the request to close',
    'case/handlers/risk.js',
    'if (closureRequest !== null) {',
    'if (false) {',
  ),
  bug(
    'CLOSE-4',
    'a child is given up a month early',
    'case/contact.js',
    "numberOf(policyOf(state), 'closure.not_contactable_months')",
    "numberOf(policyOf(state), 'closure.not_contactable_months') - 1",
  ),
  bug(
    'POST-1',
    'a final review is held at any time',
    'case/handlers/closure.js',
    'localDateOf(policyOf(state).zone, occurredAt) < earliest',
    'false',
  ),
  bug(
    'TIME-8',
    'an escalation outlives its duty',
    'case/escalation.js',
    "if (status === 'met') {",
    "if (status === 'met' && false) {",
  ),
];
