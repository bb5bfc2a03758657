import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { NOW, type Duty, type File, type World } from './decisions-world.js';

const END = '2026-02-01T00:00:00Z';
const TABLES = [
  ...['case_summary', 'case_event', 'case_guest', 'data_entry_case', 'emergency_access', 'form_content', 'case_key'],
  ...['task', 'obligation', 'command', 'form_draft', 'duty_file', 'person'],
];
const FIELD = { provider: 'referralId', receiver: 'transferId', member: 'conferenceId' } as const;
const SHARED_BY = { provider: 'ReferralSent', receiver: 'TransferSent', member: 'ConferenceConvened' } as const;

/** Rows of one table from values as the domain writes them. */
async function fill(owner: DataSource, table: string, rows: readonly object[]): Promise<void> {
  await owner.query(
    `INSERT INTO caseward.${table} SELECT (jsonb_populate_record(NULL::caseward.${table}, r)).*
      FROM jsonb_array_elements($1::jsonb) AS r`,
    [JSON.stringify(rows)],
  );
}

function eventsOf(file: File): object[] {
  const hash = `\\x${'00'.repeat(32)}`;
  const common = { case_id: file.id, occurred_at: NOW, recorded_at: NOW, actor: {}, previous_hash: hash, hash };
  const shared = file.shares.map(({ relation, about, contentId }) => ({
    type: SHARED_BY[relation],
    data: { [FIELD[relation]]: about, content: { contentId } },
  }));
  const facts = [{ type: 'NoteRecorded', data: { content: { contentId: file.privateForm } } }, ...shared];
  return facts.map((fact, index) => ({ ...common, ...fact, seq: index + 1, command_id: `c${String(index)}` }));
}

function formsOf(file: File): object[] {
  const sealed = { iv: `\\x${'00'.repeat(12)}`, tag: `\\x${'00'.repeat(16)}`, ciphertext: '\\x00' };
  const common = {
    case_id: file.id,
    form: 'note',
    form_version: 1,
    digest: '0'.repeat(64),
    ...sealed,
    created_at: NOW,
  };
  const shared = file.shares.map(({ contentId }) => ({ ...common, content_id: contentId, created_by: 'somebody' }));
  const own = [file.privateForm, file.draftForm].map((id) => ({ ...common, content_id: id, created_by: file.author }));
  return [...own, ...shared];
}

const placeOf = ({ team, office, agency }: File | Duty) => ({ team_id: team, office_id: office, agency_id: agency });

/** Written as a superuser who skips triggers and references: only what is read matters here. */
export async function writeWorld(owner: DataSource, { people, files, duties }: World): Promise<void> {
  await owner.query(`SET session_replication_role = replica`);
  await owner.query(TABLES.map((table) => `DELETE FROM caseward.${table}`).join('; '));
  await fill(
    owner,
    'person',
    people.map((human) => ({ person_id: human.id, display_name: 'Invented', role: human.role, active: true })),
  );
  await fill(
    owner,
    'case_summary',
    files.map((file) => ({
      ...{ case_id: file.id, seq: 1, stage: 'OPEN', level: 'LOW', episode: 1, closure_recommended: false },
      ...{ caseworker_id: file.caseworker, ...placeOf(file) },
    })),
  );
  await fill(owner, 'case_event', files.flatMap(eventsOf));
  await fill(owner, 'form_content', files.flatMap(formsOf));
  await fill(
    owner,
    'case_guest',
    files.flatMap(({ id, shares }) =>
      shares
        .filter(({ isLive }) => isLive)
        .map(({ relation, about, personId, agencyId }, n) => ({
          ...{ case_id: id, guest_id: `g${String(n)}`, relation, about, person_id: personId, agency_id: agencyId },
        })),
    ),
  );
  await fill(
    owner,
    'data_entry_case',
    files.flatMap(({ id, typists }) =>
      typists.map(({ personId, isOver }) => ({
        ...{ assignment_id: randomUUID(), case_id: id, person_id: personId, starts_at: '2026-01-01T00:00:00Z' },
        ...{
          recorded_at: '2026-01-01T00:00:00Z',
          over_limit: false,
          assigned_by: 'somebody',
          ends_at: isOver ? END : null,
          end_recorded_at: isOver ? END : null,
        },
      })),
    ),
  );
  await fill(
    owner,
    'emergency_access',
    files.flatMap(({ id, emergencies }) =>
      emergencies.map((window, n) => ({
        ...{ case_id: id, access_id: `e${String(n)}`, person_id: window.personId, agency_id: window.agencyId },
        ...{ starts_at: window.startsAt, ends_at: window.endsAt },
      })),
    ),
  );
  await fill(
    owner,
    'task',
    files.map((file) => ({
      ...{
        case_id: file.id,
        task_id: 't',
        kind: 'notice',
        command: 'acknowledgeNotice',
        assignee_person: file.taskFor,
      },
      ...{ ...placeOf(file), risk_level: 'LOW', opened_at: NOW },
    })),
  );
  await fill(
    owner,
    'obligation',
    files.map((file) => ({
      ...{
        case_id: file.id,
        key: 'k',
        kind: 'visit',
        episode: 1,
        level: 'LOW',
        anchor: NOW,
        due_at: NOW,
        overdue_from: NOW,
      },
      ...{ status: 'open', known_since: NOW, derivation: {} },
    })),
  );
  await fill(
    owner,
    'duty_file',
    duties.map((duty) => ({
      ...{ case_id: duty.id, seq: 1, kind: duty.kind, subject_id: duty.subject, ...placeOf(duty) },
      ...{ opened_at: NOW, hidden_from: duty.hiddenFrom, policy_version: 'sop' },
    })),
  );
}
