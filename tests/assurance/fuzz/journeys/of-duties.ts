import { createHash } from 'node:crypto';
import { AstrayError, type Journey, type Walk } from '../walk.js';
import { daysAgo, idOf, registered } from './crews.js';
import { policyDocument } from './of-files.js';

const FILES = 'POST /v1/duty-files';
const ORDERS = 'POST /v1/duty-files/{fileId}/commands';

interface Opened {
  readonly fileId: string;
}

const order = (walk: Walk, login: string, fileId: string, type: string, payload: object = {}, more: object = {}) =>
  walk.ask(ORDERS, login, { at: { fileId }, body: { type, payload, ...more } });

const asked = (name: string) => `GET /v1/${name}`;

async function copyOfFile(walk: Walk): Promise<void> {
  const { worker, supervisor, caseId } = await registered(walk, 'LOW');
  const body = { requestedBy: 'child', wanted: 'copy', form: { text: walk.known(caseId).mark } };
  const at = { caseId };
  const { fileId } = (await walk.ask<Opened>('POST /v1/cases/{caseId}/access-requests', worker, { at, body })).body;
  await order(walk, supervisor, fileId, 'decideAccessRequest', { answer: 'granted', withheld: [] });
  await walk.ask('GET /v1/cases/{caseId}/subject-copy', worker, { at, query: `request=${fileId}` });
  await order(walk, supervisor, fileId, 'recordAccessGiven');
}

/** A new SOP of all agencies, up to its adoption; of its forms, one is read. */
async function sop(walk: Walk): Promise<void> {
  const [rana, lena] = ['coord.rana', 'head.lena'];
  const body = { kind: 'sop', subjectId: walk.fresh() };
  const { fileId } = (await walk.ask<Opened>(FILES, rana, { body })).body;
  const at = { fileId };
  const version = walk.fresh();
  const document = policyDocument(walk, version);
  const digest = createHash('sha256').update(document).digest('hex');
  const draft = {
    ...{ sopVersion: '2026-2', putsInForce: { version, digest } },
    ...{ participants: ['agency-lantern'], leftOut: [] },
  };
  await order(walk, rana, fileId, 'draftSop', draft, { form: { text: 'invented' } });
  const comment = { sopVersion: '2026-2', commentId: 'k1', clause: '3.4' };
  await order(walk, 'cw.amal', fileId, 'commentOnSop', comment, { form: { comment: 'invented' } });
  await order(walk, rana, fileId, 'answerSopComment', { commentId: 'k1', outcome: 'taken_up' });
  await order(walk, rana, fileId, 'draftSop', draft, { form: { text: 'invented, and better' } });
  await order(walk, rana, fileId, 'submitSopForAdoption', { sopVersion: '2026-2' });
  interface History {
    readonly items: readonly { readonly texts: readonly Readonly<Record<string, string>>[] }[];
  }
  const { items } = (await walk.ask<History>('GET /v1/sops/{fileId}/versions', rana, { at })).body;
  const { contentId = '', textDigest } = items[0]?.texts.at(-1) ?? {};
  await walk.ask('GET /v1/duty-files/{fileId}/contents/{contentId}', lena, { at: { fileId, contentId } });
  await order(walk, lena, fileId, 'signSop', { sopVersion: '2026-2', policyDigest: digest, textDigest });
  await order(walk, rana, fileId, 'adoptSop', { sopVersion: '2026-2', effectiveFrom: '2030-01-01' });
  await walk.ask('POST /v1/policies', 'admin.sami', { body: { document } });
  await walk.ask('GET /v1/policies/{version}', rana, { at: { version } });
}

interface Items<Item> {
  readonly items: readonly Item[];
}

