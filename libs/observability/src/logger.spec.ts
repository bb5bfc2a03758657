import { expect, it } from 'vitest';
import { createLogger } from './logger.js';

it('a marker in a personal field or an error message never reaches the log', () => {
  const lines: string[] = [];
  const logger = createLogger('test', 'info', { write: (line: string) => void lines.push(line) });
  const marker = 'CANARY-7f3a';
  logger.info({ payload: { anything: marker }, request: { name: marker } }, 'command');
  logger.error({ err: new Error(`duplicate key value (${marker})`) }, 'append failed');
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toContain(marker);
  expect(lines[1]).toContain('"type":"Error"');
});
