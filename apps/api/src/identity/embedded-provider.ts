import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import type { ApiParts } from '../api-parts.js';
import { commonHeaders } from '../platform/http-hooks.js';
import { PROVIDER_PATH } from './paths.js';

/** The OpenID provider in this process: the issuer where a deployment has none of its own. */
export class EmbeddedProvider {
  #fastify: FastifyInstance | undefined;

  private constructor(
    private readonly parts: ApiParts,
    readonly provider: Provider | null,
  ) {}

  /** Nothing is loaded where people sign in elsewhere. */
  static async open(parts: ApiParts): Promise<EmbeddedProvider> {
    if (parts.identity.embedded === undefined) return new EmbeddedProvider(parts, null);
    const { Provider } = await quietly(() => import('oidc-provider'));
    const { providerConfiguration } = await import('./provider-configuration.js');
    const provider = new Provider(parts.identity.tokens.issuer, providerConfiguration(parts));
    provider.proxy = true;
    provider.on('server_error', (_ctx, error) => parts.logger.error({ err: error }, 'provider'));
    return new EmbeddedProvider(parts, provider);
  }

  /** It reads bodies and writes answers by itself; limits and log are those of the API. */
  mount(fastify: FastifyInstance): void {
    const { provider } = this;
    if (provider === null) return;
    this.#fastify = fastify;
    const answer = provider.callback();
    fastify.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request: FastifyRequest, _payload: unknown, done: (error: null) => void) =>
        done(null),
      );
      scope.all(`${PROVIDER_PATH}/*`, (request: FastifyRequest, reply: FastifyReply) => {
        reply.hijack();
        for (const [name, value] of Object.entries(commonHeaders(this.parts))) reply.raw.setHeader(name, value);
        void answer(this.asked(request.raw), reply.raw);
      });
    });
  }

  /** The address of a request as the provider is to see it: the public one, whatever a caller claims. */
  asked(request: IncomingMessage): IncomingMessage {
    const { host, protocol } = new URL(this.parts.identity.publicUrl);
    request.headers.host = host;
    request.headers['x-forwarded-host'] = host;
    request.headers['x-forwarded-proto'] = protocol.replace(':', '');
    const path = request.url ?? '/';
    Object.assign(request, { originalUrl: path });
    if (path.startsWith(`${PROVIDER_PATH}/`)) request.url = path.slice(PROVIDER_PATH.length);
    return request;
  }

  /** A request of this deployment to its own provider takes no way through a network. */
  async fetch(
    url: string,
    options: { method: string; headers: Readonly<Record<string, string>>; body?: unknown },
  ): Promise<Response> {
    if (this.#fastify === undefined) throw new Error('the provider is not mounted');
    const { pathname, search } = new URL(url);
    const answer = await this.#fastify.inject({
      method: options.method as 'GET' | 'POST',
      url: `${pathname}${search}`,
      headers: options.headers,
      ...(options.body instanceof URLSearchParams ? { payload: options.body.toString() } : {}),
    });
    const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
    return new Response(answer.payload, { status: answer.statusCode, headers });
  }

  /** @throws Error when there is none */
  get it(): Provider {
    if (this.provider === null) throw new Error('people sign in elsewhere: there is no provider here');
    return this.provider;
  }
}

/**
 * The library prints that it would like a newer Node.js; it runs on ours, which the tests of signing in show. What it
 * prints would stand between our lines of JSON. Anything else that is said meanwhile is passed on.
 */
async function quietly<Module>(load: () => Promise<Module>): Promise<Module> {
  const output = globalThis.console;
  const warn = output.warn.bind(output);
  output.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('Unsupported runtime')) warn(...words);
  };
  try {
    return await load();
  } finally {
    output.warn = warn;
  }
}
