import type { Instant } from '@caseward/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INSTANT, NULLABLE_REAL_TIME, REAL_TIME } from './columns.js';

@Entity({ name: 'case_key' })
export class CaseKeyEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'integer' }) readonly generation!: number;
  @Column({ type: 'text', nullable: true }) readonly rootKeyId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly agencyId!: string | null;
  @Column({ type: 'integer', nullable: true }) readonly agencyKeyVersion!: number | null;
  @Column({ type: 'text', nullable: true }) readonly secretTree!: string | null;
  @Column({ type: 'bytea' }) readonly wrappedKey!: Buffer;
  @Column(REAL_TIME) readonly createdRealAt!: Instant;
}

@Entity({ name: 'agency_key' })
export class AgencyKeyEntity {
  @PrimaryColumn({ type: 'text' }) readonly agencyId!: string;
  @PrimaryColumn({ type: 'integer' }) readonly version!: number;
  @Column({ type: 'text' }) readonly rootKeyId!: string;
  @Column({ type: 'bytea' }) readonly wrappedKey!: Buffer;
  @Column(REAL_TIME) readonly createdRealAt!: Instant;
}

@Entity({ name: 'case_key_end' })
export class CaseKeyEndEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'integer' }) readonly generation!: number;
  @Column(REAL_TIME) readonly endedRealAt!: Instant;
  @Column(NULLABLE_REAL_TIME) readonly destroyedRealAt!: Instant | null;
}

@Entity({ name: 'case_code' })
export class CaseCodeEntity {
  @PrimaryColumn({ type: 'text' }) readonly caseCode!: string;
  @Column({ type: 'uuid' }) readonly caseId!: string;
  @Column(REAL_TIME) readonly reservedRealAt!: Instant;
}

@Entity({ name: 'form_content' })
export class FormContentEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly contentId!: string;
  @Column({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'text' }) readonly form!: string;
  @Column({ type: 'integer' }) readonly formVersion!: number;
  @Column({ type: 'text' }) readonly digest!: string;
  @Column({ type: 'bytea' }) readonly iv!: Buffer;
  @Column({ type: 'bytea' }) readonly tag!: Buffer;
  @Column({ type: 'bytea' }) readonly ciphertext!: Buffer;
  @Column({ type: 'text' }) readonly createdBy!: string;
  @Column(INSTANT) readonly createdAt!: Instant;
}

@Entity({ name: 'attachment' })
export class AttachmentEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly attachmentId!: string;
  @Column({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'text' }) readonly kind!: string;
  @Column({ type: 'text' }) readonly mediaType!: string;
  @Column({ type: 'text' }) readonly status!: string;
  @Column({ type: 'text' }) readonly requestDigest!: string;
  @Column({ type: 'integer' }) readonly sizeBytes!: number;
  @Column({ type: 'bytea', nullable: true }) readonly iv!: Buffer | null;
  @Column({ type: 'bytea', nullable: true }) readonly tag!: Buffer | null;
  @Column({ type: 'bytea', nullable: true }) readonly ciphertext!: Buffer | null;
  @Column({ type: 'text' }) readonly createdBy!: string;
  @Column(INSTANT) readonly createdAt!: Instant;
  @Column(NULLABLE_REAL_TIME) readonly scannedRealAt!: Instant | null;
}

@Entity({ name: 'attachment_ticket' })
export class AttachmentTicketEntity {
  @PrimaryColumn({ type: 'bytea' }) readonly ticketDigest!: Buffer;
  @Column({ type: 'uuid' }) readonly attachmentId!: string;
  @Column({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'uuid' }) readonly sessionId!: string;
  @Column(REAL_TIME) readonly expiresRealAt!: Instant;
}

@Entity({ name: 'form_version' })
export class FormVersionEntity {
  @PrimaryColumn({ type: 'text' }) readonly form!: string;
  @PrimaryColumn({ type: 'integer' }) readonly version!: number;
  @Column({ type: 'text' }) readonly context!: string;
  @Column({ type: 'jsonb' }) readonly definition!: unknown;
  @Column({ type: 'text' }) readonly digest!: string;
  @Column(INSTANT) readonly publishedAt!: Instant;
}

@Entity({ name: 'form_draft' })
export class FormDraftEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'text' }) readonly form!: string;
  @PrimaryColumn({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'integer' }) readonly formVersion!: number;
  @Column({ type: 'uuid' }) readonly revision!: string;
  @Column({ type: 'bytea' }) readonly iv!: Buffer;
  @Column({ type: 'bytea' }) readonly tag!: Buffer;
  @Column({ type: 'bytea' }) readonly ciphertext!: Buffer;
  @Column(INSTANT) readonly savedAt!: Instant;
}

/** In a schema that no role of the application reaches but by its functions. */
@Entity({ schema: 'names', name: 'name_code' })
export class NameCodeEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'bytea' }) readonly iv!: Buffer;
  @Column({ type: 'bytea' }) readonly tag!: Buffer;
  @Column({ type: 'bytea' }) readonly ciphertext!: Buffer;
  @Column({ type: 'text' }) readonly changedBy!: string;
  @Column(INSTANT) readonly changedAt!: Instant;
  @Column({ type: 'text', nullable: true }) readonly agencyId!: string | null;
}

@Entity({ schema: 'names', name: 'index_key' })
export class NameIndexKeyEntity {
  @PrimaryColumn({ type: 'text' }) readonly agencyId!: string;
  @PrimaryColumn({ type: 'integer' }) readonly version!: number;
  @Column({ type: 'text' }) readonly rootKeyId!: string;
  @Column({ type: 'bytea' }) readonly wrappedKey!: Buffer;
  @Column(REAL_TIME) readonly createdRealAt!: Instant;
}

@Entity({ schema: 'names', name: 'name_token' })
export class NameTokenEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'bytea' }) readonly token!: Buffer;
  @Column({ type: 'boolean' }) readonly isWhole!: boolean;
  @Column({ type: 'text' }) readonly agencyId!: string;
  @Column({ type: 'integer' }) readonly keyVersion!: number;
}
