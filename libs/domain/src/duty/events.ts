import type { Actor } from '../access/actor.js';
import type { ClockEvent, EventData, ClockEventType } from '../case/events.js';
import type { WithContent } from '../case/vocabulary/content.js';
import type { PolicySnapshot } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import type { DutyFileKind, DutyScope } from './file.js';
import type { AccessRequestFacts } from './kinds/access-request-vocabulary.js';
import type { AgencyFacts } from './kinds/agency-vocabulary.js';
import type { CaseworkerFacts } from './kinds/caseworker-vocabulary.js';
import type { ComplaintFacts } from './kinds/complaint-vocabulary.js';
import type { DataBreachFacts } from './kinds/data-breach-vocabulary.js';
import type { RetentionFacts } from './kinds/retention-vocabulary.js';
import type { ReadingFacts } from './kinds/reading-vocabulary.js';
import type { TeamFacts } from './kinds/team-vocabulary.js';
import type { DirectoryFacts } from './kinds/directory-vocabulary.js';
import type { SopFacts } from './kinds/sop-vocabulary.js';
import type { QualityFacts } from './kinds/quality-vocabulary.js';

interface CommonFacts {
  readonly DutyFileOpened: {
    readonly kind: DutyFileKind;
    readonly subjectId: string;
    readonly scope: DutyScope;
    readonly policy: PolicySnapshot;
    readonly hiddenFrom: readonly string[];
  };
  readonly DutyFileEnded: WithContent;
  readonly DutyPolicyAdopted: { readonly policy: PolicySnapshot };
}

/** What people did; duties and tasks follow from these. */
export type DutyFactData = CommonFacts &
  CaseworkerFacts &
  TeamFacts &
  AgencyFacts &
  QualityFacts &
  SopFacts &
  DirectoryFacts &
  DataBreachFacts &
  ComplaintFacts &
  AccessRequestFacts &
  RetentionFacts &
  ReadingFacts;
export type DutyFactType = keyof DutyFactData;
export type DutyFactOf<T extends DutyFactType> = {
  /** The id of the duty file in the record. */
  readonly caseId: string;
  readonly seq: number;
  readonly type: T;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly commandId: string;
  readonly actor: Actor;
  readonly data: DutyFactData[T];
};
export type DutyFact = { [T in DutyFactType]: DutyFactOf<T> }[DutyFactType];
export type DutyEvent = DutyFact | ClockEvent;

export type DutyDraft =
  | {
      [T in DutyFactType]: { readonly type: T; readonly occurredAt: Instant; readonly data: DutyFactData[T] };
    }[DutyFactType]
  | {
      [T in ClockEventType]: { readonly type: T; readonly occurredAt: Instant; readonly data: EventData[T] };
    }[ClockEventType];
