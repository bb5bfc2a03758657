import { Inject, Injectable } from '@nestjs/common';
import {
  commandAnswerSchema,
  commandEnvelopeSchema,
  complaintTakenSchema,
  dutyAnswerSchema,
  dutyEnvelopeSchema,
  dutyOpenerBodies,
  openDutyFileSchema,
  problemSchema,
} from '@caseward/contracts';
import type { DutyCommandType } from '@caseward/domain';
import { z } from 'zod';
import { RouteTable, type Route } from '../access/route-table.js';
import { HTTP_BODIES } from '../commands/order.js';
import { COMMAND_WORDS } from './command-words.js';
import { ROUTE_DESCRIPTION, type RouteDescription } from './describe.js';
import { JsonSchemas, type JsonSchema } from './json-schemas.js';
import { COMMAND_HEADERS, HEADERS, json, problemComponents, problemContent, problems } from './openapi-components.js';
import { argumentSchemas, takesHeader } from './route-arguments.js';

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly [part: string]: unknown;
}

const pendingSchema = z.object({ commandId: z.uuid() }).meta({ id: 'CommandTaken' });

/** In the order of a day's work. */
const TAGS = [
  ...[
    'Sessions',
    'Work',
    'Cases',
    'Files',
    'Intake',
    'Urgent action',
    'Forms',
    'Casework',
    'Plan',
    'Services',
    'Conferences',
  ],
  'Organisation',
  ...['Mandatory reports', 'Emergency access', 'Closure', 'Transfer', 'Responsibility', 'Duties', 'Quality'],
  ...['Commands', 'Indicators', 'Audit', 'Policy', 'Annexes', 'Deployment'],
] as const;

/** OpenAPI 3.1 from the routes themselves: their declarations of access, their schemas, their words. */
@Injectable()
export class OpenApi {
  constructor(@Inject(RouteTable) private readonly table: RouteTable) {}

