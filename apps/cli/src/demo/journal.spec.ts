import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlayedStep } from '@caseward/scenario';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Journal } from './journal.js';

const step = (path: string): PlayedStep => ({
  result: { path, at: 'x', branch: '', what: '', happened: '', ok: true, differences: [] },
  recorded: [],
  codes: [],
});

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caseward-journal-'));
  file = join(folder, 'journal.jsonl');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('a run that was broken off knows its name, its steps and the last moment it reached', () => {
  const journal = Journal.begin(file, { run: 'one', digest: 'd' });
  journal.add(step('steps[0]'), '2026-01-02T00:00:00.000Z');
  journal.add(step('steps[1]'), '2026-01-01T00:00:00.000Z');
  const found = Journal.unfinished(file, 'd');
  expect(found?.run).toBe('one');
  expect([...(found?.played.keys() ?? [])]).toEqual(['steps[0]', 'steps[1]']);
  expect(found?.reached).toBe('2026-01-02T00:00:00.000Z');
});

it('half a line at the end costs that step only, also when the run goes on behind it', () => {
  Journal.begin(file, { run: 'one', digest: 'd' }).add(step('steps[0]'), '2026-01-02T00:00:00.000Z');
  appendFileSync(file, '\n{"entry":{"step":{"resu');
  Journal.unfinished(file, 'd')?.add(step('steps[1]'), '2026-01-03T00:00:00.000Z');
  expect([...(Journal.unfinished(file, 'd')?.played.keys() ?? [])]).toEqual(['steps[0]', 'steps[1]']);
});

it('a finished run, another story or no run at all is nothing to go on with', () => {
  expect(Journal.unfinished(file, 'd')).toBeNull();
  const journal = Journal.begin(file, { run: 'one', digest: 'd' });
  expect(Journal.unfinished(file, 'another')).toBeNull();
  journal.finish();
  expect(Journal.unfinished(file, 'd')).toBeNull();
});
