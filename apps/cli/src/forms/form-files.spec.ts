import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtIn } from '@caseward/forms';
import { describe, expect, it } from 'vitest';
import { lintFormFiles } from '../commands/forms.js';
import { CommandFailed } from '../terminal/exit-codes.js';
import { Terminal } from '../terminal/terminal.js';
import { formFiles } from './form-files.js';

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'caseward-forms-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  return folder;
}
const lint = (...paths: string[]): Promise<number> =>
  lintFormFiles(new Terminal({ quiet: true, json: true }), {}, paths);
const overlay = { context: 'coast', revision: 1, forms: [] };

describe('caseward forms lint', () => {
  it('is content with the forms of the program, also when they are named again', async () => {
    expect(await lint()).toBe(0);
    const [first] = builtIn().definitions;
    expect(formFiles([folderWith({ 'a.json': first })]).definitions).toHaveLength(builtIn().definitions.length);
  });

  it('finds what is wrong in a folder, and fails', async () => {
    expect(await lint(folderWith({ 'coast.json': overlay }))).toBe(0);
    const minimum = builtIn().definitions.find(({ form }) => form === 'consent')?.minimum['recordConsent'];
    const hiding = { ...overlay, forms: [{ form: 'consent', base: 2, hide: minimum }] };
    expect(await lint(folderWith({ 'coast.json': hiding }))).toBe(1);
  });

  it('says what cannot be read', () => {
    expect(() => formFiles([join(tmpdir(), 'nothing-here')])).toThrow(CommandFailed);
    const folder = folderWith({});
    writeFileSync(join(folder, 'broken.json'), '{');
    expect(() => formFiles([folder])).toThrow(/no JSON/);
  });
});
