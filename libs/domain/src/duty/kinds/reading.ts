import { assertReason } from '../../case/handlers/support.js';
import { everybody, type Assignee } from '../../case/task-row.js';
import { hoursTerm } from '../../clocks/terms.js';
import { numberOf } from '../../policy/policy.js';
import { plusHours, type Instant } from '../../time/instant.js';
import { dutyOf, factsOf, policyAt } from '../clocks.js';
import type { DutyCommandOf } from '../commands.js';
import { coordination } from '../coordination.js';
import type { DutyScope, DutyState } from '../file.js';
import type { DutyFileRules, DutyGrant } from '../kind.js';
import type { DutyRecorder } from '../recorder.js';
import type { Actor } from '../../access/actor.js';

const HANDLERS: readonly DutyGrant[] = [
  ['SUP', 'team'],
  ['MGR', 'office'],
  ['HEAD', 'agency'],
  ['COORD', 'common'],
];

/** IM-3: whoever stands over somebody in the line of supervision; nobody looks into the own reading. */
export function overseerOf({ role, teamId, officeId, agencyId }: Omit<Actor, 'personId'>): DutyScope {
  const none = { teamId: null, officeId: null, agencyId: null };
  if (agencyId === undefined || role === 'HEAD') return none;
  const ofAgency = { ...none, agencyId };
  if (role === 'MGR' || officeId === undefined) return ofAgency;
  const ofOffice = { ...ofAgency, officeId };
  return role === 'SUP' || teamId === undefined ? ofOffice : { ...ofOffice, teamId };
}

function release(recorder: DutyRecorder, { payload }: DutyCommandOf<'releaseReading'>): void {
  assertReason(payload, 'why so much reading is needed', 'IM-3');
  const { state, now } = recorder;
  const until = plusHours(now, numberOf(policyAt(state, now), 'reading.release_hours'));
  recorder.fact('ReadingReleased', now, { ...payload, until });
}

function answer(recorder: DutyRecorder, { payload }: DutyCommandOf<'answerUnusualReading'>): void {
  assertReason(payload, 'what was found', 'IM-3');
  recorder.fact('UnusualReadingAnswered', recorder.now, payload);
  recorder.fact('DutyFileEnded', recorder.now, {});
}

function handlers({ scope: { teamId, officeId, agencyId } }: DutyState): Assignee {
  if (teamId !== null) return everybody('SUP', teamId);
  if (officeId !== null) return everybody('MGR', officeId);
  return agencyId === null ? coordination : everybody('HEAD', agencyId);
}

/** Until when the limit is lifted for the person that the file is about; null while it is not. */
export function releasedUntil(state: DutyState): Instant | null {
  return factsOf(state, 'ReadingReleased').at(-1)?.data.until ?? null;
}

/** IM-3, IM-6: somebody read more than is usual for the work, or looked for what is not theirs. */
export const reading: DutyFileRules = {
  opens: [],
  reads: HANDLERS,
  commands: {
    reportUnusualReading: {
      may: [['SYSTEM', 'any']],
      decide: (recorder, { payload: { opening: _, ...unusual } }) =>
        recorder.fact('UnusualReadingReported', recorder.now, unusual),
    },
    releaseReading: { may: HANDLERS, decide: release },
    answerUnusualReading: { may: HANDLERS, decide: answer },
  },
  duties: (state) => {
    const anchor = factsOf(state, 'UnusualReadingReported')[0]?.occurredAt;
    if (anchor === undefined) return [];
    const policy = policyAt(state, anchor);
    const key = 'reading.inquiry_hours';
    const term = hoursTerm(policy, 'IM-3', key, numberOf(policy, key), anchor);
    const metAt = factsOf(state, 'UnusualReadingAnswered')[0]?.occurredAt ?? null;
    return [dutyOf(state, { key: 'reading_inquiry', kind: 'reading_inquiry', anchor, term, metAt })];
  },
  commandOf: () => 'answerUnusualReading',
  assigneeOf: handlers,
};
