import { fileURLToPath } from 'node:url';
import type { ClockSegment } from '@caseward/domain';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { FAILURE_CONVERTER_PATH } from './data-converter.js';

const CLOCK_TOKEN = /(['"])@@CASEWARD_CLOCK_SEGMENTS@@\1/g;

/** The workflow code as one text, about two seconds of work. */
export async function buildWorkflowBundle(): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(import.meta.resolve('@caseward/workflows')),
    failureConverterPath: FAILURE_CONVERTER_PATH,
    // Loaded once for all cases and frozen: it holds no state, and its tables weigh more than a case.
    preloadModules: ['@caseward/domain'],
    logger: new DefaultLogger('WARN'),
  });
  return code;
}

/** @throws Error when the code holds no place for the clock: a simulated deployment must not run on real time. */
export function withClock(code: string, segments: readonly ClockSegment[]): string {
  if (segments.length === 0) return code;
  const places = code.match(CLOCK_TOKEN)?.length ?? 0;
  if (places !== 1) throw new Error(`the workflow bundle holds ${places} places for the clock instead of one`);
  return code.replace(CLOCK_TOKEN, () => JSON.stringify(JSON.stringify(segments)));
}
