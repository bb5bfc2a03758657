import type { Actor } from '../access/actor.js';
import type { CommandPayloads } from '../case/commands.js';
import type { ConferenceMember } from '../case/vocabulary/implementation.js';
import { CONTENT, CW, SUP, TestCase } from './a-case.js';

export const chair: ConferenceMember = { memberId: 'sup-a', organisationId: 'agency-a', role: 'supervisor' };
export const worker: ConferenceMember = { memberId: 'cw-a', organisationId: 'agency-a', role: 'caseworker' };
export const counsellor: ConferenceMember = { memberId: 'school-1', organisationId: 'school', role: 'specialist' };
export const MEMBERS = [chair, worker, counsellor];
export const SCHOOL: Actor = { personId: 'school-1', role: 'CONF', agencyId: 'school' };

export const running = (level = 'MEDIUM', test = new TestCase()): TestCase =>
  test.registered('2026-06-01', level).assessed('2026-06-02').planned('2026-06-03');
export const convened = (test: TestCase, at: string, members = MEMBERS, by: Actor = CW, chairId = 'sup-a'): TestCase =>
  test.do(at, by, 'conveneConference', {
    conferenceId: 'conf',
    purposes: ['complex_case', 'closure'],
    chairId,
    plannedFor: at.slice(0, 10),
    members,
  });
export const view = (
  test: TestCase,
  at: string,
  memberId: string,
  agreesToClosure?: boolean,
  by: Actor = SUP,
): TestCase =>
  test.do(at, by, 'recordConferenceView', {
    conferenceId: 'conf',
    memberId,
    attended: true,
    content: CONTENT,
    ...(agreesToClosure === undefined ? {} : { agreesToClosure }),
  });
export const concluded = (
  test: TestCase,
  at: string,
  more: Partial<CommandPayloads['concludeConference']> = {},
  by: Actor = SUP,
): TestCase =>
  test.do(at, by, 'concludeConference', {
    conferenceId: 'conf',
    outcome: 'stay_open',
    childOrCaregiverPresent: true,
    content: CONTENT,
    ...more,
  });
