import type { AbsenceKind, Actor, DutyFileKind, HandoverReason, Instant, PostEnd, Role } from '@caseward/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Refusal } from '../commands.js';
import type { HandoverPayload } from '../handovers.js';
import { INSTANT, NULLABLE_INSTANT, NULLABLE_REAL_TIME, REAL_TIME } from './columns.js';

@Entity({ name: 'agency' })
export class AgencyEntity {
  @PrimaryColumn({ type: 'text' }) readonly agencyId!: string;
  @Column({ type: 'text' }) readonly name!: string;
}

@Entity({ name: 'office' })
export class OfficeEntity {
  @PrimaryColumn({ type: 'text' }) readonly officeId!: string;
  @Column({ type: 'text' }) readonly agencyId!: string;
  @Column({ type: 'text' }) readonly name!: string;
  @Column({ type: 'text', nullable: true }) readonly area!: string | null;
}

@Entity({ name: 'team' })
export class TeamEntity {
  @PrimaryColumn({ type: 'text' }) readonly teamId!: string;
  @Column({ type: 'text' }) readonly officeId!: string;
  @Column({ type: 'text' }) readonly name!: string;
}

@Entity({ name: 'person' })
export class PersonEntity {
  @PrimaryColumn({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'text' }) readonly displayName!: string;
  @Column({ type: 'text' }) readonly role!: Role;
  @Column({ type: 'text', nullable: true }) readonly teamId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly officeId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly agencyId!: string | null;
  @Column({ type: 'boolean' }) readonly active!: boolean;
  @Column(NULLABLE_REAL_TIME) readonly signedOutRealAt!: Instant | null;
}

@Entity({ name: 'account' })
export class AccountEntity {
  @PrimaryColumn({ type: 'text' }) readonly login!: string;
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'text' }) readonly passwordHash!: string;
  @Column(INSTANT) readonly changedAt!: Instant;
  @Column(NULLABLE_REAL_TIME) readonly passwordChangedRealAt!: Instant | null;
  @Column({ type: 'boolean' }) readonly awaitsFactor!: boolean;
}

@Entity({ name: 'post' })
export class PostEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly postId!: string;
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'text' }) readonly role!: Role;
  @Column({ type: 'text', nullable: true }) readonly teamId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly officeId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly agencyId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly supervisorId!: string | null;
  @Column(NULLABLE_INSTANT) readonly startsAt!: Instant | null;
  @Column(NULLABLE_INSTANT) readonly endsAt!: Instant | null;
  @Column({ type: 'boolean' }) readonly overLimit!: boolean;
  @Column({ type: 'text', nullable: true }) readonly reason!: string | null;
  @Column({ type: 'text' }) readonly openedBy!: string;
  @Column(REAL_TIME) readonly openedRealAt!: Instant;
  @Column({ type: 'text', nullable: true }) readonly endReason!: PostEnd | null;
  @Column({ type: 'uuid', nullable: true }) readonly endId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly endedBy!: string | null;
  @Column(NULLABLE_REAL_TIME) readonly endedRealAt!: Instant | null;
}

@Entity({ name: 'absence' })
export class AbsenceEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly absenceId!: string;
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'text' }) readonly deputyId!: string;
  @Column({ type: 'text' }) readonly kind!: AbsenceKind;
  @Column(INSTANT) readonly startsAt!: Instant;
  @Column(INSTANT) readonly endsAt!: Instant;
  @Column({ type: 'text' }) readonly recordedBy!: string;
  @Column(REAL_TIME) readonly recordedRealAt!: Instant;
  @Column(NULLABLE_INSTANT) readonly plannedEndsAt!: Instant | null;
  @Column({ type: 'uuid', nullable: true }) readonly shorteningId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly shortenedBy!: string | null;
  @Column(NULLABLE_REAL_TIME) readonly shortenedRealAt!: Instant | null;
}

@Entity({ name: 'data_entry_case' })
export class DataEntryCaseEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly assignmentId!: string;
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'uuid' }) readonly caseId!: string;
  @Column(INSTANT) readonly startsAt!: Instant;
  @Column(NULLABLE_INSTANT) readonly endsAt!: Instant | null;
  @Column({ type: 'boolean' }) readonly overLimit!: boolean;
  @Column({ type: 'text', nullable: true }) readonly reason!: string | null;
  @Column({ type: 'text' }) readonly assignedBy!: string;
  @Column({ type: 'text', nullable: true }) readonly endedBy!: string | null;
  @Column(INSTANT) readonly recordedAt!: Instant;
  @Column(NULLABLE_INSTANT) readonly endRecordedAt!: Instant | null;
}

@Entity({ name: 'caseload_place' })
export class CaseloadPlaceEntity {
  @PrimaryColumn({ type: 'text' }) readonly commandId!: string;
  @Column({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'text' }) readonly caseworkerId!: string;
  @Column(REAL_TIME) readonly takenRealAt!: Instant;
}

@Entity({ name: 'handover' })
export class HandoverEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly handoverId!: string;
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'text' }) readonly reason!: HandoverReason;
  @Column({ type: 'jsonb' }) readonly orderedBy!: Actor;
  @Column(INSTANT) readonly orderedAt!: Instant;
  @Column(REAL_TIME) readonly orderedRealAt!: Instant;
}

@Entity({ name: 'handover_case' })
export class HandoverCaseEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly handoverId!: string;
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'uuid' }) readonly commandId!: string;
  @Column({ type: 'jsonb' }) readonly payload!: HandoverPayload;
  @Column({ type: 'text' }) readonly status!: 'pending' | 'done' | 'refused';
  @Column({ type: 'jsonb', nullable: true }) readonly refusal!: Refusal | null;
}

@Entity({ name: 'duty_file_reader' })
export class DutyFileReaderEntity {
  @PrimaryColumn({ type: 'text' }) readonly kind!: DutyFileKind;
  @PrimaryColumn({ type: 'text' }) readonly role!: Role;
  @PrimaryColumn({ type: 'text' }) readonly relation!: string;
}