/** Once in a run: two assessments of one agency; afterwards, what there is to see of them. */
async function quality(walk: Walk): Promise<void> {
  const [badr, head] = ['sup.badr', 'head.lena'];
  const files = await walk.ask<Items<Opened>>(asked('duty-files'), head, { query: 'kind=quality' });
  if (files.body.items.length === 0) await assessTwice(walk, badr, head);
  const { items } = (await walk.ask<Items<{ assessmentId: string }>>(asked('quality/assessments'), badr)).body;
  const [before, after] = items.map(({ assessmentId }) => assessmentId);
  if (before === undefined || after === undefined) throw new AstrayError();
  await walk.ask('GET /v1/quality/assessments/{assessmentId}', badr, { at: { assessmentId: after } });
  await walk.ask(asked('quality/comparison'), badr, { query: `before=${before}&after=${after}` });
}

async function assessTwice(walk: Walk, badr: string, head: string): Promise<void> {
  const body = { kind: 'quality', subjectId: 'agency-lantern', occurredAt: daysAgo(300) };
  const { fileId } = (await walk.ask<Opened>(FILES, head, { body })).body;
  interface Framework {
    readonly dimensions: readonly { readonly indicators: readonly { readonly id: string }[] }[];
  }
  const { dimensions } = (await walk.ask<Framework>(asked('quality/framework'), badr)).body;
  const first = { assessmentId: 'qa-1' };
  await order(walk, badr, fileId, 'startQualityAssessment', first, { occurredAt: daysAgo(250) });
  for (const { id } of dimensions.flatMap(({ indicators }) => indicators)) {
    const answer = { ...first, indicatorId: id, step: 1, notApplicable: null, evidence: [] };
    await order(walk, badr, fileId, 'answerQualityIndicator', answer, { occurredAt: daysAgo(250) });
  }
  await order(walk, badr, fileId, 'completeQualityAssessment', first, { occurredAt: daysAgo(249) });
  await order(walk, head, fileId, 'confirmQualityAssessment', first, { occurredAt: daysAgo(248) });
  await order(walk, badr, fileId, 'startQualityAssessment', { assessmentId: 'qa-2' }, { occurredAt: daysAgo(20) });
}

/** Of one caseworker there is one file; whoever comes second works in the one that is there. */
async function caseworkerFile(walk: Walk): Promise<void> {
  const subjectId = idOf(walk.chance.one(['cw.amal', 'cw.basim', 'cw.carla']));
  const query = `kind=caseworker&subjectId=${subjectId}`;
  const { items } = (await walk.ask<Items<Opened>>(asked('duty-files'), 'sup.badr', { query })).body;
  const body = { kind: 'caseworker', subjectId, occurredAt: daysAgo(20) };
  const fileId = items[0]?.fileId ?? (await walk.ask<Opened>(FILES, 'sup.badr', { body })).body.fileId;
  await walk.ask('GET /v1/duty-files/{fileId}', 'sup.badr', { at: { fileId } });
  const form = { form: { agreed: 'invented' } };
  await order(walk, 'sup.badr', fileId, 'recordSupervision', { minutes: walk.chance.between(1, 90) }, form);
  if (items.length === 0) return;
  await order(walk, 'sup.badr', fileId, 'endDutyFile', {}, { form: { why: 'invented' } });
  await walk.ask(FILES, 'sup.badr', { body: { kind: 'caseworker', subjectId } });
}

/** Somebody is away for a while, comes back earlier, and hands a case over before the next time. */
async function awayAndBack(walk: Walk): Promise<void> {
  const personId = idOf(walk.chance.one(['cw.basim', 'cw.carla']));
  // Every absence at a time of its own: two at once are refused.
  const start = walk.chance.between(400, 1_000_000) / 100;
  const times = { startsAt: daysAgo(-start), endsAt: daysAgo(-start - 0.005) };
  const body = { deputyId: 'demo-sup-badr', kind: 'leave', ...times };
  const { absenceId } = (
    await walk.ask<{ absenceId: string }>('POST /v1/people/{personId}/absences', 'sup.badr', { at: { personId }, body })
  ).body;
  const end = { at: { absenceId }, body: { endsAt: times.startsAt } };
  await walk.ask('POST /v1/absences/{absenceId}/end', 'sup.badr', end);
}

