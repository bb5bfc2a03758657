/**
 * What the hash of an entry is made of: every column but the hash itself, in this order, as PostgreSQL writes JSON.
 * A verifier asks for the same text with its own words, so that nobody gains by replacing this function.
 */
export const ACCESS_LINE = `
  CREATE FUNCTION caseward.access_line(e caseward.access_log) RETURNS text STABLE LANGUAGE sql
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT json_build_array(e.chain, e.entry_no, e.access_id, (extract(epoch FROM e.accessed_at) * 1000)::bigint,
      (extract(epoch FROM e.logged_real_at) * 1000000)::bigint, e.kind, e.what, e.person_id, e.role, e.case_id, e.case_ids,
      e.detail, e.reason, e.status, e.times, e.event_seq, encode(e.event_hash, 'hex'))::text
  $$;
  COMMENT ON FUNCTION caseward.access_line IS 'An entry of the audit trail as its hash covers it.';
`;

/** Sixteen chains side by side: a writer takes one that nobody holds, and waits only where all are held. */
export const CHAIN_ACCESS = `
  CREATE FUNCTION caseward.chain_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    chains CONSTANT integer := 16;
    lock_class CONSTANT integer := 3166;
    held integer := nullif(current_setting('caseward.access_chain', true), '')::integer;
    candidate integer;
  BEGIN
    IF held IS NULL THEN
      FOR step IN 0 .. chains - 1 LOOP
        candidate := (pg_backend_pid() + step) % chains;
        IF pg_try_advisory_xact_lock(lock_class, candidate) THEN
          held := candidate;
          EXIT;
        END IF;
      END LOOP;
      held := coalesce(held, pg_backend_pid() % chains);
      PERFORM set_config('caseward.access_chain', held::text, true);
    END IF;
    held := abs(held) % chains;
    PERFORM pg_advisory_xact_lock(lock_class, held);

    NEW.chain := held;
    SELECT e.entry_no + 1, e.hash INTO NEW.entry_no, NEW.previous_hash FROM caseward.access_log e
      WHERE e.chain = held ORDER BY e.entry_no DESC LIMIT 1;
    IF NOT FOUND THEN
      NEW.entry_no := 1;
      NEW.previous_hash := decode(repeat('00', 32), 'hex');
    END IF;
    NEW.logged_real_at := clock_timestamp();
    IF NEW.kind = 'read' AND NEW.what LIKE 'name\\_%' THEN
      NEW.kind := 'name';
    END IF;
    IF NEW.case_id IS NOT NULL AND NEW.case_id <> ALL (NEW.case_ids) THEN
      NEW.case_ids := NEW.case_id || NEW.case_ids;
    END IF;
    NEW.hash := sha256(NEW.previous_hash || convert_to(caseward.access_line(NEW), 'UTF8'));
    RETURN NEW;
  END $$;
  COMMENT ON FUNCTION caseward.chain_access IS
    'Gives an entry of the audit trail its place and its link; what the writer said about either is not heard.';
  CREATE TRIGGER access_log_is_chained BEFORE INSERT ON caseward.access_log
    FOR EACH ROW EXECUTE FUNCTION caseward.chain_access();
`;

/** The entry carries the last link of the case: where the end of a record is cut off, the trail knows how far it went. */
export const NOTE_COMMAND = `
  CREATE FUNCTION caseward.note_command() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO caseward.access_log (accessed_at, kind, what, person_id, role, case_id, detail, event_seq, event_hash)
      SELECT NEW.recorded_at, CASE NEW.outcome WHEN 'accepted' THEN 'record' ELSE 'refusal' END, 'record.' || NEW.type,
        NEW.actor_person_id, e.actor ->> 'role', NEW.case_id, NEW.refusal ->> 'code', e.seq, e.hash
      FROM (SELECT) AS always LEFT JOIN caseward.case_event e ON e.case_id = NEW.case_id AND e.seq = NEW.last_seq;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION caseward.note_command IS 'IM-6: every write stands in the audit trail by the transaction that makes it.';
  CREATE TRIGGER command_is_audited AFTER INSERT OR UPDATE OF last_seq, refusal ON caseward.command
    FOR EACH ROW EXECUTE FUNCTION caseward.note_command();
`;

/** Entries from before, in their order, and the end of every record as it stands now. */
export const CHAIN_WHAT_IS_THERE = `
  DO $$
  DECLARE
    earlier caseward.access_log;
    link bytea := decode(repeat('00', 32), 'hex');
    place bigint := 0;
  BEGIN
    FOR earlier IN SELECT * FROM caseward.access_log ORDER BY access_id LOOP
      place := place + 1;
      earlier.chain := 0;
      earlier.entry_no := place;
      earlier.kind := CASE WHEN earlier.what LIKE 'name\\_%' THEN 'name' WHEN earlier.case_id IS NULL THEN 'list' ELSE 'read' END;
      earlier.case_ids := array_remove(ARRAY[earlier.case_id], NULL);
      earlier.detail := substring(earlier.detail FROM '^[A-Za-z0-9_:.-]{1,100}$');
      earlier.previous_hash := link;
      link := sha256(link || convert_to(caseward.access_line(earlier), 'UTF8'));
      UPDATE caseward.access_log SET chain = earlier.chain, entry_no = earlier.entry_no, kind = earlier.kind,
          case_ids = earlier.case_ids, detail = earlier.detail, previous_hash = earlier.previous_hash, hash = link
        WHERE access_id = earlier.access_id;
    END LOOP;
  END $$;
`;

export const SEAL_WHAT_IS_THERE = `
  INSERT INTO caseward.access_log (accessed_at, kind, what, person_id, role, case_id, event_seq, event_hash)
    SELECT DISTINCT ON (e.case_id) e.recorded_at, 'record', 'record.sealed', 'system', 'SYSTEM', e.case_id, e.seq, e.hash
    FROM caseward.case_event e ORDER BY e.case_id, e.seq DESC;
`;
