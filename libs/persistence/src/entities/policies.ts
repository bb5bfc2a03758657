import type { Instant, LocalDate, PolicyApproval, PolicyDocument, PolicySnapshot, Zone } from '@caseward/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INSTANT, REAL_TIME } from './columns.js';

@Entity({ name: 'policy_version' })
export class PolicyVersionEntity {
  @PrimaryColumn({ type: 'text' }) readonly version!: string;
  @Column({ type: 'jsonb' }) readonly values!: PolicySnapshot['values'];
  @Column({ type: 'jsonb' }) readonly zone!: Zone;
  @Column(INSTANT) readonly publishedAt!: Instant;
  @Column({ type: 'text', nullable: true }) readonly title!: string | null;
  @Column({ type: 'text', nullable: true }) readonly document!: string | null;
  @Column({ type: 'text', nullable: true }) readonly digest!: string | null;
  @Column({ type: 'jsonb' }) readonly contexts!: PolicyDocument['contexts'];
  @Column({ type: 'text', nullable: true }) readonly basedOn!: string | null;
  @Column({ type: 'jsonb' }) readonly approvals!: readonly PolicyApproval[];
  @Column({ type: 'text', nullable: true }) readonly publishedBy!: string | null;
  @Column({ type: 'date', nullable: true }) readonly effectiveFrom!: LocalDate | null;
  @Column(INSTANT) readonly effectiveAt!: Instant;
}

@Entity({ name: 'policy_adoption' })
export class PolicyAdoptionEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly adoptionId!: string;
  @Column({ type: 'text' }) readonly version!: string;
  @Column({ type: 'text' }) readonly scopeKind!: string;
  @Column({ type: 'text', nullable: true }) readonly scopeId!: string | null;
  @Column({ type: 'text' }) readonly orderedBy!: string;
  @Column(INSTANT) readonly orderedAt!: Instant;
  @Column(REAL_TIME) readonly orderedRealAt!: Instant;
}

@Entity({ name: 'policy_adoption_case' })
export class PolicyAdoptionCaseEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly adoptionId!: string;
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'boolean' }) readonly isDutyFile!: boolean;
  @Column({ type: 'uuid' }) readonly commandId!: string;
  @Column({ type: 'text' }) readonly status!: 'pending' | 'adopted' | 'refused';
  @Column({ type: 'jsonb', nullable: true }) readonly refusal!: { readonly code: string; readonly rule: string } | null;
}
