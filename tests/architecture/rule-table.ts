import { posix } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { filesBelow, readJson, readText, root } from '../support/repository.js';

/** Every rule of the specification's sections 2 to 8, of what its sources say beside it, and every reading, in our own words. */
export const RULE_NAMES = readJson<Readonly<Record<string, string>>>('tests/architecture/rules.json');

export interface RuleProof {
  readonly id: string;
  /** Specs whose titles name the rule, and how many titles do. */
  readonly tests: ReadonlyMap<string, number>;
  readonly scenarios: readonly string[];
}

const CALL = /\b(?:it|test|describe)(?:\.\w+)*(?=[(<`])/g;
const RULE_ID = /\b(?:SPEC-\d+(?:\.\d+)?|[A-Z]{2,5}-\d+|A[1-9]\d?|[KP]\d{1,2}[a-h]?)\b/g;
/** `P5a` is a part of indicator P5. */
const PART = /^([KP]\d{1,2})[a-h]$/;

/** Past the bracket that closes the one at `open`, quoted text skipped. */
export function closing(text: string, open: number): number {
  let depth = 0;
  let quote: string | null = null;
  for (let index = open; index < text.length; index += 1) {
    const sign = text[index]!;
    if (quote !== null) {
      if (sign === '\\') index += 1;
      else if (sign === quote) quote = null;
    } else if (`'"\``.includes(sign)) quote = sign;
    else if (sign === '(') depth += 1;
    else if (sign === ')' && (depth -= 1) === 0) return index + 1;
  }
  return text.length;
}

/** Titles of `it`, `test` and `describe`, those of tables included; rows of a table count where they are texts. */
export function titlesIn(source: string): string[] {
  return [...source.matchAll(CALL)].flatMap((call) => {
    const open = source.indexOf('(', call.index);
    const isTable = call[0].endsWith('.each') || call[0].endsWith('.for');
    const rows = isTable ? source.slice(open, closing(source, open)) : '';
    const at = isTable ? source.indexOf('(', closing(source, open) - 1) : open;
    const title = /^\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`)/.exec(source.slice(at));
    const own = title === null ? [] : [title[1] ?? title[2] ?? title[3]!];
    return [...own, ...[...rows.matchAll(/'((?:[^'\\\n]|\\.)*)'/g)].map((it) => it[1]!)];
  });
}

export function ruleIdsIn(title: string): string[] {
  return [...new Set((title.match(RULE_ID) ?? []).map((id) => PART.exec(id)?.[1] ?? id))];
}

function specs(): string[] {
  const folders = ['libs', 'apps', 'workflows', 'activities', 'tests'];
  return folders.flatMap((folder) => filesBelow(folder, '.spec.ts')).sort();
}

/** Reads every spec and scenario file of the checkout. */
export function ruleProofs(): RuleProof[] {
  const tests = new Map(Object.keys(RULE_NAMES).map((id) => [id, new Map<string, number>()]));
  for (const spec of specs()) {
    for (const id of titlesIn(readText(spec)).flatMap(ruleIdsIn)) {
      const found = tests.get(id);
      found?.set(spec, (found.get(spec) ?? 0) + 1);
    }
  }
  const scenarios = new Map(Object.keys(RULE_NAMES).map((id) => [id, [] as string[]]));
  for (const file of filesBelow('tests/acceptance', '.json').sort()) {
    for (const id of readJson<{ readonly rules?: readonly string[] }>(file).rules ?? []) scenarios.get(id)?.push(file);
  }
  return Object.keys(RULE_NAMES).map((id) => ({ id, tests: tests.get(id)!, scenarios: scenarios.get(id)! }));
}

const link = (path: string, text: string): string => `[${text}](../${path})`;

function row({ id, tests, scenarios }: RuleProof): string {
  const specLinks = [...tests].map(
    ([spec, count]) => `${link(spec, posix.basename(spec, '.spec.ts'))}${count === 1 ? '' : ` (${String(count)})`}`,
  );
  const stories = scenarios.map((file) => link(file, posix.basename(file, '.json')));
  return `| ${id} | ${RULE_NAMES[id]!} | ${specLinks.join(', ')} | ${stories.join(', ')} |`;
}

/** The page `docs/rules.md`. */
export async function ruleTable(proofs: readonly RuleProof[]): Promise<string> {
  const text = [
    '# Rules and their proofs',
    '',
    'Each rule of the standard operating procedures about a case, its people and their organisation, each reading of what the',
    'sources leave open, and what proves it: specs whose titles name it (with how many titles), and scenario files. SOP, DIR',
    'and QAF are the life of the procedures, the directory of services and the quality framework. This page is generated and',
    'a test keeps it current: `npx vitest run --project architecture rules.spec --update` writes it anew.',
    '',
    // Aligned columns would change every line with every test.
    '<!-- prettier-ignore-start -->',
    '',
    '| rule | in short | tests | scenarios |',
    '| --- | --- | --- | --- |',
    ...proofs.map(row),
    '',
    '<!-- prettier-ignore-end -->',
    '',
  ].join('\n');
  const page = `${root}/docs/rules.md`;
  return format(text, { ...(await resolveConfig(page)), filepath: page });
}
