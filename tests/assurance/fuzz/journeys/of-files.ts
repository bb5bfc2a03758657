import { image, pdf } from '../../../api/support/hostile-files.js';
import type { Journey, Walk } from '../walk.js';
import { registered } from './crews.js';

const ATTACHMENTS = '/v1/cases/{caseId}/attachments';
const OF_ONE = `${ATTACHMENTS}/{attachmentId}`;
const DRAFT = '/v1/cases/{caseId}/drafts/{form}';

interface Attachment {
  readonly attachmentId: string;
}

async function attachments(walk: Walk): Promise<void> {
  const { worker, supervisor, caseId } = await registered(walk, 'LOW');
  const type = walk.chance.one(['image/jpeg', 'image/png', 'image/webp'] as const);
  const photo = { at: { caseId }, query: 'kind=photo', type, bytes: await image(type, walk.chance.between(8, 64)) };
  const { attachmentId } = (await walk.ask<Attachment>(`POST ${ATTACHMENTS}`, worker, photo)).body;
  await walk.ask(`POST ${OF_ONE}/tickets`, supervisor, { at: { caseId, attachmentId } });
  const document = { at: { caseId }, query: 'kind=report', type: 'application/pdf', bytes: pdf() };
  const kept = (await walk.ask<Attachment>(`POST ${ATTACHMENTS}`, worker, document)).body;
  const at = { caseId, attachmentId: kept.attachmentId };
  await walk.ask(`POST ${OF_ONE}/scans`, supervisor, { at });
  await walk.ask(`POST ${OF_ONE}/tickets`, worker, { at });
  await walk.ask(`GET ${ATTACHMENTS}`, worker, { at });
}

async function drafts(walk: Walk): Promise<void> {
  const { worker, caseId } = await registered(walk, 'LOW');
  const at = { caseId, form: 'assessment' };
  const body = { version: 1, data: { views: walk.known(caseId).mark } };
  await walk.ask(`PUT ${DRAFT}`, worker, { at, body });
  const { headers } = await walk.ask(`GET ${DRAFT}`, worker, { at });
  const again = await walk.ask(`PUT ${DRAFT}`, worker, { at, body, headers: { 'if-match': String(headers['etag']) } });
  await walk.ask('GET /v1/cases/{caseId}/drafts', worker, { at });
  await walk.ask(`DELETE ${DRAFT}`, worker, { at, headers: { 'if-match': String(again.headers['etag']) } });
}

async function forms(walk: Walk): Promise<void> {
  interface Form {
    readonly form: string;
    readonly version: number;
  }
  const { items } = (await walk.ask<{ items: Form[] }>('GET /v1/forms', 'cw.amal')).body;
  const { form, version } = walk.chance.one(items);
  const at = { form, version: String(version) };
  await walk.ask('GET /v1/forms/{form}/versions/{version}', 'cw.amal', { at });
  await walk.ask('GET /v1/forms/{form}', 'cw.amal', { at });
}

const base64 = (value: Uint8Array | null | undefined): string => Buffer.from(value ?? []).toString('base64');

/** What the engine keeps of a case, as its own pages would have it opened. */
async function codec(walk: Walk): Promise<void> {
  const { caseId } = walk.chance.one(walk.around.cases.all);
  const { events } = await walk.around.api.engine.client.workflow.getHandle(caseId).fetchHistory();
  const sealed = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  const payloads = sealed.map(({ metadata, data }) => ({
    metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)] as const)),
    data: base64(data),
  }));
  await walk.ask('POST /v1/codec/decode', 'admin.sami', { body: { payloads } });
}

/** An agreed version that comes into force long after this run. */
export function policyDocument(walk: Walk, version: string): string {
  return [
    ...[`version: ${version}`, 'title: Invented', 'zone: Asia/Amman', `effectiveFrom: '2030-01-01'`],
    ...['approvedBy: [{ agency: agency-lantern, by: COORD, on: 2025-12-01 }]', 'values:'],
    ...['  forms.minimum_data: required', '  retention.years: 20', '  retention.extended_years: 75'],
    ...[`  reporting.age_bands: ['0-5', '6-11', '12-17', '18+']`],
    ...[`  assessment.low: ${String(walk.chance.between(4, 7))}`, ''],
  ].join('\n');
}

async function policies(walk: Walk): Promise<void> {
  const document = policyDocument(walk, walk.fresh());
  await walk.ask('POST /v1/policies/preview', 'admin.sami', { body: { document } });
}

export const OF_FILES: readonly Journey[] = [
  {
    to: [`POST ${ATTACHMENTS}`, `POST ${OF_ONE}/scans`, `POST ${OF_ONE}/tickets`],
    ...{ requests: 10, walk: attachments },
  },
  { to: [`GET ${DRAFT}`, `PUT ${DRAFT}`, `DELETE ${DRAFT}`], requests: 9, walk: drafts },
  { to: ['GET /v1/forms/{form}/versions/{version}'], requests: 3, walk: forms },
  { to: ['POST /v1/codec/decode'], requests: 1, walk: codec },
  { to: ['POST /v1/policies/preview'], requests: 1, walk: policies },
];
