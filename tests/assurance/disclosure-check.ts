import type { Sql } from '@caseward/persistence';

/** An answer of which at least one byte arrived. */
export interface Answered {
  /** The word that the request gave as its reason, and nobody else. */
  readonly tag: string;
  readonly login: string;
  /** Null when not even the first line came whole. */
  readonly status: number | null;
  readonly path: string;
  /** Cases that it named, where it came whole. */
  readonly shown: readonly string[];
}

interface Entry {
  readonly cases: readonly string[];
}

/** By the word of the request. */
export type Entries = ReadonlyMap<string, Entry>;

export async function entriesOf(sql: Sql): Promise<Entries> {
  const found = await sql.query<{ reason: string; cases: string[] }[]>(
    `SELECT reason, array_agg(DISTINCT one::text) AS cases FROM caseward.access_log,
        LATERAL unnest(case_ids || coalesce(case_id, '00000000-0000-0000-0000-000000000000'::uuid)) one
      WHERE reason LIKE 't\\_%' GROUP BY reason`,
  );
  return new Map(found.map(({ reason, cases }) => [reason, { cases }]));
}

export interface Fault {
  readonly answer: Answered;
  readonly fault: 'no entry' | 'not named';
}

/** Answers about which the trail is silent, or says less than they showed. */
export function faultsOf(answered: readonly Answered[], entries: Entries): Fault[] {
  return answered.flatMap((answer): Fault[] => {
    const entry = entries.get(answer.tag);
    // A refusal shows nothing: of one person the first of a minute are written one by one, the rest are counted.
    const isRefusal = answer.status !== null && answer.status >= 400;
    if (entry === undefined) return isRefusal ? [] : [{ answer, fault: 'no entry' }];
    if (isRefusal || answer.shown.every((caseId) => entry.cases.includes(caseId))) return [];
    return [{ answer, fault: 'not named' }];
  });
}
