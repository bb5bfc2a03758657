import { defineConfig } from 'vitest/config';

const second = 1000;
const ours = /\/(?:libs|apps)\/[^/]+\/dist\/|\/(?:workflows|activities)\/dist\//;

interface Parts {
  readonly include: string[];
  readonly order: number;
  readonly patience?: number;
  readonly serial?: boolean;
}

/** One group of files. Two at a time, where most of the time is spent on waiting; serial groups measure or end what others need. */
const project = (name: string, { include, order, patience = 60, serial = true }: Parts) => ({
  extends: true as const,
  test: {
    name,
    include,
    testTimeout: patience * second,
    hookTimeout: patience * second,
    teardownTimeout: 30 * second,
    sequence: { groupOrder: order },
    ...(serial ? { fileParallelism: false } : { maxWorkers: 2 }),
  },
});

export default defineConfig({
  test: {
    pool: 'forks',
    passWithNoTests: true,
    execArgv: ['--enable-source-maps'],
    // Specs import other packages as everybody does: compiled, by name, untouched by the test runner.
    server: { deps: { external: [ours] } },
    projects: [
      project('unit', {
        include: ['libs/*/src/**/*.spec.ts', 'apps/*/src/**/*.spec.ts', '{workflows,activities}/src/**/*.spec.ts'],
        order: 0,
        serial: false,
      }),
      project('acceptance', { include: ['tests/acceptance/**/*.spec.ts'], order: 0, serial: false }),
      project('architecture', { include: ['tests/architecture/**/*.spec.ts'], order: 0, serial: false, patience: 120 }),
      project('explorer', { include: ['tests/explorer/**/*.spec.ts'], order: 0, serial: false, patience: 300 }),
      project('properties', { include: ['tests/properties/**/*.spec.ts'], order: 0, serial: false, patience: 300 }),
      project('replay', { include: ['tests/replay/**/*.spec.ts'], order: 1 }),
      project('persistence', { include: ['tests/persistence/**/*.spec.ts'], order: 2, serial: false }),
      project('workflow', { include: ['tests/workflow/**/*.spec.ts'], order: 3, patience: 120, serial: false }),
      project('api', { include: ['tests/api/**/*.spec.ts'], order: 4, serial: false }),
      project('embedded', { include: ['tests/embedded/**/*.spec.ts'], order: 5, patience: 120 }),
      project('e2e', { include: ['tests/e2e/**/*.spec.ts'], order: 6, patience: 300, serial: false }),
      project('assurance', { include: ['tests/assurance/**/*.spec.ts'], order: 8, patience: 300 }),
      project('faults', { include: ['tests/faults/**/*.spec.ts'], order: 7, patience: 300 }),
    ],
  },
});
