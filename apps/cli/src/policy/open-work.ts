import { createClock } from '@caseward/config';
import { fold, foldDuty, simulatedInstant, type CaseState, type DutyState, type Instant } from '@caseward/domain';
import { areasOfOffices, openDutyRecords, openRecords, readClockSegments } from '@caseward/persistence';
import { DomainDriver, play, UnusableScenarioError, type Stage } from '@caseward/scenario';
import { findDeployment, withRecord, type DeploymentOptions } from '../deployment/deployment.js';
import { readScenarioFile } from '../play/scenario-files.js';
import { CommandFailed, EXIT } from '../terminal/exit-codes.js';

/** Everything that a version of the policy would reach. */
export interface OpenWork {
  readonly cases: readonly CaseState[];
  readonly dutyFiles: readonly DutyState[];
  /** Areas of offices that have one. */
  readonly areas: ReadonlyMap<string, string>;
  readonly now: Instant;
}

const EVERYWHERE = { kind: 'all', id: null } as const;

/** Open cases and duty files of a deployment, from its record. */
export async function recordedWork(options: DeploymentOptions, onStep: () => void): Promise<OpenWork> {
  const [cases, dutyFiles]: [CaseState[], DutyState[]] = [[], []];
  return withRecord(findDeployment(options), async (record) => {
    for await (const [caseId, events] of openRecords(record, EVERYWHERE)) {
      cases.push(fold(caseId, events));
      onStep();
    }
    for await (const [, events] of openDutyRecords(record, EVERYWHERE)) {
      const state = foldDuty(events);
      if (state !== null) dutyFiles.push(state);
      onStep();
    }
    const [clock, segments] = [createClock(), await readClockSegments(record)];
    const now = segments.length === 0 ? clock.now() : simulatedInstant(segments, clock.realMs());
    return { cases, dutyFiles, areas: await areasOfOffices(record), now };
  });
}

/** The cases of a scenario file as its last step leaves them: of every branch where it forks. */
export async function playedWork(file: string): Promise<OpenWork> {
  const cases: CaseState[] = [];
  const start = async (stage: Stage): Promise<DomainDriver> => {
    const driver = new DomainDriver(stage);
    driver.verify = async () => {
      cases.push(...driver.states());
      return [];
    };
    return driver;
  };
  try {
    await play(readScenarioFile(file), start);
  } catch (error) {
    if (!(error instanceof UnusableScenarioError)) throw error;
    throw new CommandFailed(`${file}: ${error.message}`, EXIT.usage, 'caseward play shows every fault of the file.');
  }
  return { cases, dutyFiles: [], areas: new Map(), now: createClock().now() };
}
