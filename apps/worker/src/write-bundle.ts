import { writeFile } from 'node:fs/promises';
import { buildWorkflowBundle } from '@caseward/temporal/worker';

/** `node apps/worker/dist/write-bundle.js FILE`: for CASEWARD_WORKFLOW_BUNDLE, so that a worker starts without bundling. */
const path = process.argv[2];
if (path === undefined) throw new Error('name the file to write');
await writeFile(path, await buildWorkflowBundle());
