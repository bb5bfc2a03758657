/**
 * IM-2: the app role has no right to the list of names. These two are the only way to it, one row at a time, and neither
 * does anything without a line in the log.
 */
export const RESOLVE_NAMES = `
  CREATE FUNCTION caseward.read_name(p_case_id uuid, p_person_id text, p_role text, p_at timestamptz, p_reason text)
    RETURNS TABLE (iv bytea, tag bytea, ciphertext bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO caseward.access_log (accessed_at, person_id, role, what, case_id, reason)
      VALUES (p_at, p_person_id, p_role, 'name_read', p_case_id, p_reason);
    RETURN QUERY SELECT n.iv, n.tag, n.ciphertext FROM names.name_code n WHERE n.case_id = p_case_id;
  END $$;
  COMMENT ON FUNCTION caseward.read_name IS 'Which child a case code stands for; logs who asked, whether there is an answer or not.';

  CREATE FUNCTION caseward.keep_name(p_case_id uuid, p_person_id text, p_role text, p_at timestamptz, p_iv bytea, p_tag bytea,
      p_ciphertext bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO caseward.access_log (accessed_at, person_id, role, what, case_id)
      VALUES (p_at, p_person_id, p_role, 'name_kept', p_case_id);
    INSERT INTO names.name_code (case_id, iv, tag, ciphertext, changed_by, changed_at)
      VALUES (p_case_id, p_iv, p_tag, p_ciphertext, p_person_id, p_at)
      ON CONFLICT (case_id) DO UPDATE SET iv = excluded.iv, tag = excluded.tag, ciphertext = excluded.ciphertext,
        changed_by = excluded.changed_by, changed_at = excluded.changed_at;
  END $$;
  COMMENT ON FUNCTION caseward.keep_name IS 'Enters or changes whom a case code stands for; logs who did.';
  REVOKE ALL ON FUNCTION caseward.read_name, caseward.keep_name FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION caseward.read_name, caseward.keep_name TO caseward_app;
`;

/** IM-7: written in the transaction that closes the case, so that no crash loses the date. */
export const OWE_RETENTION = `
  CREATE FUNCTION caseward.retention_id(p_case_id uuid, p_number integer) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$
    SELECT overlay(overlay(md5('retention ' || p_case_id || ' ' || p_number) PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid
  $$;
  COMMENT ON FUNCTION caseward.retention_id IS 'A UUID (version 8), always the same: of the command about an event of the case; from 0 down, of its retention files.';

  CREATE FUNCTION caseward.owe_retention() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO caseward.owed_retention (case_id, seq, command_id, keep_until, occurred_at)
      VALUES (NEW.case_id, NEW.seq, caseward.retention_id(NEW.case_id, NEW.seq),
        CASE NEW.type WHEN 'CaseClosed' THEN (SELECT (e.data -> 'checks' ->> 'keepUntil')::date FROM caseward.case_event e
          WHERE e.case_id = NEW.case_id AND e.type = 'ClosureRequested' AND e.seq < NEW.seq ORDER BY e.seq DESC LIMIT 1) END,
        NEW.occurred_at);
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION caseward.owe_retention IS 'Notes that a case was closed or re-opened, for its retention file.';
  CREATE TRIGGER case_event_owes_retention AFTER INSERT ON caseward.case_event
    FOR EACH ROW WHEN (NEW.type IN ('CaseClosed', 'CaseReopened')) EXECUTE FUNCTION caseward.owe_retention();

  INSERT INTO caseward.owed_retention (case_id, seq, command_id, keep_until, occurred_at)
    SELECT c.case_id, c.seq, caseward.retention_id(c.case_id, c.seq),
      CASE c.type WHEN 'CaseClosed' THEN (SELECT (e.data -> 'checks' ->> 'keepUntil')::date FROM caseward.case_event e
        WHERE e.case_id = c.case_id AND e.type = 'ClosureRequested' AND e.seq < c.seq ORDER BY e.seq DESC LIMIT 1) END,
      c.occurred_at
    FROM caseward.case_event c WHERE c.type IN ('CaseClosed', 'CaseReopened');
`;