  document(): OpenApiDocument {
    const schemas = new JsonSchemas();
    schemas.of(z.array(problemSchema), 'output');
    const paths: Record<string, Record<string, JsonSchema>> = {};
    const routes = this.table.routes().sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
    for (const route of routes) {
      const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
    }
    return {
      openapi: '3.1.0',
      info: {
        title: 'Caseward',
        version: '1',
        description:
          'Child protection case management. Every write is one command of the domain; every refusal is a problem document.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags: TAGS.map((name) => ({ name })),
      paths,
      components: {
        schemas: schemas.components,
        parameters: HEADERS,
        responses: problemComponents(),
        securitySchemes: { session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
      security: [{ session: [] }],
    };
  }
}

function operation(route: Route, schemas: JsonSchemas): JsonSchema {
  const { access } = route;
  const common = {
    operationId: route.name.replace('Controller.', '_'),
    parameters: pathParameters(route.path),
    ...(access?.kind === 'public' ? { security: [] } : {}),
  };
  if (access?.kind === 'gives') return writing(access.command, common, schemas);
  if (access?.kind === 'gives_duty') return dutyWriting(access.command, common, schemas);
  return reading(route, common, schemas);
}

interface Common {
  readonly operationId: string;
  readonly parameters: readonly JsonSchema[];
}

function writing(command: keyof typeof COMMAND_WORDS | 'any', common: Common, schemas: JsonSchemas): JsonSchema {
  const any = ['Commands', 'Give any command by its name'] as const;
  const [tag, summary] = command === 'any' ? any : COMMAND_WORDS[command];
  const body = command === 'any' ? commandEnvelopeSchema : HTTP_BODIES[command];
  const taken = {
    description: 'Taken; its end stands at the address in Location.',
    ...json(schemas.of(pendingSchema, 'output')),
  };
  const status = command === 'identifyChild' ? 201 : 200;
  const done = { description: 'Applied.', ...json(schemas.of(commandAnswerSchema, 'output')) };
  return {
    ...common,
    tags: [tag],
    summary,
    description: command === 'any' ? 'The body names the command of the domain.' : `Command \`${command}\`.`,
    parameters: [...common.parameters, ...COMMAND_HEADERS],
    requestBody: { required: true, ...json(schemas.of(body, 'input')) },
    responses: {
      [status]: done,
      202: taken,
      ...problems([400, 401, 403, 404, 409, 410, 412, 422, 503]),
    },
  };
}

interface DutyOpening {
  readonly summary: string;
  readonly body: z.ZodType;
  readonly answer?: z.ZodType;
}

/** What opens a duty file. */
const DUTY_OPENINGS: Readonly<Partial<Record<DutyCommandType | 'any', DutyOpening>>> = {
  openDutyFile: { summary: 'Open a duty file', body: openDutyFileSchema },
  registerDataBreach: { summary: 'Enter a data breach into the register', body: dutyOpenerBodies.registerDataBreach },
  receiveComplaint: {
    summary: 'Take a complaint about staff; it goes past whoever it is about',
    body: dutyOpenerBodies.receiveComplaint,
    answer: complaintTakenSchema,
  },
  recordAccessRequest: {
    summary: 'Record that a child or a caregiver asks for their data',
    body: dutyOpenerBodies.recordAccessRequest,
  },
};

function dutyWriting(command: DutyCommandType | 'any', common: Common, schemas: JsonSchemas): JsonSchema {
  const opening = DUTY_OPENINGS[command];
  const taken = {
    description: 'Taken; its end stands at the address in Location.',
    ...json(schemas.of(pendingSchema, 'output')),
  };
  return {
    ...common,
    tags: ['Duties'],
    summary: opening?.summary ?? 'Give a command on a duty file by its name',
    parameters: [...common.parameters, ...COMMAND_HEADERS],
    requestBody: { required: true, ...json(schemas.of(opening?.body ?? dutyEnvelopeSchema, 'input')) },
    responses: {
      [opening === undefined ? 200 : 201]: {
        description: 'Applied.',
        ...json(schemas.of(opening?.answer ?? dutyAnswerSchema, 'output')),
      },
      202: taken,
      ...problems([400, 401, 403, 404, 409, 412, 422, 503]),
    },
  };
}

function reading(route: Route, common: Common, schemas: JsonSchemas): JsonSchema {
  const words = Reflect.getMetadata(ROUTE_DESCRIPTION, route.handler) as RouteDescription | undefined;
  if (words === undefined) throw new Error(`${route.name} has no @Describe`);
  const { query, body } = argumentSchemas(route);
  const isPublic = route.access?.kind === 'public';
  const content = words.answer === undefined ? {} : json(schemas.of(words.answer, 'output'));
  const other = words.mediaType === undefined ? content : { content: { [words.mediaType]: {} } };
  const refusals = [
    // Also where no body is asked for: one that is sent all the same has to be readable.
    ...(query === undefined && route.method === 'GET' ? [] : [400]),
    ...(isPublic ? [] : [401, 403]),
    ...(route.path.includes(':') ? [404] : []),
    ...(words.problems ?? []),
  ];
  return {
    ...common,
    tags: [words.tag],
    summary: words.summary,
    ...(words.description === undefined ? {} : { description: words.description }),
    parameters: [
      ...common.parameters,
      ...keyHeader(route),
      ...(query === undefined ? [] : queryParameters(schemas.of(query, 'input'))),
    ],
    ...(body === undefined ? {} : { requestBody: { required: true, ...json(schemas.of(body, 'input')) } }),
    ...(words.takes === undefined ? {} : { requestBody: { required: true, content: asSent(words.takes) } }),
    responses: {
      [words.status ?? 200]: { description: words.summary, ...other },
      ...(words.notReady === undefined ? {} : { 503: { description: words.notReady, ...content } }),
      ...problems(refusals),
      ...pages(words, refusals),
    },
  };
}

/** For people with a browser; where a problem may be answered as well, both are described. */
function pages({ pages: words = {}, mediaType = '' }: RouteDescription, refusals: readonly number[]): JsonSchema {
  const entries = Object.entries(words).map(([text, description]) => {
    const status = Number(text);
    const problem = refusals.includes(status) ? problemContent : {};
    return [text, { description, ...(status < 400 ? {} : { content: { [mediaType]: {}, ...problem } }) }] as const;
  });
  return Object.fromEntries(entries);
}

/** Files go as they are. */
function asSent(types: readonly string[]): JsonSchema {
  return Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));
}

/** What is kept is written once under its key. */
function keyHeader(route: Route): readonly JsonSchema[] {
  const isKeyed = route.access?.kind === 'keeps' || takesHeader(route, 'idempotency-key');
  return isKeyed ? COMMAND_HEADERS.slice(0, 1) : [];
}

function pathParameters(path: string): JsonSchema[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: [
      'caseId',
      'contentId',
      'commandId',
      'fileId',
      'adoptionId',
      'postId',
      'handoverId',
      'attachmentId',
    ].includes(name)
      ? { type: 'string', format: 'uuid' }
      : { type: 'string' },
  }));
}

function queryParameters({ properties = {}, required = [] }: JsonSchema): JsonSchema[] {
  return Object.entries(properties as Record<string, JsonSchema>).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: (required as string[]).includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }));
}
