import { fromMs, MINUTE_MS, toMs } from '../time/instant.js';
import { localDateOf, type Zone } from '../time/zone.js';
import { inserted, type Language, type Word } from './language.js';
import { CONCERN_TYPE_WORDS, LEVEL_WORDS, ROLE_WORDS, SERVICE_WORDS, STAGE_WORDS, STATUS_WORDS } from './words.js';

export type Value = string | number | boolean | null;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Which words stand for the codes of an input. */
const WORDS: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  stage: STAGE_WORDS,
  level: LEVEL_WORDS,
  status: STATUS_WORDS,
  determination: STATUS_WORDS,
  type: CONCERN_TYPE_WORDS,
  service: SERVICE_WORDS,
};

/** Local time where the zone is known: the first minute of the offset search is the date, the rest the clock. */
export function momentInWords(instant: string, zone: Zone | null): string {
  if (zone === null) return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
  const date = localDateOf(zone, instant);
  return `${date} ${clockTime(instant, zone)}`;
}

function clockTime(instant: string, zone: Zone): string {
  const ms = toMs(instant);
  const minutes = zone.offsets.findLast(({ fromMs: from }) => from <= ms)?.minutes ?? zone.offsets[0]?.minutes ?? 0;
  return fromMs(ms + minutes * MINUTE_MS).slice(11, 16);
}

/** A code as a word, an instant as local date and time, everything else as it is. */
export function valueInWords(language: Language, name: string, value: Value | undefined, zone: Zone | null): string {
  if (value === undefined || value === null) return '—';
  if (name === 'allowed') return rolesInWords(language, String(value));
  const word = WORDS[name]?.[String(value)]?.[language];
  if (word !== undefined) return word;
  const text = String(value);
  return inserted(language, INSTANT.test(text) ? momentInWords(text, zone) : text);
}

/** Codes of roles, separated by spaces. */
function rolesInWords(language: Language, roles: string): string {
  const words: Readonly<Record<string, Word>> = ROLE_WORDS;
  return roles
    .split(' ')
    .map((role) => words[role]?.[language] ?? role)
    .join(language === 'ar' ? '، ' : ', ');
}

export function filled(
  language: Language,
  template: string,
  inputs: Readonly<Record<string, Value>>,
  zone: Zone | null,
): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueInWords(language, name, inputs[name], zone));
}
