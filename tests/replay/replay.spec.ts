import { LIFECYCLE, type Stage } from '@caseward/domain';
import { runHistory, type RunHistory } from '@caseward/temporal';
import { replayCase, type ReplayedCase } from '@caseward/temporal/worker';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { workflowBundle } from '../support/case-worker.js';
import '../support/runtime.js';
import { testCodec } from '../support/test-codec.js';
import { readGoldens, type Golden } from './golden.js';
import { hashUnder, STATE_SCHEMA } from './projection.js';
import { STORIES } from './stories.js';

const goldens = await readGoldens();
let code: string;

beforeAll(async () => {
  code = await workflowBundle();
});

const runsOf = ({ runs }: Golden): RunHistory[] => runs.map(({ history }) => runHistory(historyFromJSON(history)));

async function replay(golden: Golden, bundle: string): Promise<ReplayedCase> {
  return await replayCase(golden.caseId, runsOf(golden), { bundle, codec: testCodec() });
}

/** Today's code with one deliberate change; fails when the place to change is gone. */
function changed(from: string, to: string): string {
  const places = code.split(from).length - 1;
  if (places !== 1) throw new Error(`${from} is in the bundle ${places} times: name another place`);
  return code.replace(from, () => to);
}

function named(name: string): Golden {
  const golden = goldens.find((candidate) => candidate.name === name);
  if (golden === undefined) throw new Error(`no golden history ${name}`);
  return golden;
}

describe('golden histories on the code of today', () => {
  it('there is one for every story', () => {
    expect(goldens.map(({ name }) => name).sort()).toEqual(STORIES.map(({ name }) => name).sort());
  });

  it.each(goldens)('$name ends in the recorded state', async (golden) => {
    const { schema = 1 } = golden;
    const { runs } = await replay(golden, code);
    const expected = golden.runs.map(({ seq, stateHash, stages }) => ({ seq, stateHash, stages }));
    expect(runs.map(({ seq, state, stages }) => ({ seq, stateHash: hashUnder(schema, state), stages }))).toEqual(
      expected,
    );
    const followers = runs.slice(1).map(({ firstState }) => hashUnder(schema, firstState));
    expect(followers).toEqual(expected.slice(0, -1).map(({ stateHash }) => stateHash));
  });

  it('goldens of today are compared whole', () => {
    const known = goldens.filter(({ schema = 1 }) => schema === STATE_SCHEMA);
    expect(known.length).toBeGreaterThan(5);
    expect(goldens.filter(({ schema = 1 }) => schema > STATE_SCHEMA)).toEqual([]);
  });

  it('together take every transition of the lifecycle', () => {
    const taken = new Set<string>();
    for (const { runs } of goldens) {
      let before: Stage = 'NONE';
      for (const stage of runs.flatMap(({ stages }) => stages)) {
        if (stage !== before) taken.add(`${before} > ${stage}`);
        before = stage;
      }
    }
    const all = Object.entries(LIFECYCLE).flatMap(([from, { next }]) => next.map((to) => `${from} > ${to}`));
    expect([...taken].sort()).toEqual(all.sort());
  });
});

describe('a deliberately changed copy of the code', () => {
  it('that arms no timer is found by its commands', async () => {
    const bundle = changed('(moved, ms, TIMER)', '(moved)');
    await expect(replay(named('normal-path'), bundle)).rejects.toMatchObject({ name: 'DeterminismViolationError' });
  });

  it('that keeps the commands and arrives at another state is found by its hash', async () => {
    const golden = named('intake');
    const bundle = changed('caseCode: event.data.caseCode }', 'caseCode: "another" }');
    const { seq, runs } = await replay(golden, bundle);
    expect(seq).toBe(golden.runs.at(-1)?.seq);
    expect(hashUnder(golden.schema ?? 1, runs.at(-1)?.state ?? null)).not.toBe(golden.runs.at(-1)?.stateHash);
  });
});
