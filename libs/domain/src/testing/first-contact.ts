import type { CommandPayloads } from '../case/commands.js';
import type { ImmediateConcernType } from '../case/vocabulary/first-contact.js';
import { CW, OWNER, TestCase } from './a-case.js';

/** First steps of a fictional case, for specs. */
type Raise = CommandPayloads['raiseImmediateConcern'];
export type Address = CommandPayloads['addressImmediateConcern'];

export const identified = (at: string, test = new TestCase()): TestCase =>
  test.do(at, CW, 'identifyChild', { source: 'community', owner: OWNER, policy: test.policy });

export const raised = (
  test: TestCase,
  at: string,
  type: ImmediateConcernType,
  more: Partial<Raise> = {},
  recorded = at,
): TestCase => test.do(at, CW, 'raiseImmediateConcern', { immediateConcernId: 'i1', type, ...more }, recorded);

export const addressed = (
  test: TestCase,
  at: string,
  by: Address['by'],
  more: Partial<Address> = {},
  recorded = at,
): TestCase => test.do(at, CW, 'addressImmediateConcern', { immediateConcernId: 'i1', by, ...more }, recorded);

export const left = (test: TestCase, at: string, recorded = at): TestCase =>
  test.do(at, CW, 'recordEncounterEnd', { encounterId: 'e1' }, recorded);
