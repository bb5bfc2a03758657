import { pino, type DestinationStream, type Logger as PinoLogger, type LoggerOptions } from 'pino';

export type Logger = PinoLogger;

/** Fields that could carry a person; a log line shows that they were there and nothing else. */
const PERSONAL = [
  'payload',
  'form',
  'content',
  'name',
  'names',
  'narrative',
  'password',
  'login',
  'displayName',
  'dateOfBirth',
  'phone',
];

/** JSON lines on stdout. Opaque ids, codes and durations only: never bodies, names or narratives. */
export function createLogger(service: string, level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    base: { service },
    level,
    redact: {
      paths: [...PERSONAL, ...PERSONAL.map((field) => `*.${field}`), '*.headers.authorization'],
      censor: '[removed]',
    },
    // Messages of foreign errors can quote data; class, code and where it came from are enough to act on.
    serializers: { err: describeError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

interface ErrorDescription {
  readonly type: string;
  readonly code: string | null;
  readonly at: readonly string[];
}

function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, code: null, at: [] };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    type: error.name,
    code: typeof code === 'string' ? code : null,
    at: frames.slice(0, 5).map((line) => line.trim()),
  };
}
