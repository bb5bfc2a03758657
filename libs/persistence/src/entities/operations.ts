import type { Instant } from '@caseward/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INSTANT, REAL_TIME } from './columns.js';

@Entity({ name: 'workflow_history' })
export class WorkflowHistoryEntity {
  @PrimaryColumn({ type: 'text' }) readonly workflowId!: string;
  @PrimaryColumn({ type: 'text' }) readonly runId!: string;
  @Column({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'bigint' }) readonly firstEventId!: string;
  @Column({ type: 'bigint' }) readonly lastEventId!: string;
  @Column({ type: 'text' }) readonly encoding!: 'json' | 'proto';
  @Column({ type: 'bytea' }) readonly history!: Buffer;
  @Column(REAL_TIME) readonly archivedAt!: Instant;
  @Column({ type: 'bigint' }) readonly archiveId!: string;
}

@Entity({ name: 'simulation_clock_segment' })
export class ClockSegmentEntity {
  @PrimaryColumn({ type: 'integer' }) readonly segmentId!: number;
  @Column({ type: 'bigint' }) readonly realFromMs!: string;
  @Column(INSTANT) readonly simulatedFrom!: Instant;
  @Column({ type: 'double precision' }) readonly speed!: number;
}
