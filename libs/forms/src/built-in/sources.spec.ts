import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintForms } from '../lint/lint-forms.js';
import { kindOf } from './built-in.js';

const FOLDER = new URL('../../definitions/', import.meta.url);

const files = readdirSync(FOLDER, { recursive: true })
  .map((file) => String(file))
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => [file, readFileSync(new URL(file, FOLDER), 'utf8')] as const);

const of = (kind: ReturnType<typeof kindOf>): unknown[] =>
  files.filter(([file]) => kindOf(file) === kind).map(([, json]) => JSON.parse(json) as unknown);

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function embedded(): string {
  const entries = files.map(([file, json]) => `  ['${file}', ${quoted(JSON.stringify(JSON.parse(json)))}],\n`);
  const head = '/** Written from libs/forms/definitions by sources.spec.ts: do not edit. */\n';
  const list = 'export const SOURCES: readonly (readonly [file: string, json: string])[] = [';
  return `${head}${list}${entries.length === 0 ? '' : `\n${entries.join('')}`}];\n`;
}

describe('the forms that come with the program', () => {
  it('are in the program as they are in the folder (after a change: run this with --update)', async () => {
    await expect(embedded()).toMatchFileSnapshot('./sources.generated.ts');
  });

  it('have words in English, Arabic and French everywhere, and break no rule for forms', () => {
    const findings = lintForms({
      definitions: of('definitions'),
      lists: of('lists'),
      overlays: of('overlays'),
    });

    expect(findings.map(({ where, path, code, message }) => `${where} ${path ?? ''}: ${code}: ${message}`)).toEqual([]);
  });

  it('are in files that are called after them', () => {
    const named = files
      .filter(([file]) => kindOf(file) === 'definitions')
      .map(([file, json]) => ({ file, ...(JSON.parse(json) as { form: string; version: number }) }));

    expect(named.map(({ file }) => file)).toEqual(named.map(({ form, version }) => `${form}.v${version}.json`));
  });
});
