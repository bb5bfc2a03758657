import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { Public } from '../access/route-access.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { pagePolicy } from '../platform/http-hooks.js';
import { notFound } from '../platform/problem.js';
import { Describe } from './describe.js';
import { OpenApi, type OpenApiDocument } from './openapi.js';

const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Everything that the page needs, from here: no other host is asked. */
const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** A version of the page's files may come with any start of the API. */
const KEPT_SHORTLY = { 'cache-control': 'public, max-age=3600' } as const;

const page = (nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Caseward API</title>
<link rel="stylesheet" nonce="${nonce}" href="/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="docs"></div>
<script nonce="${nonce}" src="/docs/swagger-ui-bundle.js"></script>
<script nonce="${nonce}" src="/docs/start.js"></script>
</body>
</html>
`;

const START = `window.ui = SwaggerUIBundle({ url: '/docs/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });\n`;

/** The description of the API, for programs and for people. */
@Controller('docs')
export class DocsController {
  constructor(@Inject(OpenApi) private readonly openApi: OpenApi) {}

  @Get()
  @Public()
  @Describe({ summary: 'This description as a page', tag: 'Deployment', mediaType: 'text/html' })
  page(): HttpAnswer<string> {
    const nonce = randomBytes(18).toString('base64url');
    return new HttpAnswer(200, page(nonce), { 'content-type': 'text/html; charset=utf-8', ...pagePolicy(nonce) });
  }

  @Get('openapi.json')
  @Public()
  @Describe({ summary: 'This description as OpenAPI 3.1', tag: 'Deployment', mediaType: 'application/json' })
  document(): OpenApiDocument {
    return this.openApi.document();
  }

  @Get(':asset')
  @Public()
  @Describe({
    summary: 'A file of the page',
    tag: 'Deployment',
    mediaType: 'application/octet-stream',
    problems: [404],
  })
  async asset(@Param('asset') name: string): Promise<HttpAnswer<Buffer | string>> {
    if (name === 'start.js') return file(START, 'text/javascript; charset=utf-8');
    const type = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (type === undefined) throw notFound();
    return file(await readFile(join(folder, name)), type);
  }
}

function file<Content>(content: Content, type: string): HttpAnswer<Content> {
  return new HttpAnswer(200, content, { 'content-type': type, ...KEPT_SHORTLY });
}