/**
 * IM-7: the owner's right to delete, lent for what the record says two people signed. Names are no argument: the function
 * looks up by itself which case the file is about, and does nothing for one that is open again.
 */
export const ERASE_CONFIRMED = `
  CREATE FUNCTION caseward.erase_confirmed_case(p_file_id uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    erased uuid;
    confirmed record;
  BEGIN
    SELECT (e.data ->> 'subjectId')::uuid INTO erased FROM caseward.case_event e
      WHERE e.case_id = p_file_id AND e.seq = 1 AND e.type = 'DutyFileOpened' AND e.data ->> 'kind' = 'retention';
    SELECT e.* INTO confirmed FROM caseward.case_event e
      WHERE e.case_id = p_file_id AND e.type = 'DestructionConfirmed' ORDER BY e.seq DESC LIMIT 1;
    IF erased IS NULL OR confirmed IS NULL OR confirmed.data ->> 'erasedCaseId' IS DISTINCT FROM erased::text
      OR confirmed.data ->> 'proposedBy' = confirmed.actor ->> 'personId'
      OR NOT EXISTS (SELECT FROM caseward.case_event e WHERE e.case_id = p_file_id AND e.type = 'DestructionProposed'
        AND confirmed.data ->> 'proposedBy' = coalesce(e.actor ->> 'authoredBy', e.actor ->> 'personId')
        AND e.seq < confirmed.seq AND NOT EXISTS (SELECT FROM caseward.case_event h
          WHERE h.case_id = p_file_id AND h.seq BETWEEN e.seq AND confirmed.seq
            AND h.type IN ('HoldPlaced', 'DestructionDeclined', 'RetentionSuspended', 'RetentionExtended')))
      OR (SELECT e.type FROM caseward.case_event e WHERE e.case_id = erased AND e.type IN ('CaseClosed', 'CaseReopened')
        ORDER BY e.seq DESC LIMIT 1) IS DISTINCT FROM 'CaseClosed'
    THEN
      RETURN false;
    END IF;
    INSERT INTO caseward.erased_case (case_id, file_id, manner, erased_at)
      VALUES (erased, p_file_id, confirmed.data ->> 'manner', confirmed.occurred_at) ON CONFLICT (case_id) DO NOTHING;
    DELETE FROM caseward.form_draft WHERE case_id = erased;
    DELETE FROM caseward.form_content WHERE case_id = erased OR case_id IN (
      SELECT f.case_id FROM caseward.duty_file f WHERE f.kind = 'access_request' AND f.subject_id = erased::text);
    DELETE FROM names.name_code WHERE case_id = erased;
    DELETE FROM caseward.case_key WHERE case_id = erased;
    RETURN true;
  END $$;
  COMMENT ON FUNCTION caseward.erase_confirmed_case IS
    'Erases forms, drafts, name and key of the case whose retention file holds both signatures; does nothing to any other.';
  REVOKE ALL ON FUNCTION caseward.erase_confirmed_case FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION caseward.erase_confirmed_case TO caseward_app;

  CREATE FUNCTION caseward.follow_destruction() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM caseward.erase_confirmed_case(NEW.case_id);
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION caseward.follow_destruction IS 'Erases in the transaction that records the second signature.';
  CREATE TRIGGER case_event_confirms_destruction AFTER INSERT ON caseward.case_event
    FOR EACH ROW WHEN (NEW.type = 'DestructionConfirmed') EXECUTE FUNCTION caseward.follow_destruction();

  CREATE FUNCTION caseward.refuse_erased() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM caseward.erased_case e WHERE e.case_id = NEW.case_id) THEN
      RAISE EXCEPTION 'the case was erased' USING ERRCODE = 'CW002';
    END IF;
    RETURN NEW;
  END $$;
  COMMENT ON FUNCTION caseward.refuse_erased IS 'Nothing is written about a child whose file was destroyed: there is no new key.';
  CREATE TRIGGER case_key_is_not_made_again BEFORE INSERT ON caseward.case_key
    FOR EACH ROW EXECUTE FUNCTION caseward.refuse_erased();
`;
