import type { EventOf, EventType } from '@caseward/domain';
import type { CaseInPlay } from '../play.js';
/** What people do when something has happened in a case. */
export type Reactions = {
  readonly [T in EventType]?: (played: CaseInPlay, event: EventOf<T>) => void;
};
//# sourceMappingURL=reactions.d.ts.map
