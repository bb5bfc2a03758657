import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type CookieKind = 'session' | 'login' | 'device';

/**
 * Names begin with `__Host-` wherever the site is reached over TLS: a browser then takes such a cookie from this host
 * only, never from a neighbour. Over plain HTTP, which is for one machine, browsers refuse that name.
 */
export function cookieName(publicUrl: string, kind: CookieKind, suffix = ''): string {
  const name = `caseward-${kind}${suffix}`;
  return isSecure(publicUrl) ? `__Host-${name}` : name;
}

export function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}

/** Of two cookies of one name, which somebody must have planted, none is taken. */
export function cookieOf(request: FastifyRequest, name: string): string | null {
  const header = request.headers.cookie ?? '';
  const count = header.split(';').filter((part) => part.trim().startsWith(`${name}=`)).length;
  return count === 1 ? (request.cookies[name] ?? null) : null;
}

export interface CookieSettings {
  readonly publicUrl: string;
  readonly sameSite: 'strict' | 'lax';
  /** 0 removes it; null ends with the browser. */
  readonly maxAgeSeconds: number | null;
}

export function setCookie(reply: FastifyReply, name: string, value: string, settings: CookieSettings): void {
  const { publicUrl, sameSite, maxAgeSeconds } = settings;
  void reply.setCookie(name, value, {
    ...{ path: '/', httpOnly: true, secure: isSecure(publicUrl), sameSite },
    ...(maxAgeSeconds === null ? {} : { maxAge: maxAgeSeconds }),
  });
}
