import { rmSync } from 'node:fs';
import { DEMO_PASSWORD } from '@caseward/contracts';
import { fromMs, toMs, type Instant } from '@caseward/domain';
import { instantOf, laterPoliciesOf, play, policyOf, type PlayReport, type Scenario } from '@caseward/scenario';
import { ApiClient } from './api-client.js';
import { castDirectory, headsOf, idsOf, loginsOf, OBSERVER, readersOf } from './cast-directory.js';
import { httpDriver } from './http-driver.js';
import { startSimulation, type Pace, type Simulation } from './simulation.js';

/** In real time: the clock has begun before anybody acts. */
const LEAD_MS = 2_000;

const beginOf = (scenario: Scenario): Instant => instantOf(policyOf(scenario).zone, scenario.steps[0]?.at ?? '');

/** A little before the first step of all. */
export function originOf(scenarios: readonly Scenario[], speed: number): Instant {
  const first = scenarios.map(beginOf).reduce((a, b) => (a < b ? a : b));
  return fromMs(toMs(first) - LEAD_MS * speed);
}

/** Whoever acts on the first day is signed in beforehand; the others have until their own day. */
async function signIn(client: ApiClient, scenarios: readonly Scenario[]): Promise<void> {
  const days = [...new Set(scenarios.map((scenario) => scenario.steps[0]?.at.slice(0, 10) ?? ''))].sort();
  const [now = [], ...later] = days.map((day) =>
    scenarios
      .filter(({ steps }) => steps[0]?.at.startsWith(day) === true)
      .flatMap((scenario) => castDirectory(scenario).people.map(({ login }) => login)),
  );
  await client.signIn(now);
  // A sign-in that fails is told to whoever asks under that name.
  void client.signIn(later.flat()).catch(() => undefined);
}

export interface HttpSite {
  readonly simulation: Simulation;
  play(scenario: Scenario): Promise<PlayReport>;
  stop(): Promise<void>;
}

export interface HttpSiteOptions {
  /** Removed at the end. */
  readonly dataDir: string;
  readonly speed: number;
  readonly paces?: readonly Pace[];
  readonly say?: (line: string) => void;
  readonly env?: Readonly<Record<string, string>>;
}

/** One deployment for scenarios that share a policy; they are played side by side on its clock. */
export async function startHttpSite(scenarios: readonly Scenario[], options: HttpSiteOptions): Promise<HttpSite> {
  const [first] = scenarios;
  if (first === undefined) throw new Error('a deployment for no scenario');
  const directories = scenarios.map(castDirectory);
  const simulation = await startSimulation({
    ...options,
    origin: originOf(scenarios, options.speed),
    policy: policyOf(first),
    laterPolicies: laterPoliciesOf(first),
    directories,
    password: DEMO_PASSWORD,
  });
  const client = new ApiClient({ url: simulation.stack.api.url, password: DEMO_PASSWORD });
  await signIn(client, scenarios);
  return {
    simulation,
    play: (scenario) => {
      const loginOf = loginsOf(scenario);
      const [headOf, readers] = [headsOf(scenario), readersOf(scenario)];
      const driver = httpDriver({ client, loginOf, headOf, readers, observer: loginOf(OBSERVER) });
      return play(scenario, driver, { idOf: idsOf(scenario), sideBySide: true });
    },
    stop: async () => {
      await simulation.stack.stopAll();
      rmSync(options.dataDir, { recursive: true, force: true });
    },
  };
}
