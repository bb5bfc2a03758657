/**
 * Who reads stands in settings of the transaction (`SET LOCAL caseward.person_id`, `role`, `team_id`, `office_id`,
 * `agency_id`, `now`). Unset is nobody, and nobody sees anything. The rules are those of `access/can-open.ts` and
 * `duty/permissions.ts` of the domain; tests compare all of them by random questions.
 */
const READER = `
  CREATE FUNCTION caseward.reader(p_what text) RETURNS text STABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT nullif(current_setting('caseward.' || p_what, true), '')
  $$;
  COMMENT ON FUNCTION caseward.reader IS 'One thing about who reads in this transaction; null when nobody is named.';

  CREATE FUNCTION caseward.reader_scopes() RETURNS text[] STABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT CASE caseward.reader('role')
      WHEN 'SUP' THEN ARRAY[caseward.reader('team_id'), caseward.reader('agency_id')]
      WHEN 'MGR' THEN ARRAY[caseward.reader('office_id'), caseward.reader('agency_id')]
      WHEN 'HEAD' THEN ARRAY[caseward.reader('agency_id')]
      WHEN 'COORD' THEN ARRAY['coordination']
      ELSE ARRAY[]::text[] END
  $$;
  COMMENT ON FUNCTION caseward.reader_scopes IS 'Where work by role waits for the reader, that of the agency for who answers for it (TR-6).';
`;

const SIGHT = `
  CREATE FUNCTION caseward.is_assigned(p_case_id uuid) RETURNS boolean
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN EXISTS (SELECT FROM caseward.data_entry_case d
      WHERE d.case_id = p_case_id AND d.person_id = caseward.reader('person_id') AND d.ends_at IS NULL);
  END $$;
  COMMENT ON FUNCTION caseward.is_assigned IS 'Section 2: whether the reader types this case in now.';

  CREATE FUNCTION caseward.emergency_cases() RETURNS uuid[]
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN ARRAY[]::uuid[];
  END $$;
  COMMENT ON FUNCTION caseward.emergency_cases IS 'The cases that the reader has opened in an emergency that lasts.';

  CREATE FUNCTION caseward.is_ours(p_case_id uuid, p_caseworker_id text, p_team_id text, p_office_id text, p_agency_id text)
    RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT p_agency_id = caseward.reader('agency_id') AND caseward.reader('person_id') IS NOT NULL
      AND CASE caseward.reader('role')
        WHEN 'CW' THEN p_caseworker_id = caseward.reader('person_id')
        WHEN 'SUP' THEN p_team_id = caseward.reader('team_id')
        WHEN 'MGR' THEN p_office_id = caseward.reader('office_id')
        WHEN 'HEAD' THEN true
        WHEN 'DE' THEN caseward.is_assigned(p_case_id)
        ELSE false END
  $$;
  COMMENT ON FUNCTION caseward.is_ours IS 'Section 2: whether the reader sees the identifiable data of a case with this owner.';

  CREATE FUNCTION caseward.is_shared(p_case_id uuid, p_about text[] DEFAULT NULL) RETURNS boolean
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN EXISTS (SELECT FROM caseward.case_guest g
      WHERE g.case_id = p_case_id AND (p_about IS NULL OR g.about = ANY (p_about))
        AND (g.person_id = caseward.reader('person_id') OR g.agency_id = caseward.reader('agency_id'))
        AND caseward.reader('person_id') IS NOT NULL
        AND CASE g.relation
          WHEN 'provider' THEN caseward.reader('role') IN ('CW', 'SUP', 'MGR', 'RFP')
          WHEN 'receiver' THEN caseward.reader('role') IN ('SUP', 'MGR')
          WHEN 'member' THEN caseward.reader('role') IN ('CW', 'SUP', 'MGR', 'RFP', 'CONF', 'BIDP')
          ELSE false END);
  END $$;
  COMMENT ON FUNCTION caseward.is_shared IS 'PERM-4: whether the reader is a guest of the case, or of one of these referrals, transfers and conferences.';

  CREATE FUNCTION caseward.sight_of(p_case_id uuid) RETURNS text
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    s record;
  BEGIN
    IF caseward.reader('person_id') IS NULL THEN
      RETURN NULL;
    END IF;
    SELECT c.caseworker_id, c.team_id, c.office_id, c.agency_id INTO s FROM caseward.case_summary c WHERE c.case_id = p_case_id;
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;
    IF caseward.is_ours(p_case_id, s.caseworker_id, s.team_id, s.office_id, s.agency_id) OR p_case_id = ANY (caseward.emergency_cases()) THEN
      RETURN 'whole';
    END IF;
    IF caseward.reader('role') = 'ADM' THEN
      RETURN 'structure';
    END IF;
    RETURN CASE WHEN caseward.is_shared(p_case_id) THEN 'shared' END;
  END $$;
  COMMENT ON FUNCTION caseward.sight_of IS 'How much of a case the reader sees: whole, structure, shared, or null for nothing.';

  CREATE FUNCTION caseward.is_own_draft(p_case_id uuid, p_content_id uuid, p_created_by text) RETURNS boolean
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN p_created_by = caseward.reader('person_id') AND NOT EXISTS (SELECT FROM caseward.case_event e
      WHERE e.case_id = p_case_id AND e.data -> 'content' ->> 'contentId' = p_content_id::text);
  END $$;
  COMMENT ON FUNCTION caseward.is_own_draft IS 'Whether the reader wrote a form that never came into the record, so that it is nobody else''s.';

  CREATE FUNCTION caseward.is_shared_content(p_case_id uuid, p_content_id uuid) RETURNS boolean
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN caseward.is_shared(p_case_id) AND EXISTS (SELECT FROM caseward.case_event e
      WHERE e.case_id = p_case_id AND e.data -> 'content' ->> 'contentId' = p_content_id::text
        AND e.type IN ('ReferralDrafted', 'ReferralSent', 'ReferralAnswered', 'ReferralDone', 'TransferProposed',
          'TransferSent', 'ConferenceConvened', 'ConferenceMembersInvited')
        AND caseward.is_shared(p_case_id,
          ARRAY[e.data ->> 'referralId', e.data ->> 'transferId', e.data ->> 'conferenceId']));
  END $$;
  COMMENT ON FUNCTION caseward.is_shared_content IS 'PERM-4: whether a form was written for the guest who reads.';
`;

