import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import cookies from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { addUploads } from './attachments/upload-body.js';
import { ApiModule } from './api.module.js';
import type { ApiParts } from './api-parts.js';
import { letEnginePagesAsk } from './engine/engine-pages.js';
import { EmbeddedProvider } from './identity/embedded-provider.js';
import { FormShelf } from './forms/form-shelf.js';
import { addHooks } from './platform/http-hooks.js';
import { Lifetime } from './platform/lifetime.js';
import { answerBadAddress, answerNoHttp } from './platform/unroutable.js';
import { NestLog } from './platform/nest-log.js';
import { RateLimits } from './platform/rate-limits.js';

export const BODY_LIMIT = 256 * 1024;

export interface Api {
  readonly app: NestFastifyApplication;
  readonly lifetime: Lifetime;
}

/** The application, ready for `listen` or `inject`. It does not own its parts: whoever made them closes them. */
export async function createApi(parts: ApiParts): Promise<Api> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    logger: false,
    requestTimeout: 30_000,
    frameworkErrors: answerBadAddress(parts),
    clientErrorHandler: answerNoHttp(parts),
    routerOptions: { maxParamLength: 200 },
    // Whose address counts is what these say; everybody else could write any.
    trustProxy: parts.trustedProxies === undefined ? false : [...parts.trustedProxies],
    // Streams of live events must not hold up the end; they are told to end first.
    forceCloseConnections: 'idle',
  });
  const lifetime = new Lifetime();
  const limits = await RateLimits.on(adapter.getInstance(), parts.limits);
  await adapter.getInstance().register(cookies);
  addHooks(adapter.getInstance(), parts, limits);
  letEnginePagesAsk(adapter.getInstance(), parts.enginePagesOrigin);
  addUploads(adapter.getInstance());
  const provider = await EmbeddedProvider.open(parts);
  provider.mount(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.of(parts, { lifetime, limits, provider, shelf: await FormShelf.open(parts) }),
    adapter,
    {
      logger: new NestLog(parts.logger),
      abortOnError: false,
    },
  );
  await app.init();
  await adapter.getInstance().ready();
  return { app, lifetime };
}
