import { describe, expect, it } from 'vitest';
import { documentsIn } from './documents.js';

const pretty = (value: object): string => JSON.stringify(value, null, 2);
const read = (content: string): unknown[] =>
  documentsIn(content).map(({ line, text }) => {
    try {
      return [line, JSON.parse(text) as unknown];
    } catch {
      return [line, 'broken'];
    }
  });

describe('scenario files that come in as one text', () => {
  it.each<[string, string, unknown[]]>([
    ['a single one', pretty({ a: 1 }), [[1, { a: 1 }]]],
    [
      'one a line',
      '{"a":1}\n\n{"b":"}{"}\n',
      [
        [1, { a: 1 }],
        [3, { b: '}{' }],
      ],
    ],
    [
      'whole files one after the other',
      `${pretty({ a: [{ b: 1 }] })}\n${pretty({ c: '\\"{' })}`,
      [
        [1, { a: [{ b: 1 }] }],
        [8, { c: '\\"{' }],
      ],
    ],
    [
      'without anything between them',
      '{"a":1}{"b":2}',
      [
        [1, { a: 1 }],
        [1, { b: 2 }],
      ],
    ],
    [
      'an array',
      '[{"a":1},{"b":2}]',
      [
        [1, { a: 1 }],
        [2, { b: 2 }],
      ],
    ],
    ['nothing', ' \n', []],
  ])('%s', (_, content, documents) => {
    expect(read(content)).toEqual(documents);
  });

  it.each<[string, string, unknown[]]>([
    [
      'a broken line',
      '{"a":1}\n{"b":\n{"c":3}\n',
      [
        [1, { a: 1 }],
        [2, 'broken'],
        [3, { c: 3 }],
      ],
    ],
    [
      'a line that is no JSON',
      '{"a":1}\nhello\n{"c":3}',
      [
        [1, { a: 1 }],
        [2, 'broken'],
        [3, { c: 3 }],
      ],
    ],
    [
      'a file that ends too early',
      `{\n  "a": [\n${pretty({ c: 3 })}\n`,
      [
        [1, 'broken'],
        [3, { c: 3 }],
      ],
    ],
    [
      'a bracket too many',
      '{"a":1}}\n{"c":3}',
      [
        [1, 'broken'],
        [2, { c: 3 }],
      ],
    ],
  ])('%s does not take the others with it', (_, content, documents) => {
    expect(read(content)).toEqual(documents);
  });
});
