import { OLDEST_SERVER, artifacts, cacheSlot } from './artifacts.mjs';
import { cacheFolder } from '../support/workspace.mjs';

const build = {
  server: 'install Go 1.24 or newer (`go version` must answer); the build takes four to five minutes, once',
  testServer: 'install Java 8 or newer and Maven (`java -version` and `mvn -v` must answer); it takes seconds, once',
};

/** The five ways to a missing program: shown whenever one cannot be obtained. */
export function advice(kind) {
  const artifact = artifacts[kind];
  const address =
    kind === 'server'
      ? 'set TEMPORAL_ADDRESS=host:port to use a server that already runs (the tests still need a program of their own)'
      : 'an address is of no use for this one: every test file starts its own server, because its clock is shared by all';
  const version = kind === 'server' ? `, holding server ${OLDEST_SERVER.join('.')} or newer` : '';
  return [
    `Five ways to the ${artifact.title}; any one will do:`,
    `  1. An address: ${address}.`,
    `  2. A program: set ${artifact.variable}=/path/to/${artifact.program}, or put \`${artifact.program}\` on PATH${version}.`,
    `  3. The cache: copy the folder ${cacheSlot(kind)} from a machine that has it`,
    `     (CASEWARD_CACHE names another folder than ${cacheFolder()}).`,
    '  4. The download that the Temporal SDK knows: allow this machine to reach it, then run the same command again.',
    `  5. A build from the pinned sources in libs/embedded/engine: ${build[kind]}.`,
  ].join('\n');
}
