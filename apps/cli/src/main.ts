#!/usr/bin/env node
import { dieWithParent } from '@caseward/embedded';
import { CommanderError } from 'commander';
import { createProgram } from './program.js';
import { CommandFailed, EXIT } from './terminal/exit-codes.js';

dieWithParent();

/** A reader that went away (`| head`) is no fault of ours. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

/** Failures that an operator can mend: their message names the fix, and a stack would only hide it. */
const FOR_PEOPLE = ['EmbeddedError', 'ConfigurationError', 'KeyFileError', 'RecordUnavailableError'];

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else if (error instanceof CommandFailed) {
    process.stderr.write(`${error.message}\n`);
    if (error.remedy !== undefined) process.stderr.write(`Fix: ${error.remedy}\n`);
    process.exitCode = error.exitCode;
  } else if (error instanceof Error && FOR_PEOPLE.includes(error.name)) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT.failure;
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = EXIT.failure;
  }
}
