import { isDutyState, isWhole, type HostedCommand, type HostedEvent, type HostedState } from '@caseward/domain';
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { CaseFile } from './case-file.js';
import { keepDeadlines } from './deadlines.js';
import { CARRIED_SCHEMA_VERSION, COMMAND, STATE_QUERY, type CaseStart, type CommandResult } from './messages.js';
import { archiveHistory } from './record.js';

const commandUpdate = defineUpdate<CommandResult<HostedEvent>, [HostedCommand]>(COMMAND);
const commandSignal = defineSignal<[HostedCommand]>(COMMAND);
const stateQuery = defineQuery<HostedState>(STATE_QUERY);

/** Keeps runs short: a worker that lost its cache replays one run only. */
const CONTINUE_AFTER = 50;

/**
 * The life of one case, or of one duty file of the organisation: the record says which, the engine never knows.
 * It has no end: a closed case has its final review, late entries and a re-opening ahead.
 */
export async function caseLife(start: CaseStart): Promise<void> {
  const file = new CaseFile(start);
  // Before the first await: what arrives with the start is buffered until a handler is there.
  setHandler(commandUpdate, (command) => file.execute(command), {
    validator: (command: HostedCommand) => file.validate(command),
  });
  setHandler(commandSignal, (command) => file.receive(command));
  setHandler(stateQuery, () => file.state);
  // An operator's cancellation would silence every deadline of the case.
  await CancellationScope.nonCancellable(() => live(file, start));
}

async function live(file: CaseFile, start: CaseStart): Promise<void> {
  const archive = archivePreviousRun(start.caseId);
  await file.open();
  const isEmpty = () => file.state.seq === 0 && allHandlersFinished();
  const isLongEnough = () =>
    archive.done && (workflowInfo().continueAsNewSuggested || file.turns >= continueAfter(start));
  await keepDeadlines(file, () => isEmpty() || isLongEnough());
  // Nothing recorded, nobody waiting: the first command was refused, so there is no case.
  if (isEmpty()) return;
  await condition(allHandlersFinished);
  await continueAsNew<typeof caseLife>(successorOf(start, file.state));
}

/** A run that took over a state of an older release hands none on: its successor reads the whole record. */
function successorOf({ carried, ...start }: CaseStart, state: HostedState): CaseStart {
  if (carried !== undefined && !isDutyState(carried.state) && !isWhole(carried.state)) return start;
  return { ...start, carried: { schemaVersion: CARRIED_SCHEMA_VERSION, state } };
}

function continueAfter({ settings }: CaseStart): number {
  return settings?.continueAfter ?? CONTINUE_AFTER;
}

/** Beside the commands, which do not wait for it; but this run stays until it is done. */
function archivePreviousRun(caseId: string): { done: boolean } {
  const runId = workflowInfo().continuedFromExecutionRunId;
  const archive = { done: runId === undefined };
  if (runId !== undefined) void archiveHistory(caseId, runId).then(() => (archive.done = true));
  return archive;
}
