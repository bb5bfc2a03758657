import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { Public } from '../access/route-access.js';
import { HttpAnswer } from '../platform/http-answer.js';
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

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Caseward API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
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
  @Header('content-type', 'text/html; charset=utf-8')
  @Describe({ summary: 'This description as a page', tag: 'Deployment', mediaType: 'text/html' })
  page(): string {
    return PAGE;
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
    if (name === 'start.js') return new HttpAnswer(200, START, { 'content-type': 'text/javascript; charset=utf-8' });
    const type = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (type === undefined) throw notFound();
    return new HttpAnswer(200, await readFile(join(folder, name)), { 'content-type': type });
  }
}
