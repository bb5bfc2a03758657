import { Inject, Injectable, RequestMethod, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ROUTE_ACCESS, type RouteAccess } from './route-access.js';

type Handler = (...parameters: unknown[]) => unknown;

export interface Route {
  readonly method: string;
  /** Template, such as `/v1/cases/:caseId`. */
  readonly path: string;
  readonly handler: Handler;
  readonly controller: object;
  readonly handlerName: string;
  /** `Controller.method`, for messages. */
  readonly name: string;
  readonly access: RouteAccess | undefined;
}

const metadata = (key: string, target: object): unknown => Reflect.getMetadata(key, target);

function joined(...parts: readonly unknown[]): string {
  const text = parts.filter((part): part is string => typeof part === 'string').join('/');
  return `/${text}`.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, '');
}

/** Every route that the controllers declare. A route that is silent about access does not start. */
@Injectable()
export class RouteTable implements OnApplicationBootstrap {
  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
  ) {}

  routes(): Route[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => (metatype ? this.#routesOf(metatype) : []));
  }

  onApplicationBootstrap(): void {
    const silent = this.routes().filter(({ access }) => access === undefined);
    if (silent.length === 0) return;
    const list = silent.map(({ method, path, name }) => `${method} ${path} (${name})`).join(', ');
    throw new Error(`These routes declare no access; add @Gives, @Reads or @Public: ${list}`);
  }

  /** Methods that exist for a concrete path, for 405. */
  methodsFor(path: string): string[] {
    const matching = this.routes().filter((route) => matches(route.path, path));
    return [...new Set(matching.map(({ method }) => method))];
  }

  #routesOf(controller: object & { prototype?: unknown; name?: string }): Route[] {
    const prototype = controller.prototype as Record<string, Handler>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (handler === undefined || metadata('path', handler) === undefined) return [];
      return [
        {
          method: RequestMethod[metadata('method', handler) as RequestMethod],
          path: joined(metadata('path', controller), metadata('path', handler)),
          handler,
          controller,
          handlerName: name,
          name: `${controller.name ?? '?'}.${name}`,
          access: metadata(ROUTE_ACCESS, handler) as RouteAccess | undefined,
        },
      ];
    });
  }
}

function matches(template: string, path: string): boolean {
  const [want, have] = [template.split('/'), path.split('/')];
  return want.length === have.length && want.every((part, index) => part.startsWith(':') || part === have[index]);
}
