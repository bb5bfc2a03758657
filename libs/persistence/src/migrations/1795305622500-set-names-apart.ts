import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';
import { RESOLVE_NAMES } from './information-functions.js';
import { NAME_FUNCTIONS } from './name-functions.js';

const TABLES = `
  CREATE TABLE names.index_key (
    agency_id text COLLATE "C" NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    root_key_id text NOT NULL,
    wrapped_key bytea NOT NULL,
    created_real_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (agency_id, version)
  );
  CREATE TABLE names.name_token (
    case_id uuid NOT NULL REFERENCES names.name_code ON DELETE CASCADE,
    token bytea NOT NULL CHECK (octet_length(token) = 8),
    is_whole boolean NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    key_version integer NOT NULL,
    PRIMARY KEY (case_id, token),
    FOREIGN KEY (agency_id, key_version) REFERENCES names.index_key
  );
  CREATE INDEX name_token_by_token ON names.name_token (agency_id, token);
  REVOKE ALL ON names.name_code FROM caseward_names;
  GRANT SELECT, INSERT ON names.index_key TO caseward_names;
`;

/** IM-2: the list of names is reached by a role and over a connection of its own, and searched without being read. */
export class SetNamesApart1795305622500 implements MigrationInterface {
  readonly name = 'SetNamesApart1795305622500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION caseward.read_name; DROP FUNCTION caseward.keep_name;');
    await runner.query(TABLES);
    await runner.query(NAME_FUNCTIONS);
    await comment(runner, 'names.index_key', 'Keys of the agencies for the digests by which names are found.', {
      agency_id: 'The agency.',
      version: 'The highest one is in use.',
      root_key_id: 'The root key, outside this database, that unwraps it.',
      wrapped_key: 'The wrapped key.',
      created_real_at: 'Real time of creation.',
    });
    await comment(
      runner,
      'names.name_token',
      'Keyed digests of names and of their beginnings with the year of birth: equal where two names are, and nothing more.',
      {
        case_id: 'The case; goes with its name.',
        token: 'Eight bytes of an HMAC with the key of the agency.',
        is_whole: 'Of the whole name; otherwise of the beginning of one word, with the year.',
        agency_id: 'The agency whose key made it: names of two agencies cannot be compared.',
        key_version: 'Which of its keys.',
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION names.find_similar;
      DROP FUNCTION names.keep_name;
      DROP FUNCTION names.put_tokens;
      DROP FUNCTION names.read_name;
      DROP TABLE names.name_token;
      DROP TABLE names.index_key;
      GRANT SELECT, INSERT, UPDATE ON names.name_code TO caseward_names;
    `);
    await runner.query(RESOLVE_NAMES);
    await runner.query(`GRANT EXECUTE ON FUNCTION caseward.read_name, caseward.keep_name TO caseward_api`);
  }
}
