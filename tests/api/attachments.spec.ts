import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  API_PARTS,
  CommandScanner,
  createFilesOrigin,
  Quarantine,
  UPLOAD_BYTES,
  type ApiParts,
  type Scanner,
} from '@caseward/api';
import type { AttachmentsView, AttachmentTicketView, AttachmentView, ProblemBody } from '@caseward/contracts';
import { openDataSource, rows } from '@caseward/persistence';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registeredCase } from './support/casework.js';
import { EICAR, hostileFiles, image, MARK, pdf, photo, type HostileFile } from './support/hostile-files.js';
import { ApiPerson, type Answer } from './support/person.js';
import { runningApi } from './support/running-api.js';

const ORIGIN = 'https://files.test';
const finds = new CommandScanner({
  command: ['/bin/sh', '-c', 'if grep -aq EICAR-STANDARD; then exit 1; fi'],
  timeoutMs: 20_000,
});
const isAway = new CommandScanner({ command: ['/no/such/scanner'], timeoutMs: 20_000 });
const neverEnds = new CommandScanner({ command: ['/bin/sh', '-c', 'exec sleep 60'], timeoutMs: 20 });
const fails = new CommandScanner({ command: ['/bin/sh', '-c', 'exit 2'], timeoutMs: 20_000 });
type MayBeRefused = Partial<Pick<ProblemBody, 'code' | 'inputs'>>;
let now: Scanner = finds;
const scanner: Scanner = { scan: (content) => now.scan(content) };

