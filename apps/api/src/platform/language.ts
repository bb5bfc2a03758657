import { LANGUAGES, type Language } from '@caseward/domain';

/** The best of our languages for an `Accept-Language` header; English when it names none of them (RFC 9110, 12.5.4). */
export function languageOf(header: string | undefined): Language {
  const wishes = (header ?? '').split(',').flatMap((part) => {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = Number(/^\s*q=([\d.]+)\s*$/.exec(parameters.join(';'))?.[1] ?? '1');
    const language = LANGUAGES.find((known) => range === known || range.startsWith(`${known}-`));
    return language === undefined || !(quality > 0) ? [] : [{ language, quality }];
  });
  return wishes.sort((a, b) => b.quality - a.quality)[0]?.language ?? 'en';
}
