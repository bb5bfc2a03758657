/** A JSON document within a longer text. */
export interface FoundDocument {
  /** Where it begins; the first line is 1. */
  readonly line: number;
  readonly text: string;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Where each document ends, by counting brackets outside of strings; what follows the last one is a document too. */
function byBrackets(content: string): string[] {
  const parts: string[] = [];
  let [depth, from, isString] = [0, 0, false];
  for (let at = 0; at < content.length; at += 1) {
    const sign = content[at];
    if (isString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isString = false;
    } else if (sign === '"') isString = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if ((sign === '}' || sign === ']') && (depth -= 1) === 0) {
      parts.push(content.slice(from, at + 1));
      from = at + 1;
    }
  }
  return [...parts, content.slice(from)];
}

/** Where brackets do not add up, one document is broken: a line that begins with a brace begins the next one. */
function byLines(content: string): string[] {
  return content.split(/^(?=\{)/m).flatMap((part) => {
    const end = part.indexOf('\n');
    return end >= 0 && isJson(part.slice(0, end)) ? [part.slice(0, end), part.slice(end)] : [part];
  });
}

/**
 * The documents of a text: a single one, an array of them, one a line, or whole files one after the other. A broken one is
 * returned as it is and does not take the others with it.
 */
export function documentsIn(content: string): FoundDocument[] {
  if (content.trim().startsWith('[') && isJson(content)) {
    return (JSON.parse(content) as unknown[]).map((one, index) => ({ line: index + 1, text: JSON.stringify(one) }));
  }
  const counted = byBrackets(content);
  const parts = counted.every((part) => part.trim() === '' || isJson(part)) ? counted : byLines(content);
  const documents: FoundDocument[] = [];
  let line = 1;
  for (const part of parts) {
    const before = /^\s*/.exec(part)?.[0] ?? '';
    if (part.trim() !== '') documents.push({ line: line + before.split('\n').length - 1, text: part });
    line += part.split('\n').length - 1;
  }
  return documents;
}
