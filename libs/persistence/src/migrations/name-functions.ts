/**
 * IM-2: no role has a right to the tables of the names but the owner. These are the only way to them, for the names role
 * alone, one child at a time, and none does anything without a line in the log.
 */
export const NAME_FUNCTIONS = `
  CREATE FUNCTION names.read_name(p_case_id uuid, p_person_id text, p_role text, p_at timestamptz, p_reason text)
    RETURNS TABLE (iv bytea, tag bytea, ciphertext bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO caseward.access_log (accessed_at, person_id, role, kind, what, case_id, reason)
      VALUES (p_at, p_person_id, p_role, 'name', 'name_read', p_case_id, p_reason);
    RETURN QUERY SELECT n.iv, n.tag, n.ciphertext FROM names.name_code n WHERE n.case_id = p_case_id;
  END $$;
  COMMENT ON FUNCTION names.read_name IS 'Which child a case code stands for; logs who asked, whether there is an answer or not.';

  CREATE FUNCTION names.keep_name(p_case_id uuid, p_person_id text, p_role text, p_at timestamptz, p_iv bytea, p_tag bytea,
      p_ciphertext bytea, p_agency_id text, p_version integer, p_whole bytea[], p_parts bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT FROM caseward.erased_case e WHERE e.case_id = p_case_id) THEN
      RAISE EXCEPTION 'the case was erased' USING ERRCODE = 'CW002';
    END IF;
    INSERT INTO caseward.access_log (accessed_at, person_id, role, kind, what, case_id)
      VALUES (p_at, p_person_id, p_role, 'name', 'name_kept', p_case_id);
    INSERT INTO names.name_code (case_id, iv, tag, ciphertext, changed_by, changed_at)
      VALUES (p_case_id, p_iv, p_tag, p_ciphertext, p_person_id, p_at)
      ON CONFLICT (case_id) DO UPDATE SET iv = excluded.iv, tag = excluded.tag, ciphertext = excluded.ciphertext,
        changed_by = excluded.changed_by, changed_at = excluded.changed_at;
    PERFORM names.put_tokens(p_case_id, p_agency_id, p_version, p_whole, p_parts);
  END $$;
  COMMENT ON FUNCTION names.keep_name IS 'Enters or changes whom a case code stands for, and what finds it; logs who did.';

  CREATE FUNCTION names.put_tokens(p_case_id uuid, p_agency_id text, p_version integer, p_whole bytea[], p_parts bytea[])
    RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    DELETE FROM names.name_token WHERE case_id = p_case_id;
    INSERT INTO names.name_token (case_id, token, is_whole, agency_id, key_version)
      SELECT p_case_id, t, true, p_agency_id, p_version FROM unnest(p_whole) t
      UNION ALL SELECT p_case_id, t, false, p_agency_id, p_version FROM unnest(p_parts) t
      ON CONFLICT DO NOTHING;
  END $$;
  COMMENT ON FUNCTION names.put_tokens IS 'Replaces what finds a name.';

  CREATE FUNCTION names.find_similar(p_person_id text, p_role text, p_at timestamptz, p_agency_id text, p_whole bytea[],
      p_parts bytea[], p_not uuid) RETURNS TABLE (case_id uuid, whole integer, parts integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    hits uuid[];
  BEGIN
    SELECT coalesce(array_agg(h.case_id), '{}') INTO hits FROM (
      SELECT t.case_id FROM names.name_token t JOIN caseward.case_summary s ON s.case_id = t.case_id AND s.agency_id = p_agency_id
        WHERE t.agency_id = p_agency_id AND t.token = ANY (p_whole || p_parts) AND t.case_id IS DISTINCT FROM p_not
        GROUP BY t.case_id HAVING bool_or(t.is_whole) OR count(*) >= 2
        ORDER BY count(*) FILTER (WHERE t.is_whole) DESC, count(*) DESC, t.case_id LIMIT 20) h;
    INSERT INTO caseward.access_log (accessed_at, person_id, role, kind, what, case_ids)
      VALUES (p_at, p_person_id, p_role, 'name', 'name_searched', hits);
    RETURN QUERY SELECT t.case_id, (count(*) FILTER (WHERE t.is_whole))::integer, (count(*) FILTER (WHERE NOT t.is_whole))::integer
      FROM names.name_token t WHERE t.case_id = ANY (hits) AND t.agency_id = p_agency_id AND t.token = ANY (p_whole || p_parts)
      GROUP BY t.case_id ORDER BY 2 DESC, 3 DESC, 1;
  END $$;
  COMMENT ON FUNCTION names.find_similar IS
    'Cases of one agency with such a name; logs who asked and which cases were found, never the name.';

  REVOKE ALL ON FUNCTION names.read_name, names.keep_name, names.put_tokens, names.find_similar FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION names.read_name, names.keep_name, names.find_similar TO caseward_names;
`;
