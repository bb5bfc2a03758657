import type { CaseFile, ClockView, InboxItem } from '@caseward/contracts';
import { detailsOf, fold, readModelOf, type CaseState, type Obligation, type TaskRow } from '@caseward/domain';
import type { Cast } from '@caseward/scenario';
import { canonicalJson } from '@caseward/security';
import type { ApiClient } from './api-client.js';
import type { CaseReader } from './case-reader.js';

interface Readers {
  readonly client: ApiClient;
  readonly loginOf: (name: string) => string;
}

/** The running clocks of a fold against those that the API shows. */
export function clocksComplaint(duties: readonly Obligation[], clocks: readonly ClockView[]): string | null {
  const line = (key: string, overdueFrom: string): string => `${key} until ${overdueFrom}`;
  const open = duties.filter(({ status }) => status === 'open').map(({ key, due }) => line(key, due.overdueFrom));
  const shown = clocks.map(({ key, overdueFrom }) => line(key, overdueFrom));
  const [wanted, found] = [open, shown].map((lines) => lines.sort().join('; '));
  return wanted === found ? null : `the clocks are "${wanted ?? ''}" and the API shows "${found ?? ''}"`;
}

/** The case file is compared with the fold of the same events: those up to its ETag. */
export async function caseComplaints(reader: CaseReader, caseName: string, caseId: string): Promise<string[]> {
  const answer = await reader.ask<CaseFile>(caseName);
  if (!answer.ok) return [`${caseId}: the case file cannot be read: ${answer.problem.code}`];
  const file = answer.body;
  const events = await reader.timeline(caseName);
  const state = fold(
    caseId,
    events.filter(({ seq }) => seq <= file.seq),
  );
  const pairs: [string, unknown, unknown][] = [
    ['stage', state.stage, file.stage],
    ['level', state.level, file.level],
    ['episode', state.episode, file.episode],
    ['owner', state.owner?.caseworkerId ?? null, file.owner?.caseworkerId ?? null],
    ['breaches', state.breaches.length, file.breaches.length],
    [
      'escalations',
      state.escalations.map(({ status }) => status).join(),
      file.escalations.map(({ status }) => status).join(),
    ],
  ];
  const clocks = clocksComplaint(Object.values(state.obligations), file.clocks);
  const details = detailsOf(state);
  const differing = Object.entries(file.details).filter(
    ([field, shown]) => canonicalJson(shown) !== canonicalJson(details[field as keyof typeof details]),
  );
  return [
    ...differing.map(([field]) => `${caseId}: the case file shows other ${field} than the record`),
    ...pairs
      .filter(([, folded, shown]) => folded !== shown)
      .map(([what, folded, shown]) => `${caseId}: ${what} is ${String(folded)}, the case file shows ${String(shown)}`),
    ...(clocks === null ? [] : [`${caseId}: ${clocks}`]),
  ];
}

/** Roles that have an inbox of cases. */
const WITH_INBOX: readonly string[] = ['CW', 'SUP', 'MGR', 'HEAD'];

function isFor(cast: Cast, name: string, { personId, role, scopeId }: TaskRow['assignee']): boolean {
  const actor = cast.actor(name);
  if (personId !== null) return personId === actor.personId;
  const scope = { SUP: actor.teamId, MGR: actor.officeId, HEAD: actor.agencyId }[actor.role as 'SUP' | 'MGR' | 'HEAD'];
  return role === actor.role && scopeId !== null && scopeId === scope;
}

/** Everybody's inbox against the tasks that follow from the folds. */
export async function inboxComplaints(readers: Readers, cast: Cast, states: readonly CaseState[]): Promise<string[]> {
  const ours = new Set(states.map(({ caseId }) => caseId));
  const tasks = states.flatMap((state) => readModelOf(state).tasks.map((task) => ({ caseId: state.caseId, task })));
  const complaints: string[] = [];
  for (const name of cast.names.filter((each) => WITH_INBOX.includes(cast.member(each).role))) {
    const wanted = tasks
      .filter(({ task }) => isFor(cast, name, task.assignee))
      .map(({ caseId, task }) => `${caseId} ${task.taskId}`);
    const found = (await inboxOf(readers, name))
      .filter(({ caseId }) => ours.has(caseId))
      .map(({ caseId, taskId }) => `${caseId} ${taskId}`);
    const missing = wanted.filter((line) => !found.includes(line));
    const extra = found.filter((line) => !wanted.includes(line));
    complaints.push(
      ...missing.map((line) => `the inbox of ${name} lacks ${line}`),
      ...extra.map((line) => `the inbox of ${name} has ${line} too many`),
    );
  }
  return complaints;
}

async function inboxOf({ client, loginOf }: Readers, name: string): Promise<InboxItem[]> {
  const items: InboxItem[] = [];
  for (let after: string | null = ''; after !== null;) {
    const cursor: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const path = `/v1/inbox?view=mine&limit=200${cursor}`;
    const { body } = await client.get<{ items: InboxItem[]; next: string | null }>(loginOf(name), path);
    items.push(...body.items);
    after = body.next;
  }
  return items;
}
