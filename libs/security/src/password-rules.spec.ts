import { describe, expect, it } from 'vitest';
import { COMMON_WORDS, CONTEXT_WORDS } from './common-passwords.js';
import { LONGEST_PASSWORD, passwordFault, SHORTEST_PASSWORD } from './password-rules.js';

const ENDS = ['1234', '2024!', '123456789', '!!!1'];

/** What people make of a word when it has to be longer. */
function longer(word: string): string[] {
  const capital = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  const leet = word.replaceAll('a', '@').replaceAll('o', '0').replaceAll('e', '3').replaceAll('s', '$');
  const made = [capital, leet].flatMap((each) => ENDS.flatMap((end) => [`${each}${end}`, `${end}${each}${each}`]));
  return made.filter((each) => each.length >= SHORTEST_PASSWORD);
}

describe('a password that somebody chooses', () => {
  it('has twelve signs or more and two hundred at most, of any kind', () => {
    expect(passwordFault('kx-Vb wq/77')).toBe('too_short');
    expect(passwordFault('kx-Vb wq/77u')).toBeNull();
    expect(passwordFault('x7'.repeat(LONGEST_PASSWORD))).toBe('too_long');
    for (const fine of [
      'vowel gravel turnip oboe',
      'kdlwpzmtvhqx',
      '839204617538',
      'نهر بعيد وجبل أخضر',
      '🦉🌋🧵🪁🫖🧭🪵🧊🦔🪐🛶🎻',
    ])
      expect(passwordFault(fine), fine).toBeNull();
  });

  it('is none of the most common ones, however they are lengthened: thousands of them', () => {
    const common = [...new Set(COMMON_WORDS.flatMap(longer))];
    expect(common.length).toBeGreaterThan(3000);
    expect(common.filter((each) => passwordFault(each) === null)).toEqual([]);
    const rows = ['123456789012', '111111111111', 'qwertyuiop12', '1q2w3e4r5t6y', '1qaz2wsx3edc', 'abcabcabcabc'];
    const known = [
      'Passw0rd2024!',
      'P@ssw0rd1234',
      'iloveyou1234',
      'changeme2025!x',
      'letmein12345',
      'trustno1trustno1',
    ];
    for (const each of [...rows, ...known]) expect(passwordFault(each), each).toBe('guessable');
  });

  it('is not made of the words of this work, nor of what is known of the person', () => {
    const context = CONTEXT_WORDS.flatMap(longer);
    expect(context.filter((each) => passwordFault(each) === null)).toEqual([]);
    expect(passwordFault('caseward-demo')).toBe('guessable');
    const about = ['sup.badr', 'Badr al-Invented', 'Lantern Child Support'];
    expect(passwordFault('Badr-Invented-7', about)).toBe('guessable');
    expect(passwordFault('Badr-Invented-7')).toBeNull();
    expect(passwordFault('lantern.BADR.2031', about)).toBe('guessable');
    expect(passwordFault('badr keeps 9 oboes under turf', about)).toBeNull();
  });
});
