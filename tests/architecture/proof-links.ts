import { posix } from 'node:path';
import { filesBelow, isThere, readText } from '../support/repository.js';
import { titlesIn } from './rule-table.js';

/** A test that shows something, or a place where it can be read. */
export interface Proof {
  readonly file: string;
  /** A part of the title of a test, or of the text of any other file. */
  readonly title?: string;
}

const texts = new Map<string, string>();
const titles = new Map<string, readonly string[]>();

function textOf(file: string): string {
  const text = texts.get(file) ?? readText(file);
  texts.set(file, text);
  return text;
}

function titlesOf(file: string): readonly string[] {
  const found = titles.get(file) ?? titlesIn(textOf(file)).map((title) => title.replaceAll('\\', ''));
  titles.set(file, found);
  return found;
}

let specTexts: readonly string[] | undefined;

/** Whether vitest runs this file: a spec, or what a spec below tests imports. */
function isRun(file: string): boolean {
  if (file.endsWith('.spec.ts')) return true;
  specTexts ??= filesBelow('tests', '.spec.ts').map(textOf);
  return file.startsWith('tests/') && specTexts.some((text) => text.includes(`/${posix.basename(file, '.ts')}.js'`));
}

/** Whether a table of tests has a row of this name: it stands first. */
function isRow(text: string, name: string): boolean {
  return new RegExp(`\\[\\s*'${name.replaceAll(/[^\w ]/g, '\\$&')}'`).test(text);
}

/** @returns what is wrong with it; null when it stands. @param isTest it has to be a test, with a title */
export function faultOf({ file, title }: Proof, isTest: boolean): string | null {
  if (!isThere(file)) return `${file} is not there`;
  if (isTest && !isRun(file)) return `${file} is no test that is run`;
  if (title === undefined) return isTest ? `${file}: which test?` : null;
  const isFound = file.endsWith('.spec.ts')
    ? titlesOf(file).some((each) => each.includes(title)) || isRow(textOf(file), title)
    : textOf(file).includes(title);
  return isFound ? null : `${file} has no "${title}"`;
}
