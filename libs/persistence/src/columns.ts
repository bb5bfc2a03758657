import type { Assignee, DutyReadModel, HostedChanges, ReadModel, TypedIn } from '@caseward/domain';

/** A read model row in the names of its table; instants and dates as text. */
export type Columns = Readonly<Record<string, unknown>>;

export const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `dueAt` becomes `due_at`; an assignee becomes its three columns. */
export function columnsOf(row: object): Columns {
  const columns: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row) as [string, unknown][]) {
    if (name !== 'assignee') {
      columns[snakeCase(name)] = value;
      continue;
    }
    const assignee = value as Assignee;
    columns['assignee_person'] = assignee.personId;
    columns['assignee_role'] = assignee.role;
    columns['assignee_scope'] = assignee.scopeId;
  }
  return columns;
}

/**
 * The argument of `caseward.write_read_model`.
 * @param typed who types a case in from its beginning, where these changes are that beginning
 */
export function changesJson(changes: HostedChanges, typed: TypedIn | null = null): string {
  if ('dutyFile' in changes) {
    return JSON.stringify({ ...dutyColumns(changes), removed_task_ids: changes.removedTaskIds });
  }
  const { removedTaskIds, removedGuestIds } = changes;
  const removed = { removed_task_ids: removedTaskIds, removed_guest_ids: removedGuestIds };
  const assignments = typed === null ? {} : { assignments: [columnsOf(typed)] };
  return JSON.stringify({ ...readModelColumns(changes), ...removed, ...assignments });
}

function dutyColumns({ dutyFile, obligations, breaches, escalations, tasks }: DutyReadModel): Columns {
  return {
    duty_file: columnsOf(dutyFile),
    obligations: obligations.map(columnsOf),
    breaches: breaches.map(columnsOf),
    escalations: escalations.map(columnsOf),
    tasks: tasks.map(columnsOf),
  };
}

export function readModelColumns(model: ReadModel): Readonly<Record<keyof ReadModel, Columns | Columns[]>> {
  return {
    case: columnsOf(model.case),
    obligations: model.obligations.map(columnsOf),
    breaches: model.breaches.map(columnsOf),
    escalations: model.escalations.map(columnsOf),
    tasks: model.tasks.map(columnsOf),
    guests: model.guests.map(columnsOf),
    custody: model.custody.map(columnsOf),
    emergencies: model.emergencies.map(columnsOf),
  };
}
