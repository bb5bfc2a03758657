import { fold, type CaseState } from '@caseward/domain';
import { openRecords } from '@caseward/persistence';
import { DomainDriver, play, UnusableScenarioError, type Stage } from '@caseward/scenario';
import { findDeployment, withRecord, type DeploymentOptions } from '../deployment/deployment.js';
import { readScenarioFile } from '../play/scenario-files.js';
import { CommandFailed, EXIT } from '../terminal/exit-codes.js';

/** The open cases of a deployment, from its record. */
export async function recordedCases(options: DeploymentOptions, onCase: () => void): Promise<CaseState[]> {
  const states: CaseState[] = [];
  await withRecord(findDeployment(options), async (record) => {
    for await (const [caseId, events] of openRecords(record, { kind: 'all', id: null })) {
      states.push(fold(caseId, events));
      onCase();
    }
  });
  return states;
}

/** The cases of a scenario file as its last step leaves them: of every branch where it forks. */
export async function playedCases(file: string): Promise<CaseState[]> {
  const states: CaseState[] = [];
  const start = async (stage: Stage): Promise<DomainDriver> => {
    const driver = new DomainDriver(stage);
    driver.verify = async () => {
      states.push(...driver.states());
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
  return states;
}
