import { requireNode } from './node-version.mjs';

requireNode();
// Loaded afterwards: the rest uses syntax that an unsupported Node cannot parse.
await import('./commands/start.mjs');
