// Runs as a process of its own: the SDK loads a native library and may hang on a network that swallows packets.
// The SDK fetches a program only in order to start it, so it is started once and stopped.
const [kind, downloadDir] = process.argv.slice(2);
const { TestWorkflowEnvironment } = await import('@temporalio/testing');
const server = { executable: { type: 'cached-download', downloadDir, ttl: '100 days' } };
const environment =
  kind === 'server'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
await environment.teardown();
process.exit(0);
