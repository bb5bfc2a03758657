import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** Who is signed in where, second factors, failed sign-ins, and what the embedded provider remembers. */
export class KeepSessions1795305619000 implements MigrationInterface {
  readonly name = 'KeepSessions1795305619000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.session (
        session_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id text COLLATE "C" NOT NULL REFERENCES caseward.person,
        kind text NOT NULL CHECK (kind IN ('browser', 'token')),
        handle bytea NOT NULL UNIQUE,
        sign_in bytea UNIQUE,
        device text NOT NULL,
        started_real_at timestamptz NOT NULL,
        seen_real_at timestamptz NOT NULL,
        ends_real_at timestamptz NOT NULL,
        stepped_up_real_at timestamptz,
        challenge text,
        challenge_real_at timestamptz,
        ended_real_at timestamptz,
        end_reason text CHECK (end_reason IN ('signed_out', 'revoked', 'replaced')),
        CHECK ((ended_real_at IS NULL) = (end_reason IS NULL))
      );
      CREATE INDEX session_of_person ON caseward.session (person_id, started_real_at);
      CREATE INDEX session_by_end ON caseward.session (ends_real_at);
      GRANT SELECT, INSERT, DELETE ON caseward.session TO caseward_app;
      GRANT UPDATE (seen_real_at, stepped_up_real_at, challenge, challenge_real_at, ended_real_at, end_reason)
        ON caseward.session TO caseward_app;

      CREATE TABLE caseward.second_factor (
        factor_id uuid PRIMARY KEY,
        person_id text COLLATE "C" NOT NULL REFERENCES caseward.person,
        kind text NOT NULL CHECK (kind IN ('totp', 'passkey')),
        label text NOT NULL,
        key_id text NOT NULL,
        material bytea NOT NULL,
        credential_id text COLLATE "C" UNIQUE,
        counter bigint NOT NULL DEFAULT 0,
        added_real_at timestamptz NOT NULL,
        confirmed_real_at timestamptz,
        CHECK ((kind = 'passkey') = (credential_id IS NOT NULL))
      );
      CREATE INDEX second_factor_of ON caseward.second_factor (person_id);
      GRANT SELECT, INSERT, DELETE ON caseward.second_factor TO caseward_app;
      GRANT UPDATE (counter, confirmed_real_at, material, key_id) ON caseward.second_factor TO caseward_app;

      CREATE TABLE caseward.sign_in_failure (
        bucket bytea PRIMARY KEY,
        failures integer NOT NULL,
        since_real_at timestamptz NOT NULL
      );
      CREATE INDEX sign_in_failure_by_time ON caseward.sign_in_failure (since_real_at);
      GRANT SELECT, INSERT, UPDATE, DELETE ON caseward.sign_in_failure TO caseward_app;

      CREATE TABLE caseward.provider_state (
        kind text NOT NULL,
        handle bytea NOT NULL,
        sealed bytea NOT NULL,
        grant_handle bytea,
        uid_handle bytea,
        ends_real_at timestamptz,
        used_real_at timestamptz,
        PRIMARY KEY (kind, handle)
      );
      CREATE INDEX provider_state_of_grant ON caseward.provider_state (grant_handle) WHERE grant_handle IS NOT NULL;
      CREATE INDEX provider_state_by_uid ON caseward.provider_state (uid_handle) WHERE uid_handle IS NOT NULL;
      CREATE INDEX provider_state_by_end ON caseward.provider_state (ends_real_at);
      GRANT SELECT, INSERT, UPDATE, DELETE ON caseward.provider_state TO caseward_app;
    `);
    await describeSessions(runner);
    await describeTheRest(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE caseward.provider_state;
      DROP TABLE caseward.sign_in_failure;
      DROP TABLE caseward.second_factor;
      DROP TABLE caseward.session;
    `);
  }
}

async function describeSessions(runner: QueryRunner): Promise<void> {
  await comment(runner, 'caseward.session', 'Who is signed in on which device. All times are real times.', {
    session_id: 'Id that may be shown; it opens nothing.',
    person_id: 'Who is signed in.',
    kind: 'browser: behind a cookie. token: behind bearer tokens of one sign-in at the provider.',
    handle: 'SHA-256 of the secret in the cookie, or of issuer and session of the token.',
    sign_in: 'SHA-256 of the state of the sign-in that began it, so that none begins two; null for tokens.',
    device: 'What the device said of itself, shortened, so that a person recognises it.',
    started_real_at: 'When it began.',
    seen_real_at: 'The last request, to half a minute; after 15 minutes without one the session is over.',
    ends_real_at: 'When it is over in any case, 12 hours after its beginning.',
    stepped_up_real_at: 'When a second factor was last shown; null when none was.',
    challenge: 'What a passkey is asked to sign now; used once.',
    challenge_real_at: 'When it was asked.',
    ended_real_at: 'When it was ended by somebody; null while nobody did.',
    end_reason: 'signed_out, revoked from elsewhere, or replaced by a new sign-in in the same browser.',
  });
  await comment(runner, 'caseward.second_factor', 'What people have beside their password.', {
    factor_id: 'Opaque id.',
    person_id: 'Whose it is.',
    kind: 'totp: codes that change every 30 seconds. passkey: a key in a device.',
    label: 'What its owner calls it.',
    key_id: 'Root key whose derived key seals the material.',
    material: 'The shared secret of the codes or the public key of the passkey, sealed with AES-256-GCM.',
    credential_id: 'Id that a passkey has; null for codes.',
    counter: 'The last step of time whose code was used, or the last count of the passkey: neither is taken again.',
    added_real_at: 'Real time at which it was added.',
    confirmed_real_at: 'Real time at which it was first shown to work; until then it counts for nothing.',
  });
}

async function describeTheRest(runner: QueryRunner): Promise<void> {
  await comment(runner, 'caseward.sign_in_failure', 'Failed sign-ins, by login, network address and known device.', {
    bucket: 'Keyed digest of what is counted: neither login nor address can be read.',
    failures: 'How many since the window began.',
    since_real_at: 'Real time at which the window began.',
  });
  await comment(runner, 'caseward.provider_state', 'What the embedded OpenID provider remembers, for all processes.', {
    kind: 'Kind of thing in the words of the provider: Session, Interaction, AuthorizationCode and so on.',
    handle: 'SHA-256 of its id: whoever reads this table can use no code and no session.',
    sealed: 'The thing itself, sealed with AES-256-GCM.',
    grant_handle: 'SHA-256 of the grant it belongs to.',
    uid_handle: 'SHA-256 of its second id.',
    ends_real_at: 'Real time after which it is worth nothing.',
    used_real_at: 'Real time at which it was used up.',
  });
}
