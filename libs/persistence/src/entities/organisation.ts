import type { Instant, Role } from '@caseward/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INSTANT } from './columns.js';

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
}

@Entity({ name: 'account' })
export class AccountEntity {
  @PrimaryColumn({ type: 'text' }) readonly login!: string;
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'text' }) readonly passwordHash!: string;
  @Column(INSTANT) readonly changedAt!: Instant;
}
