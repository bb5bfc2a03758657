import { localDateIn } from './calendar.js';
import { dutiesOf, type Duty } from './duties.js';
import type { CaseEvent, EventOf, EventType, Owner, PolicySnapshot } from '@caseward/domain';

/** What a case's record said at a moment of knowledge, in the order of occurrence where that matters. */
export class Chronicle {
  private readonly byType = new Map<string, CaseEvent[]>();
  readonly identified: EventOf<'CaseIdentified'>;
  readonly policy: PolicySnapshot;
  readonly duties: readonly Duty[];

  constructor(record: readonly CaseEvent[]) {
    const [first] = record;
    if (first?.type !== 'CaseIdentified') throw new Error('a record begins with the identification');
    this.identified = first;
    this.policy = record.findLast(isAdoption)?.data.policy ?? first.data.policy;
    this.duties = dutiesOf(record);
    for (const event of record) {
      const others = this.byType.get(event.type);
      if (others === undefined) this.byType.set(event.type, [event]);
      else others.push(event);
    }
    for (const events of this.byType.values()) events.sort(inOrder);
  }

  /** In the order in which they happened. */
  all<T extends EventType>(type: T): readonly EventOf<T>[] {
    return (this.byType.get(type) ?? []) as unknown as readonly EventOf<T>[];
  }

  /** The one that was recorded last. */
  lastRecorded<T extends EventType>(type: T): EventOf<T> | undefined {
    return [...this.all(type)].sort((a, b) => a.seq - b.seq).at(-1);
  }

  /** Registration and re-openings: the starts of its episodes. */
  get starts(): readonly (EventOf<'CaseRegistered'> | EventOf<'CaseReopened'>)[] {
    return [...this.all('CaseRegistered'), ...this.all('CaseReopened')].sort(inOrder);
  }

  /** A79: what an annulment undoes never was. */
  private isAnnulled({ seq }: CaseEvent): boolean {
    return this.all('DeathAnnulled').some((annulled) => annulled.seq > seq);
  }

  get closures(): readonly EventOf<'CaseClosed'>[] {
    return this.all('CaseClosed').filter((one) => one.data.reason !== 'death' || !this.isAnnulled(one));
  }

  /** The first day on which nothing is due to the child any more; null while nobody died. */
  get diedOn(): string | null {
    return this.all('DeathRecorded').find((one) => !this.isAnnulled(one))?.data.diedOn ?? null;
  }

  /** CONS-7: by what was recorded last, whenever it was said. */
  get countsInAggregates(): boolean {
    const consent = this.lastRecorded('ConsentRecorded');
    if (consent?.data.reporting !== true) return false;
    return !this.all('ConsentWithdrawn').some(
      ({ seq, data }) => seq > consent.seq && data.scopes.includes('reporting'),
    );
  }

  ownerAt(moment: string): Owner {
    const changes = [...this.all('CaseAssigned'), ...this.all('CaseReassigned'), ...this.all('TransferAccepted')].sort(
      inOrder,
    );
    return changes.findLast(({ occurredAt }) => occurredAt <= moment)?.data.to ?? this.identified.data.owner;
  }

  startUpTo(moment: string): EventOf<'CaseRegistered'> | EventOf<'CaseReopened'> | undefined {
    return this.starts.findLast(({ occurredAt }) => occurredAt <= moment);
  }

  /** Concerns of the episode with their category and level, as they were rated by a moment; null before any episode. */
  concernsAt(moment: string): { readonly category: string; readonly level: string }[] | null {
    const start = this.startUpTo(moment);
    if (start === undefined) return null;
    const concerns = new Map<string, { category: string; level: string }>();
    for (const { concernId, category = 'other', level } of start.data.concerns)
      concerns.set(concernId, { category, level });
    for (const { occurredAt, data } of this.all('ConcernRated')) {
      if (occurredAt < start.occurredAt || occurredAt > moment) continue;
      const category = data.category ?? concerns.get(data.concernId)?.category ?? 'other';
      concerns.set(data.concernId, { category, level: data.to });
    }
    return [...concerns.values()];
  }

  levelAt(moment: string): string {
    const concerns = this.concernsAt(moment);
    if (concerns === null) return 'unknown';
    const order = this.policy.values['risk.levels'] as readonly string[];
    return order[Math.max(0, ...concerns.map(({ level }) => order.indexOf(level)))] ?? 'NO';
  }

  localDate(moment: string): string {
    return localDateIn(this.policy, moment);
  }
}

function inOrder(a: CaseEvent, b: CaseEvent): number {
  return a.occurredAt === b.occurredAt ? a.seq - b.seq : a.occurredAt < b.occurredAt ? -1 : 1;
}

function isAdoption(event: CaseEvent): event is EventOf<'PolicyAdopted'> {
  return event.type === 'PolicyAdopted';
}
