import type { AccountActKind, Instant } from '@caseward/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { NULLABLE_REAL_TIME, REAL_TIME } from './columns.js';

@Entity({ name: 'session' })
export class SessionEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly sessionId!: string;
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'text' }) readonly kind!: 'browser' | 'token';
  @Column({ type: 'bytea' }) readonly handle!: Buffer;
  @Column({ type: 'bytea', nullable: true }) readonly signIn!: Buffer | null;
  @Column({ type: 'text' }) readonly device!: string;
  @Column(REAL_TIME) readonly startedRealAt!: Instant;
  @Column(REAL_TIME) readonly seenRealAt!: Instant;
  @Column(REAL_TIME) readonly endsRealAt!: Instant;
  @Column(NULLABLE_REAL_TIME) readonly steppedUpRealAt!: Instant | null;
  @Column({ type: 'text', nullable: true }) readonly challenge!: string | null;
  @Column(NULLABLE_REAL_TIME) readonly challengeRealAt!: Instant | null;
  @Column(NULLABLE_REAL_TIME) readonly endedRealAt!: Instant | null;
  @Column({ type: 'text', nullable: true }) readonly endReason!: string | null;
}

@Entity({ name: 'second_factor' })
export class SecondFactorEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly factorId!: string;
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'text' }) readonly kind!: 'totp' | 'passkey';
  @Column({ type: 'text' }) readonly label!: string;
  @Column({ type: 'text' }) readonly keyId!: string;
  @Column({ type: 'bytea' }) readonly material!: Buffer;
  @Column({ type: 'text', nullable: true }) readonly credentialId!: string | null;
  @Column({ type: 'bigint' }) readonly counter!: string;
  @Column(REAL_TIME) readonly addedRealAt!: Instant;
  @Column(NULLABLE_REAL_TIME) readonly confirmedRealAt!: Instant | null;
}

@Entity({ name: 'sign_in_failure' })
export class SignInFailureEntity {
  @PrimaryColumn({ type: 'bytea' }) readonly bucket!: Buffer;
  @Column({ type: 'integer' }) readonly failures!: number;
  @Column(REAL_TIME) readonly sinceRealAt!: Instant;
}

@Entity({ name: 'provider_state' })
export class ProviderStateEntity {
  @PrimaryColumn({ type: 'text' }) readonly kind!: string;
  @PrimaryColumn({ type: 'bytea' }) readonly handle!: Buffer;
  @Column({ type: 'bytea' }) readonly sealed!: Buffer;
  @Column({ type: 'bytea', nullable: true }) readonly grantHandle!: Buffer | null;
  @Column({ type: 'bytea', nullable: true }) readonly uidHandle!: Buffer | null;
  @Column(NULLABLE_REAL_TIME) readonly endsRealAt!: Instant | null;
  @Column(NULLABLE_REAL_TIME) readonly usedRealAt!: Instant | null;
}

@Entity({ name: 'account_act' })
export class AccountActEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly actId!: string;
  @Column({ type: 'text' }) readonly kind!: AccountActKind;
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'text' }) readonly actedBy!: string;
  @Column({ type: 'text' }) readonly reason!: string;
  @Column(REAL_TIME) readonly actedRealAt!: Instant;
}

@Entity({ name: 'personal_code' })
export class PersonalCodeEntity {
  @PrimaryColumn({ type: 'text' }) readonly personId!: string;
  @PrimaryColumn({ type: 'text' }) readonly purpose!: 'password' | 'factor';
  @Column({ type: 'uuid' }) readonly actId!: string;
  @Column({ type: 'bytea' }) readonly codeHash!: Buffer;
  @Column(REAL_TIME) readonly endsRealAt!: Instant;
}
