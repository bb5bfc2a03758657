import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtIn } from '@caseward/forms';
import { expect, it } from 'vitest';
import { readOverlay } from './read-overlay.js';

function fileWith(content: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'caseward-overlay-')), 'overlay.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

it('a deployment takes the wording of its context only when no step loses what it needs [SPEC-5]', () => {
  const [consent] = builtIn().definitions.filter(({ form }) => form === 'consent');
  const [needed = ''] = consent?.minimum['recordConsent'] ?? [];
  const overlay = { context: 'coast', revision: 1, forms: [{ form: 'consent', base: 2 }] };

  expect(readOverlay(undefined)).toEqual({});
  expect(readOverlay(fileWith(overlay))).toEqual({ formOverlay: overlay });
  const hiding = { ...overlay, forms: [{ form: 'consent', base: 2, hide: [needed] }] };
  expect(() => readOverlay(fileWith(hiding))).toThrow(/is needed by a step and cannot be hidden/);
});
