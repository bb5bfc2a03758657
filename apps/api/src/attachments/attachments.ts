import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { uuidSchema } from '@caseward/contracts';
import {
  assertTakesFiles,
  attachmentStatus,
  fileInQuarantine,
  fileRefused,
  type AttachmentKind,
  type CaseRow,
  type MediaType,
} from '@caseward/domain';
import {
  attachmentsOf,
  eraseRefusedContents,
  findAttachment,
  issueTicket,
  storeAttachment,
  type AttachmentHead,
  type KnownAttachment,
} from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { canSeeContent } from '../access/visibility.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { placeOf, VisibleCases } from '../cases/visible-cases.js';
import type { Asked } from '../commands/request-digest.js';
import { sameRequest } from '../organisation/request-key.js';
import { erased, keyReused, notFound, ProblemError } from '../platform/problem.js';
import { refusalProblem, refusing } from '../platform/refusal-problem.js';
import { cleanFile } from './clean-file.js';
import { FILES_A_CASE, TICKET_SECONDS } from './file-limits.js';
import { OneByOne } from './one-by-one.js';

export interface Upload {
  readonly caseId: string;
  readonly attachmentId: string;
  readonly kind: AttachmentKind;
  /** Asked for once it is known that the sender may send. */
  readonly mediaType: () => MediaType;
  readonly body: () => Promise<Buffer>;
}

interface Sent extends Omit<Upload, 'mediaType' | 'body'> {
  readonly mediaType: MediaType;
  readonly content: Buffer;
}

/** Photos and documents of a case. Whoever reads its forms reads them. */
@Injectable()
export class Attachments {
  readonly #drawing = new OneByOne();

  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
  ) {}

  async list(caller: Caller, id: string): Promise<AttachmentHead[]> {
    const { caseId } = await this.#require(caller, id);
    return attachmentsOf(this.parts.dataSource, caseId);
  }

  /** @throws ProblemError 403, 404, 409, 410, 413, 415, 422 */
  async add(caller: Caller, upload: Upload): Promise<AttachmentHead> {
    await this.#require(caller, upload.caseId);
    const row = await this.cases.requireToWrite(caller, upload.caseId);
    refusing(() => assertTakesFiles(row.stage));
    const mediaType = upload.mediaType();
    const content = await upload.body();
    const sent = { ...upload, mediaType, content, caseId: row.caseId };
    const known = await this.#known(caller, sent);
    if (known !== null) return kept(known);
    if ((await attachmentsOf(this.parts.dataSource, row.caseId)).length >= FILES_A_CASE) {
      throw refusalProblem(fileRefused('file_count'));
    }
    return this.#keep(caller, sent);
  }

  /** Leave to fetch a file once. @returns its address @throws ProblemError 404, 409, 503 */
  async ticket(caller: Caller, sessionId: string, id: string, attachmentId: string): Promise<string> {
    const { caseId, status } = await this.find(caller, id, attachmentId);
    if (status === 'refused') throw notFound();
    if (status === 'quarantined') throw refusalProblem(fileInQuarantine());
    const { dataSource, filesOrigin } = this.parts;
    if (filesOrigin === undefined) throw nowhere();
    const given = { attachmentId: attachmentId.toLowerCase(), caseId, personId: caller.personId, sessionId };
    return `${filesOrigin}/${await issueTicket(dataSource, given, TICKET_SECONDS)}`;
  }

  /** @throws ProblemError 404 */
  async find(caller: Caller, id: string, attachmentId: string): Promise<AttachmentHead> {
    const { caseId } = await this.#require(caller, id);
    if (!uuidSchema.safeParse(attachmentId).success) throw notFound();
    const found = await findAttachment(this.parts.dataSource, attachmentId.toLowerCase());
    if (found?.caseId !== caseId) throw notFound();
    return headOf(found);
  }

  async #require(caller: Caller, id: string): Promise<CaseRow> {
    const row = await this.cases.require(caller, id);
    if (!canSeeContent(caller, placeOf(row))) throw notFound();
    return row;
  }

  /** Keyed: a plain digest would tell whoever has the same photo that it is here. */
  #asked(caller: Caller, { caseId, kind, mediaType, content }: Sent): Asked {
    const bytes = createHash('sha256').update(content).digest('hex');
    return { request: { caseId, kind, mediaType, bytes }, caller };
  }

  async #known(caller: Caller, sent: Sent): Promise<KnownAttachment | null> {
    const { dataSource, secrets } = this.parts;
    const known = await findAttachment(dataSource, sent.attachmentId);
    if (known === null) return null;
    const isSame = await secrets.requestDigests.sameness(known.requestDigest, this.#asked(caller, sent));
    const { caseId, kind, createdBy } = known;
    const isLike = caseId === sent.caseId && kind === sent.kind && createdBy === caller.personId;
    return sameRequest(known, () => isSame ?? isLike);
  }

  async #keep(caller: Caller, sent: Sent): Promise<AttachmentHead> {
    const { dataSource, secrets, clock, scanner } = this.parts;
    const clean = await this.#drawing.run(() => cleanFile(sent.content, sent.mediaType));
    const status = attachmentStatus(clean.mediaType, scanner === undefined ? null : await scanner.scan(sent.content));
    const { attachmentId, caseId, kind } = sent;
    const requestDigest = secrets.requestDigests.of(this.#asked(caller, sent));
    const attachment = {
      ...{ attachmentId, caseId, kind, requestDigest, mediaType: clean.mediaType, status },
      ...{ content: status === 'refused' ? null : clean.content, wasScanned: scanner !== undefined },
      ...{ createdBy: caller.personId, createdAt: clock.now() },
    };
    const isNew = await storeAttachment(dataSource, secrets.keyService, attachment);
    // Whoever refused in the meantime has had everything erased; so is this.
    if (await eraseRefusedContents(dataSource, caseId)) throw erased();
    const found = await this.#known(caller, sent);
    if (found === null) throw isNew ? erased() : keyReused();
    return kept(found);
  }
}

/** The digest of the request is for recognising its repetition only. */
function headOf({ requestDigest: _, ...head }: KnownAttachment): AttachmentHead {
  return head;
}

/** What was found harmful is told so, each time. */
function kept(known: KnownAttachment): AttachmentHead {
  if (known.status === 'refused') throw refusalProblem(fileRefused('file_harmful'));
  return headOf(known);
}

function nowhere(): ProblemError {
  return new ProblemError(503, 'FILES_NOT_SERVED', 'Files cannot be fetched here', {
    detail: 'This deployment has no address for files.',
    remedy: 'Ask whoever runs it to set CASEWARD_FILES_PORT.',
  });
}
