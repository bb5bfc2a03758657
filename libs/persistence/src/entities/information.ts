import type { Instant, LocalDate, Role } from '@caseward/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INSTANT, NULLABLE_REAL_TIME, REAL_TIME } from './columns.js';

@Entity({ name: 'access_log' })
export class AccessLogEntity {
  @PrimaryColumn({ type: 'bigint' }) readonly accessId!: string;
  @Column(INSTANT) readonly accessedAt!: Instant;
  @Column({ type: 'text', nullable: true }) readonly personId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly role!: Role | null;
  @Column({ type: 'text' }) readonly kind!: string;
  @Column({ type: 'text' }) readonly what!: string;
  @Column({ type: 'uuid', nullable: true }) readonly caseId!: string | null;
  @Column({ type: 'uuid', array: true }) readonly caseIds!: readonly string[];
  @Column({ type: 'text', nullable: true }) readonly detail!: string | null;
  @Column({ type: 'text', nullable: true }) readonly reason!: string | null;
  @Column({ type: 'smallint', nullable: true }) readonly status!: number | null;
  @Column({ type: 'integer' }) readonly times!: number;
  @Column({ type: 'integer', nullable: true }) readonly eventSeq!: number | null;
  @Column({ type: 'bytea', nullable: true }) readonly eventHash!: Buffer | null;
  @Column({ type: 'smallint' }) readonly chain!: number;
  @Column({ type: 'bigint' }) readonly entryNo!: string;
  @Column({ type: 'bytea' }) readonly previousHash!: Buffer;
  @Column({ type: 'bytea' }) readonly hash!: Buffer;
  @Column(REAL_TIME) readonly loggedRealAt!: Instant;
}

@Entity({ name: 'owed_retention' })
export class OwedRetentionEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'integer' }) readonly seq!: number;
  @Column({ type: 'uuid' }) readonly commandId!: string;
  @Column({ type: 'date', nullable: true }) readonly keepUntil!: LocalDate | null;
  @Column(INSTANT) readonly occurredAt!: Instant;
  @Column(NULLABLE_REAL_TIME) readonly doneRealAt!: Instant | null;
}

@Entity({ name: 'erased_case' })
export class ErasedCaseEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'uuid' }) readonly fileId!: string;
  @Column({ type: 'text' }) readonly manner!: string;
  @Column(INSTANT) readonly erasedAt!: Instant;
}

@Entity({ name: 'audit_checkpoint' })
export class AuditCheckpointEntity {
  @PrimaryColumn({ type: 'bigint' }) readonly checkpointNo!: string;
  @Column({ type: 'text' }) readonly body!: string;
  @Column({ type: 'bytea' }) readonly signature!: Buffer;
  @Column(REAL_TIME) readonly writtenRealAt!: Instant;
}
