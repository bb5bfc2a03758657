import { fromMs } from '@caseward/domain';
import {
  findThing,
  keepThing,
  removeThing,
  removeThingsOfGrant,
  useThing,
  type FoundThing,
} from '@caseward/persistence';
import { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import type { ApiParts } from '../api-parts.js';

export type StateParts = Pick<ApiParts, 'dataSource' | 'clock' | 'secrets'>;

/** What the provider remembers stands in the record: a sign-in may begin at one process and end at another. */
export class ProviderState implements Adapter {
  constructor(
    private readonly parts: StateParts,
    private readonly kind: string,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const { grantId, uid } = payload;
    await keepThing(this.parts.dataSource, this.parts.secrets.signInKeys, {
      ...{ kind: this.kind, id, payload, grantId, uid },
      endsAt: expiresIn === undefined ? null : fromMs(this.parts.clock.realMs() + expiresIn * 1000),
    });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return payloadOf(await this.#found({ id }));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return payloadOf(await this.#found({ uid }));
  }

  /** No device without a browser signs in here. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  /** Of two processes that are given one code at the same moment, one gets tokens for it. */
  async consume(id: string): Promise<void> {
    const isFirst = await useThing(this.parts.dataSource, this.kind, id, this.#now());
    if (!isFirst) throw new errors.InvalidGrant('used already');
  }

  async destroy(id: string): Promise<void> {
    await removeThing(this.parts.dataSource, this.kind, id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await removeThingsOfGrant(this.parts.dataSource, this.kind, grantId);
  }

  async #found(by: { id: string } | { uid: string }): Promise<FoundThing | null> {
    return findThing(this.parts.dataSource, this.parts.secrets.signInKeys, this.kind, by, this.#now());
  }

  #now(): string {
    return fromMs(this.parts.clock.realMs());
  }
}

function payloadOf(found: FoundThing | null): AdapterPayload | undefined {
  if (found === null) return undefined;
  const payload = found.payload as AdapterPayload;
  return found.usedAt === null ? payload : { ...payload, consumed: Math.floor(Date.parse(found.usedAt) / 1000) };
}
