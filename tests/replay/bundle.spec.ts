import { withClock } from '@caseward/temporal/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { workflowBundle } from '../support/case-worker.js';
import '../support/runtime.js';

let code: string;

beforeAll(async () => {
  code = await workflowBundle();
});

/** What may be in a workflow: our pure code and the engine's library with what it brings along. */
const ALLOWED = [
  '@temporalio/common',
  '@temporalio/workflow',
  'async-mutex',
  'libs/domain',
  'long',
  'ms',
  'nexus-rpc',
  'workflows',
];

/** Of which packages the bundle holds modules, by the paths that the bundler writes above each. */
function packagesIn(bundle: string): string[] {
  const paths = [...bundle.matchAll(/^\/\*\*\*\/ "([^"]+)"/gm)].map((match) => match[1]!);
  const names = paths.flatMap((path) => {
    const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? /^\.{1,2}\/((?:libs\/)?[^/]+)\/dist\//.exec(path);
    return name?.[1] ?? (path.includes('/') ? [path] : []);
  });
  return [...new Set(names)].sort();
}

describe('the workflow bundle', () => {
  it('holds the workflow, the domain, the engine library and nothing else', () => {
    const packages = packagesIn(code);
    console.log(`workflow bundle: ${(code.length / 1e6).toFixed(2)} MB of ${packages.join(', ')}`);
    expect(packages).toEqual(ALLOWED);
  });

  it('takes the deployment’s clock at exactly one place', () => {
    const segments = [{ realFromMs: 1_700_000_000_000, simulatedFrom: '2030-01-01T00:00:00.000Z', speed: 60 }];
    expect(withClock(code, [])).toBe(code);
    expect(withClock(code, segments)).toContain('2030-01-01T00:00:00.000Z');
    expect(() => withClock(code.replaceAll('CASEWARD_CLOCK', ''), segments)).toThrowError('places');
  });
});
