import type { Actor } from '../access/actor.js';
import type { WithContent } from '../case/vocabulary/content.js';
import type { PolicySnapshot } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import type { DutyFileKind, DutyScope } from './file.js';
import type { AccessRequestPayloads } from './kinds/access-request-vocabulary.js';
import type { AgencyPayloads } from './kinds/agency-vocabulary.js';
import type { CaseworkerPayloads } from './kinds/caseworker-vocabulary.js';
import type { ComplaintPayloads } from './kinds/complaint-vocabulary.js';
import type { DataBreachPayloads } from './kinds/data-breach-vocabulary.js';
import type { RetentionPayloads } from './kinds/retention-vocabulary.js';
import type { ReadingPayloads } from './kinds/reading-vocabulary.js';
import type { TeamPayloads } from './kinds/team-vocabulary.js';
import type { DirectoryPayloads } from './kinds/directory-vocabulary.js';
import type { SopPayloads } from './kinds/sop-vocabulary.js';
import type { QualityPayloads } from './kinds/quality-vocabulary.js';

/** What every kind understands. */
interface CommonPayloads {
  readonly openDutyFile: {
    readonly kind: DutyFileKind;
    readonly subjectId: string;
    readonly scope: DutyScope;
    readonly policy: PolicySnapshot;
    readonly hiddenFrom?: readonly string[];
  };
  /** The subject left, or the matter is over: what is still due ends with it. */
  readonly endDutyFile: WithContent;
  readonly adoptDutyPolicy: { readonly policy: PolicySnapshot };
  readonly acknowledgeDutyEscalation: { readonly escalationId: string };
  readonly resolveDutyEscalation: WithContent & { readonly escalationId: string };
}

/** Commands of duty files. A name is used once in the whole domain, so that the envelope alone says whose it is. */
export type DutyPayloads = CommonPayloads &
  CaseworkerPayloads &
  TeamPayloads &
  AgencyPayloads &
  QualityPayloads &
  SopPayloads &
  DirectoryPayloads &
  DataBreachPayloads &
  ComplaintPayloads &
  AccessRequestPayloads &
  RetentionPayloads &
  ReadingPayloads;
export type DutyCommandType = keyof DutyPayloads;
export type DutyCommandOf<T extends DutyCommandType> = {
  readonly commandId: string;
  readonly type: T;
  readonly actor: Actor;
  /** When it happened; never later than the moment of recording (TIME-1). */
  readonly occurredAt: Instant;
  readonly onlyAtSeq?: readonly number[];
  readonly payload: DutyPayloads[T];
};
export type DutyCommand = { [T in DutyCommandType]: DutyCommandOf<T> }[DutyCommandType];
