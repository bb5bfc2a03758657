import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What counting over the record needs: local dates by the zone that a policy carries, and the record by type. */
export class CountIndicators1795305612000 implements MigrationInterface {
  readonly name = 'CountIndicators1795305612000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION caseward.local_date(p_offsets jsonb, p_at timestamptz) RETURNS date IMMUTABLE LANGUAGE sql AS $$
        SELECT ((p_at AT TIME ZONE 'UTC') + make_interval(mins => (o ->> 'minutes')::integer))::date
        FROM jsonb_array_elements(p_offsets) o
        WHERE (o ->> 'fromMs')::float8 <= extract(epoch FROM p_at) * 1000 OR o = p_offsets -> 0
        ORDER BY (o ->> 'fromMs')::float8 DESC LIMIT 1
      $$;
      COMMENT ON FUNCTION caseward.local_date IS 'The local date of an instant, by the offsets of a zone as a policy carries them.';

      CREATE FUNCTION caseward.end_of_date(p_offsets jsonb, p_on date) RETURNS timestamptz IMMUTABLE LANGUAGE sql AS $$
        SELECT to_timestamp(min(greatest(o.from_ms, w.wall_ms - o.minutes * 60000)) / 1000)
        FROM (SELECT extract(epoch FROM (p_on + 1)::timestamp)::float8 * 1000 AS wall_ms) w,
          (SELECT (e ->> 'fromMs')::float8 AS from_ms, (e ->> 'minutes')::float8 AS minutes,
            coalesce(lead((e ->> 'fromMs')::float8) OVER (ORDER BY (e ->> 'fromMs')::float8), 'infinity') AS until_ms
            FROM jsonb_array_elements(p_offsets) e) o
        WHERE greatest(o.from_ms, w.wall_ms - o.minutes * 60000) < o.until_ms AND o.until_ms > w.wall_ms - 86400000
      $$;
      COMMENT ON FUNCTION caseward.end_of_date IS 'TIME-3, A72: the first instant of the next local date, by the offsets of a zone.';

      CREATE INDEX case_event_by_type ON caseward.case_event (type, case_id, seq);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX caseward.case_event_by_type;
      DROP FUNCTION caseward.end_of_date;
      DROP FUNCTION caseward.local_date;
    `);
  }
}
