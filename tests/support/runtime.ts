import { DefaultLogger, Runtime } from '@temporalio/worker';

// Imported for its effect, before any connection and once for a process: workers must leave its signals to the test
// runner. The library speaks of every update that it passed over under load; `CaseClient` sends those again, and the
// specs see to it that it does.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  shutdownSignals: [],
  telemetryOptions: { logging: { filter: 'error,temporalio_sdk_core::worker::workflow=off' } },
});
