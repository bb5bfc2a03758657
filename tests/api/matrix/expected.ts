import { COMMANDS } from './expected-commands.js';
import { on, type Row } from './row.js';

/**
 * Section 2 of the specification for each operation of the API, written by hand: the program is compared with it, and an
 * operation that is missing here fails the build. Where somebody with a proposal of her or his own is told why not
 * (PERM-1), the role is heard though it has not the right.
 */
export const EXPECTED: readonly Row[] = [
  ...COMMANDS,
  {
    roles: 'anybody',
    why: 'Open to everybody, signed in or not',
    gives: 'nothing',
    operations: [
      ...on('GET', '/docs /docs/openapi.json /docs/{asset} /livez /readyz /v1/simulation'),
      ...on('GET', '/auth/login /auth/callback /auth/sign-in/{uid} /.well-known/oauth-protected-resource'),
      ...on('POST', '/auth/sign-in/{uid}'),
    ],
  },
  {
    roles: 'CW SUP MGR HEAD DE CONF BIDP RFP COMM ADM COORD',
    why: 'For everybody who is signed in',
    gives: 'nothing',
    operations: [
      ...on('GET', '/v1/forms /v1/forms/{form} /v1/forms/{form}/versions/{version}'),
      ...on('POST', '/v1/forms/{form}/check'),
    ],
  },
  {
    roles: 'CW SUP MGR HEAD DE CONF BIDP RFP COMM ADM COORD',
    why: 'For everybody who is signed in: oneself',
    gives: 'own',
    operations: [
      ...on('GET', '/v1/me /v1/sessions /v1/second-factors /auth/session'),
      ...on(
        'POST',
        `/auth/logout /v1/second-factors /v1/second-factors/passkey-offer /v1/second-factors/passkeys
        /v1/second-factors/{factorId}/confirmation /v1/sessions/current/step-up
        /v1/sessions/current/step-up/challenge`,
      ),
      ...on('DELETE', '/v1/sessions /v1/sessions/{sessionId} /v1/second-factors/{factorId}'),
      ...on('PUT', '/v1/password'),
    ],
  },
  {
    roles: 'CW SUP MGR HEAD DE CONF BIDP RFP COMM ADM COORD',
    why: 'IM-12: anybody may take a complaint',
    gives: 'act',
    operations: on('POST', '/v1/complaints'),
  },
  {
    roles: 'CW SUP MGR HEAD DE ADM',
    why: 'See a case, or its structure alone',
    gives: 'structure',
    operations: on('GET', '/v1/cases /v1/cases/{caseId} /v1/cases/{caseId}/timeline'),
  },
  {
    roles: 'CW SUP MGR HEAD DE',
    why: 'See identifiable data',
    gives: 'content',
    operations: [
      ...on(
        'GET',
        `/v1/cases/{caseId}/contents/{contentId} /v1/cases/{caseId}/forms/{form}/prefill
        /v1/cases/{caseId}/subject-copy /v1/cases/{caseId}/attachments`,
      ),
      ...on('POST', '/v1/cases/{caseId}/attachments/{attachmentId}/tickets'),
    ],
  },
  {
    roles: 'CW SUP MGR CONF BIDP RFP',
    why: 'See what is shared (PERM-4)',
    gives: 'shared',
    operations: on('GET', '/v1/shared-cases /v1/shared-cases/{caseId} /v1/shared-cases/{caseId}/contents/{contentId}'),
  },
  {
    roles: 'CW SUP MGR',
    why: 'Name-code list (IM-2)',
    gives: 'name',
    operations: [
      ...on('GET', '/v1/cases/{caseId}/name'),
      ...on('PUT', '/v1/cases/{caseId}/name'),
      ...on('POST', '/v1/name-searches'),
    ],
  },
  {
    roles: 'ADM',
    why: 'The trail of readings and the record, without content (IM-6)',
    gives: 'structure',
    operations: on('GET', '/v1/audit/cases/{caseId} /v1/audit/cases/{caseId}/accesses'),
  },
  {
    roles: 'ADM',
    why: 'Payloads of the engine: codes and dates of whatever was put in',
    gives: 'nothing',
    operations: on('POST', '/v1/codec/decode'),
  },
  {
    roles: 'CW SUP MGR HEAD DE CONF BIDP RFP COMM',
    why: 'What somebody wrote and nobody else reads',
    gives: 'own',
    operations: [
      ...on('DELETE', '/v1/cases/{caseId}/drafts/{form}'),
      ...on('GET', '/v1/cases/{caseId}/drafts /v1/cases/{caseId}/drafts/{form} /v1/drafts/{contentId}'),
      ...on('PUT', '/v1/cases/{caseId}/drafts/{form}'),
    ],
  },
  {
    roles: 'CW SUP MGR HEAD DE CONF BIDP RFP COMM',
    why: 'Any command by its name; each is judged by itself',
    gives: 'act',
    operations: on('POST', '/v1/cases/{caseId}/commands'),
  },
  {
    roles: 'CW SUP MGR DE RFP COMM',
    why: 'Identify',
    gives: 'act',
    operations: on('POST', '/v1/cases'),
  },
  {
    roles: 'SUP MGR HEAD',
    why: 'TIME-8: escalations climb',
    gives: 'act',
    operations: on(
      'POST',
      `
      /v1/escalations/{escalation}/acknowledgement /v1/escalations/{escalation}/reassignment
      /v1/escalations/{escalation}/resolution`,
    ),
  },
  {
    roles: 'SUP MGR',
    why: 'TR-2: hand a caseload over',
    gives: 'act',
    operations: on('POST', '/v1/people/{personId}/handovers'),
  },
  {
    roles: 'CW SUP MGR HEAD DE CONF BIDP RFP COORD',
    why: 'Work that waits for somebody',
    gives: 'structure',
    operations: on('GET', '/v1/events /v1/inbox'),
  },
  {
    roles: 'CW SUP MGR HEAD COORD',
    why: 'Escalations',
    gives: 'structure',
    operations: on('GET', '/v1/escalations'),
  },
  {
    roles: 'CW SUP MGR HEAD COORD',
    why: 'Aggregate indicators',
    gives: 'aggregate',
    operations: on('GET', '/v1/indicators'),
  },
  {
    roles: 'CW SUP MGR HEAD',
    why: 'Behind an indicator: only for who may see the cases',
    gives: 'structure',
    operations: on('GET', '/v1/indicators/{indicator}/cases'),
  },
  {
    roles: 'CW SUP MGR HEAD DE CONF BIDP RFP COMM COORD',
    why: 'What became of a command',
    gives: 'own',
    operations: on('GET', '/v1/commands/{commandId}'),
  },
  {
    roles: 'SUP MGR HEAD',
    why: 'Lead: caseloads, hand-overs, transfers of the agency, its numbers',
    gives: 'structure',
    operations: [
      ...on(
        'GET',
        `
      /v1/caseloads /v1/handovers/{handoverId} /v1/people/{personId}/handover-preview /v1/transfers`,
      ),
      ...on('POST', '/v1/people/{personId}/handover-preview'),
    ],
  },
  {
    roles: 'SUP MGR HEAD',
    why: 'Lead: numbers of the agency',
    gives: 'aggregate',
    operations: on('GET', '/v1/quality/suggestions /v1/refusal-tally /v1/spans'),
  },
  {
    roles: 'SUP MGR HEAD',
    why: 'Lead: posts and absences',
    gives: 'organisation',
    operations: on(
      'POST',
      `
      /v1/absences/{absenceId}/end /v1/people/{personId}/absences /v1/people/{personId}/posts
      /v1/posts/{postId}/end`,
    ),
  },
  {
    roles: 'SUP MGR HEAD ADM',
    why: 'Who works where',
    gives: 'organisation',
    operations: on('GET', '/v1/organisation /v1/people/{personId}/posts'),
  },
  {
    roles: 'CW SUP MGR HEAD DE ADM COORD',
    why: 'Duties of the organisation, policy, quality, SOP: each file asks by itself',
    gives: 'organisation',
    operations: [
      ...on(
        'GET',
        `
      /v1/duty-files /v1/duty-files/{fileId} /v1/policies /v1/policies/{version}
      /v1/policies/{version}/adoptions /v1/policies/{version}/adoptions/{adoptionId} /v1/policy
      /v1/quality/comparison /v1/quality/framework /v1/sops/{fileId}/versions`,
      ),
      ...on('POST', '/v1/duty-files/{fileId}/commands'),
    ],
  },
  {
    roles: 'CW SUP MGR HEAD DE ADM COORD',
    why: 'What a caseload review goes through: who may see the cases',
    gives: 'structure',
    operations: on('GET', '/v1/caseloads/{caseworkerId}/agenda'),
  },
  {
    roles: 'CW SUP MGR HEAD DE COORD',
    why: 'A form in a duty file',
    gives: 'organisation',
    operations: on('GET', '/v1/duty-files/{fileId}/contents/{contentId}'),
  },
  {
    roles: 'SUP MGR HEAD COORD',
    why: 'Open a duty file; keep the directory',
    gives: 'organisation',
    operations: [
      ...on('POST', '/v1/duty-files /v1/directory/{entryId}/confirmation'),
      ...on('PUT', '/v1/directory/{entryId}'),
    ],
  },
  {
    roles: 'CW SUP MGR HEAD DE COMM ADM COORD',
    why: 'Directory and annexes',
    gives: 'organisation',
    operations: on(
      'GET',
      `
      /v1/annexes/{annex} /v1/annexes/{annex}/{code} /v1/directory /v1/directory/{entryId}
      /v1/directory/{entryId}/versions`,
    ),
  },
  {
    roles: 'COORD',
    why: 'Annexes are agreed by coordination',
    gives: 'organisation',
    operations: on('PUT', '/v1/annexes/{annex}/{code}'),
  },
  {
    roles: 'CW SUP MGR HEAD DE',
    why: 'IM-10: anybody of the staff reports a breach of data',
    gives: 'act',
    operations: on('POST', '/v1/data-breaches'),
  },
  {
    roles: 'MGR HEAD',
    why: 'IM-10: the register of breaches',
    gives: 'organisation',
    operations: on('GET', '/v1/data-breaches'),
  },
  {
    roles: 'CW SUP MGR HEAD DE RFP COMM',
    why: 'What to do first',
    gives: 'nothing',
    operations: [...on('GET', '/v1/urgent-contacts'), ...on('POST', '/v1/level-proposals /v1/urgent-windows')],
  },
  {
    roles: 'ADM',
    why: 'Load what was agreed to, and say in which area an office lies',
    gives: 'organisation',
    operations: [
      ...on('POST', '/v1/policies /v1/policies/preview /v1/policies/{version}/adoptions'),
      ...on('PUT', '/v1/offices/{officeId}/area'),
    ],
  },
  {
    roles: 'ADM',
    why: 'Accounts of others: passwords, second factors, sessions',
    gives: 'own',
    operations: on(
      'POST',
      `/v1/people/{personId}/session-ends /v1/people/{personId}/password-codes
      /v1/people/{personId}/second-factor-removals`,
    ),
  },
  {
    roles: 'CW SUP MGR HEAD DE',
    why: 'The quality of the own agency: whoever belongs to none has none',
    gives: 'organisation',
    operations: on('GET', '/v1/quality/actions /v1/quality/assessments /v1/quality/assessments/{assessmentId}'),
  },
];
