import type { DutyFileDetail, DutyFileView } from '@caseward/contracts';
import {
  availableDutyCommands,
  dutyReadModelOf,
  type Actor,
  type DutyFileRow,
  type DutyState,
  type HostedEvent,
} from '@caseward/domain';
import { escalationRowView } from '../reading/escalation-view.js';
import { clockViews, type ReadingOf } from '../reading/structure-view.js';
import { timelineEntry } from '../reading/timeline-view.js';

export function dutyFileView({ caseId, hiddenFrom: _, ...row }: DutyFileRow): DutyFileView {
  return { fileId: caseId, ...row };
}

export function dutyFileDetail(
  state: DutyState,
  events: readonly HostedEvent[],
  reader: Actor,
  reading: ReadingOf,
): DutyFileDetail {
  const model = dutyReadModelOf(state);
  return {
    ...dutyFileView(model.dutyFile),
    clocks: clockViews(Object.values(state.obligations), state.owner, reading),
    escalations: model.escalations.map((row) => escalationRowView({ ...row, caseId: state.caseId, caseCode: null })),
    tasks: model.tasks.map(({ taskId, kind, command, assignee, dueOn, dueAt }) => ({
      ...{ taskId, kind, command, assignee, dueOn, dueAt },
    })),
    events: events.map((event) => timelineEntry(event, true)),
    availableCommands: availableDutyCommands(state, reader),
  };
}