const DUTY = `
  CREATE FUNCTION caseward.files_hidden_from(p_person_id text) RETURNS uuid[]
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN ARRAY(SELECT f.case_id FROM caseward.duty_file f WHERE f.hidden_from @> jsonb_build_array(p_person_id));
  END $$;
  COMMENT ON FUNCTION caseward.files_hidden_from IS 'IM-12: files of which somebody learns nothing; there are few.';

  CREATE FUNCTION caseward.duty_rights() RETURNS text[]
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN ARRAY(SELECT r.kind || ':' || r.relation FROM caseward.duty_file_reader r
      WHERE r.role = caseward.reader('role') AND caseward.reader('person_id') IS NOT NULL);
  END $$;
  COMMENT ON FUNCTION caseward.duty_rights IS 'Which kinds of duty files the reader may open, and standing how: kind:relation.';

  CREATE FUNCTION caseward.reads_duty_file(p_file_id uuid) RETURNS boolean
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN EXISTS (SELECT FROM caseward.duty_file f JOIN caseward.duty_file_reader r ON r.kind = f.kind
      WHERE f.case_id = p_file_id AND r.role = caseward.reader('role') AND caseward.reader('person_id') IS NOT NULL
        AND NOT f.hidden_from @> jsonb_build_array(caseward.reader('person_id'))
        AND CASE r.relation
          WHEN 'any' THEN true
          WHEN 'subject' THEN f.subject_id = caseward.reader('person_id')
          WHEN 'common' THEN f.agency_id IS NULL
          WHEN 'agency' THEN f.agency_id = caseward.reader('agency_id')
          WHEN 'office' THEN f.agency_id = caseward.reader('agency_id') AND f.office_id = caseward.reader('office_id')
          WHEN 'team' THEN f.agency_id = caseward.reader('agency_id') AND f.team_id = caseward.reader('team_id')
          ELSE false END);
  END $$;
  COMMENT ON FUNCTION caseward.reads_duty_file IS 'Whether the reader may open a duty file.';
`;

const READS = `
  CREATE FUNCTION caseward.reads_structure(p_case_id uuid) RETURNS boolean
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN coalesce(caseward.sight_of(p_case_id) IN ('whole', 'structure'), false) OR caseward.reads_duty_file(p_case_id);
  END $$;
  COMMENT ON FUNCTION caseward.reads_structure IS 'Whether the reader sees stages, dates and decisions of a case or a duty file.';

  CREATE FUNCTION caseward.reads_whole(p_case_id uuid) RETURNS boolean
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN coalesce(caseward.sight_of(p_case_id) = 'whole', false)
      OR (caseward.reader('role') <> 'ADM' AND caseward.reads_duty_file(p_case_id));
  END $$;
  COMMENT ON FUNCTION caseward.reads_whole IS 'Whether the reader sees what people wrote about a case or in a duty file.';

  CREATE FUNCTION caseward.waiting_for_reader() RETURNS uuid[]
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN ARRAY(
      SELECT t.case_id FROM caseward.task t WHERE t.assignee_person = caseward.reader('person_id')
      UNION SELECT t.case_id FROM caseward.task t
        WHERE t.assignee_role = caseward.reader('role') AND t.assignee_scope = ANY (caseward.reader_scopes())
      UNION SELECT e.case_id FROM caseward.escalation e WHERE e.assignee_person = caseward.reader('person_id')
      UNION SELECT e.case_id FROM caseward.escalation e
        WHERE e.assignee_role = caseward.reader('role') AND e.assignee_scope = ANY (caseward.reader_scopes())
      EXCEPT SELECT unnest(caseward.files_hidden_from(caseward.reader('person_id'))));
  END $$;
  COMMENT ON FUNCTION caseward.waiting_for_reader IS 'Cases and files with work for the reader: code, stage and dates stand in the inbox.';

  CREATE FUNCTION caseward.shared_with_reader() RETURNS uuid[]
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN ARRAY(SELECT DISTINCT g.case_id FROM caseward.case_guest g
      WHERE (g.person_id = caseward.reader('person_id') OR g.agency_id = caseward.reader('agency_id'))
        AND caseward.is_shared(g.case_id));
  END $$;
  COMMENT ON FUNCTION caseward.shared_with_reader IS 'PERM-4: cases of which the reader is a guest.';
`;

export const READER_FUNCTIONS = [READER, SIGHT, DUTY, READS].join('\n');

export const DROP_READER_FUNCTIONS = [
  'shared_with_reader()',
  'waiting_for_reader()',
  'reads_whole(uuid)',
  'reads_structure(uuid)',
  'reads_duty_file(uuid)',
  'duty_rights()',
  'files_hidden_from(text)',
  'is_shared_content(uuid, uuid)',
  'is_own_draft(uuid, uuid, text)',
  'sight_of(uuid)',
  'is_shared(uuid, text[])',
  'is_ours(uuid, text, text, text, text)',
  'emergency_cases()',
  'is_assigned(uuid)',
  'reader_scopes()',
  'reader(text)',
]
  .map((signature) => `DROP FUNCTION caseward.${signature};`)
  .join('\n');