async function handover(walk: Walk): Promise<void> {
  const { worker, supervisor, caseId } = await registered(walk, 'LOW');
  const to = { 'cw.amal': 'cw.basim', 'cw.basim': 'cw.amal', 'cw.dunya': 'cw.elias', 'cw.mina': 'cw.nour' }[worker];
  if (to === undefined) return;
  const at = { personId: idOf(worker) };
  const cases = [{ caseId, to: idOf(to), childAndFamilyConsulted: true }];
  const preview = 'people/{personId}/handover-preview';
  await walk.ask(`GET /v1/${preview}`, supervisor, { at });
  await walk.ask(`POST /v1/${preview}`, supervisor, { at, body: { cases: [{ caseId, to: idOf(to) }] } });
  const told = await walk.ask<{ handoverId: string }>('POST /v1/people/{personId}/handovers', supervisor, {
    ...{ at, body: { reason: 'leave', cases } },
  });
  const { handoverId } = told.body;
  await walk.ask('GET /v1/handovers/{handoverId}', supervisor, { at: { handoverId } });
}

/** Somebody new, for a moment. */
async function newPost(walk: Walk): Promise<void> {
  const at = { personId: walk.chance.one(NEWCOMERS) };
  const body = { role: 'CW', teamId: 'team-ridge', supervisorId: 'demo-sup-idris' };
  const opened = await walk.ask<{ postId: string }>('POST /v1/people/{personId}/posts', 'mgr.jude', { at, body });
  await walk.ask('GET /v1/people/{personId}/posts', 'mgr.jude', { at });
  const { postId } = opened.body;
  await walk.ask('POST /v1/posts/{postId}/end', 'mgr.jude', { at: { postId }, body: { reason: 'left' } });
}

/** Of somebody who needs no second factor in this run. */
async function account(walk: Walk): Promise<void> {
  const body = { reason: 'other' };
  const step = { at: { personId: 'demo-conf-uma' }, body };
  await walk.ask('POST /v1/people/{personId}/session-ends', 'admin.sami', step);
  await walk.ask('POST /v1/people/{personId}/password-codes', 'admin.sami', step);
  await walk.ask('POST /v1/people/{personId}/second-factor-removals', 'admin.sami', {
    // Of somebody else: nobody alone replaces both, the password and the factor.
    ...{ at: { personId: 'demo-mgr-pilar' }, body },
  });
}

/** Accounts without a post. */
export const NEWCOMERS = ['demo-new-1', 'demo-new-2', 'demo-new-3'];

const beside = (to: readonly string[], requests: number, walk: Journey['walk']): Journey => ({ to, requests, walk });

export const OF_DUTIES: readonly Journey[] = [
  beside(['GET /v1/cases/{caseId}/subject-copy'], 8, copyOfFile),
  beside(
    ['POST /v1/policies', 'GET /v1/sops/{fileId}/versions', 'GET /v1/duty-files/{fileId}/contents/{contentId}'],
    10,
    sop,
  ),
  beside(['GET /v1/quality/assessments/{assessmentId}', asked('quality/comparison')], 55, quality),
  beside([FILES], 5, caseworkerFile),
  beside(['POST /v1/people/{personId}/absences', 'POST /v1/absences/{absenceId}/end'], 2, awayAndBack),
  beside(['POST /v1/people/{personId}/handovers', 'GET /v1/handovers/{handoverId}'], 8, handover),
  beside(
    ['session-ends', 'password-codes', 'second-factor-removals'].map((end) => `POST /v1/people/{personId}/${end}`),
    ...([3, account] as const),
  ),
  beside(['POST /v1/people/{personId}/posts', 'POST /v1/posts/{postId}/end'], 3, newPost),
];
