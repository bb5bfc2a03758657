import { join } from 'node:path';
import { digestOfFiles } from '../support/stamp.mjs';
import { cacheFolder, engineSources } from '../support/workspace.mjs';

/** Older servers answer updates differently; the workflows rely on the behaviour from here on. */
export const OLDEST_SERVER = [1, 27];

export const artifacts = {
  server: {
    kind: 'server',
    title: 'Temporal server',
    variable: 'CASEWARD_TEMPORAL_BINARY',
    program: 'temporal',
    pins: ['go.mod', 'go.sum'],
  },
  testServer: {
    kind: 'testServer',
    title: 'time-skipping test server',
    variable: 'CASEWARD_TEST_SERVER_BINARY',
    program: 'temporal-test-server',
    pins: ['pom.xml', 'jars.sha256'],
  },
};

/** One folder per set of pins and platform: changing a pin leaves the older result alone and obtains a new one. */
export function cacheSlot(kind, env = process.env) {
  const artifact = artifacts[kind];
  const pins = digestOfFiles(...artifact.pins.map((name) => join(engineSources, name))).slice(0, 16);
  return join(cacheFolder(env), 'engine', `${artifact.program}-${pins}-${process.platform}-${process.arch}`);
}

export function cachedProgram(kind, env = process.env) {
  return join(cacheSlot(kind, env), artifacts[kind].program);
}
