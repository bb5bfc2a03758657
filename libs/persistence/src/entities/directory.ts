import type { Instant, LocalDate, ServiceType, SharingChannel } from '@caseward/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INSTANT } from './columns.js';

@Entity({ name: 'directory_entry' })
export class DirectoryEntryEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly commandId!: string;
  @Column({ type: 'uuid' }) readonly fileId!: string;
  @Column({ type: 'uuid' }) readonly entryId!: string;
  @Column({ type: 'text' }) readonly organisation!: string;
  @Column({ type: 'text' }) readonly providerId!: string;
  @Column({ type: 'text' }) readonly providerAgencyId!: string;
  @Column({ type: 'text' }) readonly service!: ServiceType;
  @Column({ type: 'text' }) readonly area!: string;
  @Column({ type: 'text', nullable: true }) readonly criteria!: string | null;
  @Column({ type: 'text', nullable: true }) readonly hours!: string | null;
  @Column({ type: 'text' }) readonly contactRole!: string;
  @Column({ type: 'text', nullable: true }) readonly contactPhone!: string | null;
  @Column({ type: 'text', nullable: true }) readonly contactEmail!: string | null;
  @Column({ type: 'text' }) readonly channel!: SharingChannel;
  @Column({ type: 'text', nullable: true }) readonly capacity!: string | null;
  @Column({ type: 'date', nullable: true }) readonly trainedOn!: LocalDate | null;
  @Column({ type: 'boolean' }) readonly isActive!: boolean;
  @Column({ type: 'text' }) readonly digest!: string;
  @Column({ type: 'text' }) readonly writtenBy!: string;
  @Column(INSTANT) readonly writtenAt!: Instant;
}

@Entity({ name: 'annex_entry' })
export class AnnexEntryEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly changeId!: string;
  @Column({ type: 'text' }) readonly annex!: 'roles' | 'terms';
  @Column({ type: 'text' }) readonly code!: string;
  @Column({ type: 'integer' }) readonly version!: number;
  @Column({ type: 'jsonb' }) readonly name!: Readonly<Record<'en' | 'ar' | 'fr', string>>;
  @Column({ type: 'jsonb' }) readonly meaning!: Readonly<Record<'en' | 'ar' | 'fr', string>>;
  @Column({ type: 'boolean' }) readonly isActive!: boolean;
  @Column({ type: 'text' }) readonly writtenBy!: string;
  @Column(INSTANT) readonly writtenAt!: Instant;
}
