import { filesBelow, readText } from '../support/repository.js';
import { closing } from './rule-table.js';

/** One place in the domain that refuses. */
export interface RefusalCall {
  readonly key: string;
  readonly file: string;
  readonly hasRemedy: boolean;
  /** Names of the inputs written there; null when they are handed in. */
  readonly inputs: readonly string[];
}

const RULE_ID = /^(?:[A-Z]+-[\d.]+|A\d\d)$/;

/** The text of a call from its opening bracket to the closing one. */
function bracketed(text: string, open: number): string {
  return text.slice(open, closing(text, open));
}

function inputsIn(call: string): string[] {
  const block = /inputs: \{([^}]*)\}/.exec(call)?.[1] ?? '';
  return [...block.matchAll(/(?:^|[,{])\s*(\w+)/g)].map((it) => it[1]!);
}

/** Rules that callers hand to a function that refuses for them, and its default. */
function rulesGivenTo(name: string, sources: ReadonlyMap<string, string>): string[] {
  const calls = [...sources.values()].flatMap((text) =>
    [...text.matchAll(new RegExp(`\\b${name}\\(`, 'g'))].map((it) => bracketed(text, it.index + name.length)),
  );
  const literals = calls.flatMap((call) => [...call.matchAll(/'([^']+)'/g)].map((it) => it[1]!));
  return [...new Set(literals.filter((it) => RULE_ID.test(it) || it.startsWith('SPEC-')))];
}

/** Every `new DomainError` of the sources, with its rule or the rules that its callers name. */
export function refusalCalls(): RefusalCall[] {
  const files = filesBelow('libs/domain/src', '.ts').filter((it) => !it.endsWith('.spec.ts'));
  const sources = new Map(files.map((file) => [file, readText(file)]));
  return [...sources].flatMap(([file, text]) =>
    [...text.matchAll(/new DomainError\(/g)].flatMap(({ index }) => {
      const call = bracketed(text, index + 'new DomainError'.length);
      const [, code, rule] = /^\(\s*'([A-Z_\d]+)',\s*(?:'([^']+)')?/.exec(call) ?? [];
      if (code === undefined) throw new Error(`${file} refuses without a literal code`);
      const named = /function (\w+)\b(?![\s\S]*function \w+\b)/.exec(text.slice(0, index))?.[1];
      const rules = rule === undefined ? rulesGivenTo(named ?? 'nobody', sources) : [rule];
      if (rules.length === 0) throw new Error(`nobody names a rule for ${code} in ${file}`);
      const common = { file, hasRemedy: /\bremedy\b/.test(call), inputs: inputsIn(call) };
      return rules.map((id) => ({ key: `${code}/${id}`, ...common }));
    }),
  );
}
