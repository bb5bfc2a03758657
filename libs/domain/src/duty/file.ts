import type { Owner } from '../access/actor.js';
import type { Clocked } from '../case/state.js';
import type { PolicySnapshot } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import type { DutyFact } from './events.js';

/** What a duty file is about; each kind has its own commands, facts and duties (`kinds/`). */
export const DUTY_FILE_KINDS = [
  'caseworker',
  'team',
  'agency',
  'quality',
  'sop',
  'directory',
  'data_breach',
  'complaint',
  'access_request',
  'retention',
  'reading',
] as const;
export type DutyFileKind = (typeof DUTY_FILE_KINDS)[number];

/** Where the duty lies. A team has an office, an office an agency; what concerns a whole agency has neither. */
export interface DutyScope {
  readonly teamId: string | null;
  readonly officeId: string | null;
  readonly agencyId: string | null;
}

/** Everything that the record says about one duty file: a fold of its events and nothing else. */
export interface DutyState extends Clocked {
  readonly schemaVersion: 1;
  /** The id under which the record keeps it: a duty file stands in the same record as the cases. */
  readonly caseId: string;
  readonly fileKind: DutyFileKind;
  /** Whom or what it is about: the id of a person, team, agency, case or document. */
  readonly subjectId: string;
  readonly scope: DutyScope;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
  /** Nobody in this list finds or opens the file, whatever the role (IM-12). */
  readonly hiddenFrom: readonly string[];
  readonly owner: Owner;
  readonly policy: PolicySnapshot;
  /** What people did, in the order of recording; the kind reads its duties and tasks from here. */
  readonly facts: readonly DutyFact[];
  readonly recentCommandIds: readonly string[];
}

/** A breach names who was responsible; a duty file names its subject and the place that answers for it. */
export function ownerOf(subjectId: string, { teamId, officeId, agencyId }: DutyScope): Owner {
  return { caseworkerId: subjectId, teamId: teamId ?? '', officeId: officeId ?? '', agencyId: agencyId ?? '' };
}

export function isDutyState(state: object): state is DutyState {
  return 'fileKind' in state;
}
