import { CLOCK_STATES } from './clock-states.js';
import { CLOCK_STEPS } from './clock-steps.js';
import { EMERGENCY_STATES } from './emergency.js';
import { GATE_STEPS } from './gates.js';
import { invariant, type Invariant } from './invariant.js';
import { PEOPLE_STATES, PEOPLE_STEPS } from './people.js';
import { RECORD_STATES, RECORD_STEPS } from './record.js';

/** Checked at every accepted step. */
export const STEP_INVARIANTS: readonly Invariant[] = [...RECORD_STEPS, ...CLOCK_STEPS, ...GATE_STEPS, ...PEOPLE_STEPS];

/** Checked once in every distinct state. */
export const STATE_INVARIANTS: readonly Invariant[] = [
  ...RECORD_STATES,
  ...CLOCK_STATES,
  ...PEOPLE_STATES,
  ...EMERGENCY_STATES,
];

/** @param leavesBy how many things that people tried were accepted in this state */
export const EXIT = (leavesBy: number): Invariant =>
  invariant('SPEC-3.4', 'every state has an exit', ({ before }) => (leavesBy > 0 ? null : before.state.stage));