describe('photos and documents of a case', () => {
  const api = runningApi({ files: { scanner, filesOrigin: ORIGIN } });
  const as = (login: string): ApiPerson => new ApiPerson(api, login);
  const amal = as('cw.amal');
  let caseId = '';
  let origin: FastifyInstance;
  let superuser: DataSource;

  const at = (rest = ''): string => `/v1/cases/${caseId}/attachments${rest}`;
  type Sending = { readonly type?: string; readonly key?: string; readonly who?: ApiPerson; readonly url?: string };
  function send(bytes: Buffer, { type = 'image/jpeg', key, who = amal, url = at() }: Sending = {}) {
    const headers = { 'content-type': type };
    return who.post<AttachmentView & MayBeRefused>(url, bytes, { headers, ...(key === undefined ? {} : { key }) });
  }
  const ticket = (id: string, who = amal): Promise<Answer<AttachmentTicketView & MayBeRefused>> =>
    who.post(at(`/${id}/tickets`));
  function fetched(url: string) {
    expect(url.startsWith(`${ORIGIN}/`)).toBe(true);
    return origin.inject({ method: 'GET', url: url.slice(ORIGIN.length) });
  }
  async function contentOf(id: string): Promise<Buffer> {
    const { body, text, status } = await ticket(id);
    expect(status, text).toBe(201);
    const answer = await fetched(body.url);
    expect(answer.statusCode).toBe(200);
    return answer.rawPayload;
  }

  beforeAll(async () => {
    caseId = await registeredCase(amal);
    origin = await createFilesOrigin(api.app.get<ApiParts>(API_PARTS));
    superuser = await openDataSource({ url: api.superUrl });
  });
  afterAll(async () => {
    await origin.close();
    await superuser.destroy();
  });

  it('keeps what can be seen in a photo, upright, and nothing of place and camera [IM-4]', async () => {
    const sent = await photo();
    expect([(await sharp(sent).metadata()).exif?.includes(MARK), sent.includes('Exif')]).toEqual([true, true]);
    const { status, body, text } = await send(sent, { url: at('?kind=photo') });
    expect(status, text).toBe(201);
    expect(body).toMatchObject({ caseId, kind: 'photo', mediaType: 'image/jpeg', status: 'stored' });
    const kept = await contentOf(body.attachmentId);
    const { exif, xmp, iptc, icc, width, height, orientation } = await sharp(kept).metadata();
    expect([exif, xmp, iptc, icc, orientation]).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect([width, height, kept.includes(MARK)]).toEqual([40, 80, false]);
    const [row] = await rows<{ ciphertext: Buffer }>(
      superuser,
      'SELECT ciphertext FROM caseward.attachment WHERE attachment_id = $1',
      [body.attachmentId],
    );
    expect(row?.ciphertext.length).toBe(body.sizeBytes);
    expect([row?.ciphertext.includes(kept.subarray(0, 24)), row?.ciphertext.includes('JFIF')]).toEqual([false, false]);
  });

  it('is added once for one key, and tells another file under it [IM-6]', async () => {
    const [key, bytes] = [randomUUID(), await image('image/png')];
    const [first, again] = [
      await send(bytes, { type: 'image/png', key }),
      await send(bytes, { type: 'image/png', key }),
    ];
    expect([first.status, again.text]).toEqual([201, first.text]);
    const other = await send(await image('image/png', 65), { type: 'image/png', key });
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    const elsewhere = `/v1/cases/${await registeredCase(as('cw.mina'))}/attachments`;
    const stolen = await send(bytes, { type: 'image/png', key, who: as('cw.mina'), url: elsewhere });
    expect([stolen.status, stolen.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    const { items } = (await amal.get<AttachmentsView>(at())).body;
    expect(items.filter(({ attachmentId }) => attachmentId === key)).toHaveLength(1);
  });

  it('is as absent as none to whoever does not see the forms of the case [IM-3] [PERM-4]', async () => {
    const { attachmentId } = (await send(await image('image/jpeg'))).body;
    const bare = (answer: Answer<unknown>, id: string): string => answer.text.replaceAll(id, 'ID');
    const [nobody, bytes] = [randomUUID(), await image('image/jpeg')];
    for (const who of [as('cw.basim'), as('sup.omar')]) {
      for (const rest of ['', `/${attachmentId}/tickets`]) {
        const none = `/v1/cases/${nobody}/attachments${rest}`;
        const [there, absent] = rest
          ? [await who.post(at(rest)), await who.post(none)]
          : [await send(bytes, { who }), await send(bytes, { who, url: none })];
        expect([there.status, absent.status]).toEqual([404, 404]);
        expect(bare(there, caseId)).toBe(bare(absent, nobody));
      }
      expect((await who.get(at())).status).toBe(404);
    }
    expect((await as('admin.sami').get(at())).status).toBe(403);
    expect((await send(bytes, { who: as('head.lena') })).status).toBe(403);
    expect((await ticket(attachmentId, as('head.lena'))).status).toBe(201);
    const own = await registeredCase(amal);
    expect((await amal.post(`/v1/cases/${own}/attachments/${attachmentId}/tickets`)).status).toBe(404);
    const night = as('cw.basim').steppedUp();
    await night.post(`/v1/cases/${own}/emergency-accesses`, {
      ...{ accessId: 'n', reason: 'police_or_court', form: { call: 'invented' } },
    });
    expect((await night.get(`/v1/cases/${own}/attachments`)).status).toBe(200);
    expect((await send(bytes, { who: night, url: `/v1/cases/${own}/attachments` })).status).toBe(403);
  });

  it('opens by a ticket once, for a minute, in the session that asked, at an origin that knows nothing else', async () => {
    const { attachmentId } = (await send(await image('image/jpeg'))).body;
    const url = async (who = amal): Promise<string> => (await ticket(attachmentId, who)).body.url;
    const once = await url();
    const path = once.slice(ORIGIN.length);
    const tries = await Promise.all(Array.from({ length: 4 }, () => fetched(once)));
    expect(tries.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404, 404, 404]);
    const { headers } = tries.find(({ statusCode }) => statusCode === 200)!;
    expect(headers).toMatchObject({
      ...{ 'content-type': 'image/jpeg', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
      ...{ 'content-disposition': `attachment; filename="${attachmentId}.jpg"`, 'referrer-policy': 'no-referrer' },
      ...{ 'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/) },
      ...{ 'cross-origin-resource-policy': 'same-origin' },
    });
    expect(tries.some(({ payload }) => payload.includes(path.slice(1)))).toBe(false);
    const late = await url();
    await superuser.query(`UPDATE caseward.attachment_ticket SET expires_real_at = clock_timestamp() - interval '1 s'`);
    const signedOut = await url(as('sup.badr').steppedUp());
    await superuser.query(`UPDATE caseward.session SET ended_real_at = clock_timestamp(), end_reason = 'revoked'
      WHERE session_id = (SELECT session_id FROM caseward.attachment_ticket WHERE person_id = 'demo-sup-badr')`);
    const bearer = { authorization: `Bearer ${await amal.token()}` };
    const others = await Promise.all([
      ...[late, signedOut, `${ORIGIN}/${'x'.repeat(43)}`, `${ORIGIN}/${attachmentId}`].map(fetched),
      ...['/v1/cases', '/readyz', '/', '/..%2f..%2fetc%2fpasswd', '/%00', '/%'].map((one) =>
        origin.inject({ method: 'GET', url: one, headers: bearer }),
      ),
      ...(['HEAD', 'POST', 'OPTIONS'] as const).map((method) => origin.inject({ method, url: path, headers: bearer })),
      api.app.inject({ method: 'GET', url: new URL(await url()).pathname, headers: bearer }),
    ]);
    expect(others.map(({ statusCode }) => statusCode)).toEqual(others.map(() => 404));
    expect(api.logged.join('').includes(path.slice(1))).toBe(false);
    const refused = await rows<object>(
      api.dataSource,
      `SELECT person_id AS "personId", status, detail FROM caseward.access_log
        WHERE what = 'attachments.fetched' AND kind = 'refusal'`,
    );
    expect(refused).toEqual([{ personId: 'demo-sup-badr', status: 404, detail: attachmentId }]);
  });

  it('stands in the audit trail before it leaves: added, listed, asked for, fetched [IM-6]', async () => {
    const { attachmentId } = (await send(await image('image/jpeg'))).body;
    await amal.get(at());
    await contentOf(attachmentId);
    const entries = await rows<{ kind: string; what: string; detail: string | null }>(
      api.dataSource,
      `SELECT kind, what, detail FROM caseward.access_log WHERE case_id = $1 AND person_id = 'demo-cw-amal'
        AND what LIKE 'attachments.%' ORDER BY access_id DESC LIMIT 4`,
      [caseId],
    );
    expect(entries.reverse()).toMatchObject([
      { kind: 'write', what: 'attachments.add', detail: attachmentId },
      { kind: 'read', what: 'attachments.list' },
      { kind: 'export', what: 'attachments.ticket', detail: attachmentId },
      { kind: 'export', what: 'attachments.fetched', detail: attachmentId },
    ]);
  });

  it.each([
    ['is not there', isAway],
    ['does not come to an end', neverEnds],
    ['fails', fails],
  ])(
    'waits in quarantine while the scanner %s: never lost, never handed out, checked again [IM-4]',
    async (_, broken) => {
      now = broken;
      const { status, body } = await send(pdf(), { type: 'application/pdf' });
      expect([status, body.status]).toEqual([201, 'quarantined']);
      const refused = await ticket(body.attachmentId);
      expect([refused.status, refused.body.code]).toEqual([409, 'TOO_EARLY']);
      const scan = (who: ApiPerson) => who.post<AttachmentView>(at(`/${body.attachmentId}/scans`));
      const again = (await scan(as('sup.badr'))).body;
      // Shown as it is in the list, without the keyed digest by which a repeated request is known.
      expect([again.status, Object.keys(again).sort()]).toEqual(['quarantined', Object.keys(body).sort()]);
      expect((await scan(amal)).status).toBe(403);
      now = finds;
      if (broken === fails) await api.app.get(Quarantine).lookAgain();
      else expect((await scan(as('sup.badr'))).body.status).toBe('stored');
      expect((await contentOf(body.attachmentId)).equals(pdf())).toBe(true);
    },
  );

  it('keeps nothing of what the scanner finds harmful, at once or later, and says so each time [IM-4]', async () => {
    const [key, harmful] = [randomUUID(), pdf(`% ${EICAR}\n`)];
    for (let time = 0; time < 2; time += 1) {
      const { status, body } = await send(harmful, { type: 'application/pdf', key });
      expect([status, body.code, body.inputs]).toEqual([422, 'VALUE_NOT_POSSIBLE', { reason: 'file_harmful' }]);
    }
    now = isAway;
    const late = (await send(harmful, { type: 'application/pdf' })).body.attachmentId;
    now = finds;
    await api.app.get(Quarantine).lookAgain();
    expect((await ticket(late)).status).toBe(404);
    const left = await rows<{ content: Buffer | null }>(
      superuser,
      'SELECT ciphertext AS content FROM caseward.attachment WHERE attachment_id = ANY ($1)',
      [[key, late]],
    );
    expect(left).toEqual([{ content: null }, { content: null }]);
  });

  it('refuses what is too large, and reads no file where none is taken', async () => {
    const large = await send(Buffer.alloc(UPLOAD_BYTES + 1));
    expect([large.status, large.body.code]).toEqual([413, 'BODY_TOO_LARGE']);
    const inPieces = Readable.from(Array.from({ length: 11 }, () => Buffer.alloc(UPLOAD_BYTES / 10)));
    const told = await amal.post<ProblemBody>(at(), inPieces, { headers: { 'content-type': 'image/jpeg' } });
    expect([told.status, told.body.code]).toEqual([413, 'BODY_TOO_LARGE']);
    const misplaced = await send(await image('image/jpeg'), { url: `/v1/cases/${caseId}/assessments` });
    expect([misplaced.status, (await amal.post(at(), { form: {} })).status]).toEqual([415, 415]);
    expect((await send(await image('image/jpeg'), { url: at('?name=Leila.jpg') })).status).toBe(400);
  });

  it('refuses or neutralises every hostile file, and none of them stops it [IM-4]', async () => {
    const hostile = await hostileFiles();
    const counted = { refused: 0, neutralised: 0 };
    const wrong: string[] = [];
    const own = await registeredCase(amal);
    const url = `/v1/cases/${own}/attachments`;
    const becomes = async ({ bytes, type }: HostileFile): Promise<string> => {
      const headers = { 'content-type': type, 'content-disposition': 'attachment; filename="../../etc/passwd"' };
      const { status, text, body } = await amal.post<AttachmentView>(url, bytes, { headers });
      if (text.includes(MARK) || text.includes('passwd')) return 'repeated';
      if (status !== 201) return [415, 422].includes(status) ? 'refused' : `answered ${String(status)}`;
      const asked = await amal.post<AttachmentTicketView>(`${url}/${body.attachmentId}/tickets`);
      const kept = (await fetched(asked.body.url)).rawPayload;
      return kept.includes(MARK) || kept.includes('PK\u0003\u0004') ? 'handed out' : 'neutralised';
    };
    const each = async (file: HostileFile): Promise<void> => {
      const end = await becomes(file);
      if (end === file.becomes) counted[file.becomes] += 1;
      else wrong.push(`${file.name}: ${end}`);
    };
    for (let at = 0; at < hostile.length; at += 8) await Promise.all(hostile.slice(at, at + 8).map(each));
    expect(wrong).toEqual([]);
    expect((await send(await image('image/jpeg'))).status).toBe(201);
    expect(api.logged.filter((line) => line.includes(MARK) || line.includes('passwd'))).toEqual([]);
    const { refused, neutralised } = counted;
    console.log(
      `hostile files: ${String(hostile.length)}; ${String(refused)} refused, ${String(neutralised)} neutralised`,
    );
  });

  it('goes with the key of the case, in the transaction that erases it [IM-7]', async () => {
    const own = await registeredCase(amal);
    const url = `/v1/cases/${own}/attachments`;
    const { attachmentId } = (await send(await image('image/jpeg'), { url })).body;
    const before = (await amal.post<AttachmentTicketView>(`${url}/${attachmentId}/tickets`)).body.url;
    await superuser.query('DELETE FROM caseward.case_key WHERE case_id = $1', [own]);
    const left =
      'SELECT FROM caseward.attachment WHERE case_id = $1 UNION ALL SELECT FROM caseward.attachment_ticket WHERE case_id = $1';
    expect(await rows(superuser, left, [own])).toEqual([]);
    expect((await fetched(before)).statusCode).toBe(404);
  });
});
