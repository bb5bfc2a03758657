import type { Actor, HostedCommand, EventData, EventType, Instant } from '@caseward/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Refusal } from '../commands.js';
import { INSTANT, NULLABLE_REAL_TIME, REAL_TIME } from './columns.js';

@Entity({ name: 'case_event' })
export class CaseEventEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'integer' }) readonly seq!: number;
  @Column({ type: 'text' }) readonly type!: EventType;
  @Column(INSTANT) readonly occurredAt!: Instant;
  @Column(INSTANT) readonly recordedAt!: Instant;
  @Column({ type: 'text' }) readonly commandId!: string;
  @Column({ type: 'jsonb' }) readonly actor!: Actor;
  @Column({ type: 'jsonb' }) readonly data!: EventData[EventType];
  @Column({ type: 'bytea' }) readonly previousHash!: Buffer;
  @Column({ type: 'bytea' }) readonly hash!: Buffer;
}

@Entity({ name: 'command' })
export class CommandEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'text' }) readonly commandId!: string;
  @Column({ type: 'text' }) readonly type!: HostedCommand['type'];
  @Column({ type: 'text' }) readonly actorPersonId!: string;
  @Column({ type: 'text' }) readonly outcome!: 'accepted' | 'refused';
  @Column({ type: 'integer', nullable: true }) readonly firstSeq!: number | null;
  @Column({ type: 'integer', nullable: true }) readonly lastSeq!: number | null;
  @Column({ type: 'jsonb', nullable: true }) readonly refusal!: Refusal | null;
  @Column(INSTANT) readonly occurredAt!: Instant;
  @Column(INSTANT) readonly recordedAt!: Instant;
  @Column(REAL_TIME) readonly committedRealAt!: Instant;
  @Column(NULLABLE_REAL_TIME) readonly confirmedAt!: Instant | null;
}

@Entity({ name: 'command_request' })
export class CommandRequestEntity {
  @PrimaryColumn({ type: 'text' }) readonly commandId!: string;
  @Column({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'text' }) readonly type!: HostedCommand['type'];
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'text' }) readonly requestDigest!: string;
  @Column({ type: 'jsonb', nullable: true }) readonly refusal!: Refusal | null;
  @Column({ type: 'integer' }) readonly timesReceived!: number;
  @Column(REAL_TIME) readonly receivedRealAt!: Instant;
}
