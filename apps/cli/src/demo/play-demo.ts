import { DEMO_PASSWORD } from '@caseward/contracts';
import { play, type PlayReport } from '@caseward/scenario';
import { ApiClient } from '../play/api-client.js';
import { HttpDriver } from '../play/http-driver.js';
import type { Simulation } from '../play/simulation.js';
import { DEMO_OBSERVER, DEMO_READERS, demoHeadOf, demoId, type Demo } from './demo-site.js';

export interface DemoOutcome {
  readonly report: PlayReport;
  readonly driver: HttpDriver;
}

export interface DemoPlay {
  readonly outcome: Promise<DemoOutcome>;
  /** Gives up at once, wherever it is. */
  abandon(): void;
}

/** Plays what is not in the journal yet, and notes every step there. */
export function playDemo(demo: Demo, simulation: Simulation, onStep: (what: string) => void): DemoPlay {
  const client = new ApiClient({ url: simulation.stack.api.url, password: DEMO_PASSWORD });
  return { outcome: played(demo, { simulation, client, onStep }), abandon: () => client.close() };
}

interface Parts {
  readonly simulation: Simulation;
  readonly client: ApiClient;
  readonly onStep: (what: string) => void;
}

async function played({ scenario, journal }: Demo, { simulation, client, onStep }: Parts): Promise<DemoOutcome> {
  await client.signIn([...Object.keys(scenario.cast), ...DEMO_READERS, DEMO_OBSERVER]);
  const drivers: HttpDriver[] = [];
  const report = await play(
    scenario,
    async (stage) => {
      const driver = new HttpDriver(stage, {
        client,
        loginOf: (name) => name,
        headOf: demoHeadOf,
        readers: DEMO_READERS,
        observer: DEMO_OBSERVER,
      });
      drivers.push(driver);
      return driver;
    },
    {
      run: journal.run,
      idOf: demoId,
      sideBySide: true,
      played: journal.played,
      onPlayed: (step) => {
        journal.add(step, simulation.now());
        onStep(`${step.result.at}  ${step.result.what}`);
      },
    },
  );
  const [driver] = drivers;
  if (driver === undefined) throw new Error('the scenario has no steps');
  return { report, driver };
}
