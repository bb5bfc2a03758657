import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { LANGUAGES, type Language } from '@caseward/domain';
import type { FastifyRequest } from 'fastify';

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

/** The language that is asked for, as a parameter of a controller method. */
export const InLanguage = createParamDecorator((_: unknown, context: ExecutionContext) =>
  languageOf(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language']),
);

/** Says in which language an answer was written. */
export function languageHeaders(language: Language): Readonly<Record<string, string>> {
  return { 'content-language': language, vary: 'Accept-Language' };
}
