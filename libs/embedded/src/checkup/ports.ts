import { portOwner } from '../support/port-owner.js';
import { isFree } from '../support/ports.js';
import { portsFromEnv, PORT_SETTINGS } from '../stack/stack-ports.js';

export interface PortState {
  readonly name: keyof typeof PORT_SETTINGS;
  readonly setting: string;
  readonly port: number;
  /** Undefined when the port is free. */
  readonly takenBy?: string;
  /** Whether another port may be taken instead: nobody asked for this one. */
  readonly mayMove: boolean;
}

/**
 * The ports that a start would like to have.
 * @throws EmbeddedError when a setting is no port
 */
export async function portStates(env: NodeJS.ProcessEnv = process.env): Promise<PortState[]> {
  const wishes = portsFromEnv(env);
  const states: PortState[] = [];
  for (const [name, { setting }] of Object.entries(PORT_SETTINGS) as [PortState['name'], { setting: string }][]) {
    const wish = wishes[name];
    if (wish === undefined) continue;
    const [port, mayMove] = typeof wish === 'number' ? [wish, false] : [wish.prefer, true];
    const takenBy = (await isFree(port)) ? undefined : (portOwner(port) ?? 'another program');
    states.push({ name, setting, port, mayMove, ...(takenBy === undefined ? {} : { takenBy }) });
  }
  return states;
}
