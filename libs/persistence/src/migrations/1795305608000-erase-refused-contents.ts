import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/**
 * The owner's right to delete, lent for one purpose: what the record itself calls refused. The app role has no right to
 * delete contents or keys, and no way to point this function at anything else.
 */
const ERASE = `
  CREATE FUNCTION caseward.erase_refused_contents(p_case_id uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    is_refused boolean;
  BEGIN
    SELECT e.type = 'IntakeEnded' AND e.data ->> 'as' = 'refused' AND e.data ->> 'storageAgreed' IS DISTINCT FROM 'true'
      INTO is_refused FROM caseward.case_event e
      WHERE e.case_id = p_case_id AND e.type IN ('IntakeEnded', 'ConsentRecorded', 'WithoutConsentProposed',
        'WithoutConsentAuthorised', 'CaseRegistered')
      ORDER BY e.seq DESC LIMIT 1;
    IF is_refused IS NOT TRUE THEN
      RETURN false;
    END IF;
    IF EXISTS (SELECT FROM caseward.case_event e WHERE e.case_id = p_case_id AND e.type = 'CaseRegistered') THEN
      RETURN false;
    END IF;
    DELETE FROM caseward.form_content WHERE case_id = p_case_id;
    DELETE FROM names.name_code WHERE case_id = p_case_id;
    DELETE FROM caseward.case_key WHERE case_id = p_case_id;
    RETURN true;
  END $$;
  COMMENT ON FUNCTION caseward.erase_refused_contents IS
    'Erases what was written about an intake that was refused without a ground, and its key; does nothing to any other case.';
  REVOKE ALL ON FUNCTION caseward.erase_refused_contents FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION caseward.erase_refused_contents TO caseward_app;

  CREATE FUNCTION caseward.follow_refusal() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.type = 'IntakeEnded'
      OR EXISTS (SELECT FROM caseward.case_summary s WHERE s.case_id = NEW.case_id AND s.stage = 'CONSENT_REFUSED')
    THEN
      PERFORM caseward.erase_refused_contents(NEW.case_id);
    END IF;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION caseward.follow_refusal IS
    'Erases in the transaction that records a refusal, and again whenever something is written about it later.';
  CREATE TRIGGER case_event_follows_refusal AFTER INSERT ON caseward.case_event
    FOR EACH ROW WHEN (NEW.type = 'IntakeEnded' OR jsonb_exists(NEW.data, 'content'))
    EXECUTE FUNCTION caseward.follow_refusal();
`;

/**
 * CONS-4: refused without a ground, nothing that identifies anybody stays; only the number of refusals does. Where storing
 * was agreed to (3.4), the note of the refusal stays.
 */
export class EraseRefusedContents1795305608000 implements MigrationInterface {
  readonly name = 'EraseRefusedContents1795305608000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ERASE);
    await runner.query(`
      CREATE INDEX case_event_intake_ended ON caseward.case_event (occurred_at) WHERE type = 'IntakeEnded';
      CREATE VIEW caseward.refusal_tally AS
        SELECT e.actor ->> 'agencyId' AS agency_id, date_trunc('month', e.occurred_at, 'UTC')::date AS month,
          count(*)::integer AS refusals
        FROM caseward.case_event e WHERE e.type = 'IntakeEnded' AND e.data ->> 'as' = 'refused' GROUP BY 1, 2;
      GRANT SELECT ON caseward.refusal_tally TO caseward_app;
    `);
    const columns = {
      agency_id: 'The agency that asked.',
      month: 'First day of the month, UTC.',
      refusals: 'How many were recorded.',
    };
    const meaning = 'How many intakes were refused without a ground: numbers only.';
    await comment(runner, 'caseward.refusal_tally', meaning, columns, 'VIEW');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW caseward.refusal_tally;
      DROP INDEX caseward.case_event_intake_ended;
      DROP TRIGGER case_event_follows_refusal ON caseward.case_event;
      DROP FUNCTION caseward.follow_refusal;
      DROP FUNCTION caseward.erase_refused_contents;
    `);
  }
}
