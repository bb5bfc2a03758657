import { Inject, Injectable } from '@nestjs/common';
import { FREE_FORM_VERSION, uuidSchema, type ContentView } from '@caseward/contracts';
import { fold, localDateOf, type CaseState, type ContentRef, type HostedEvent, type Instant } from '@caseward/domain';
import { HEADER } from '@caseward/forms';
import { ConflictError, readContent, readRecord, storeContent, type StoredContent } from '@caseward/persistence';
import { asSystem } from '../access/behalf.js';
import type { Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { keyReused, notFound } from '../platform/problem.js';
import { contentsIn } from '../reading/timeline-view.js';

export interface FormToStore {
  readonly contentId: string;
  readonly caseId: string;
  readonly form: string;
  readonly formVersion: number;
  readonly content: Readonly<Record<string, unknown>>;
  readonly author: string;
}

/** Forms rest encrypted under the key of their case; commands and events carry a reference only. */
@Injectable()
export class Contents {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  async store({ author, ...form }: FormToStore): Promise<ContentRef> {
    const { dataSource, secrets, clock } = this.parts;
    try {
      const content = { ...form, createdBy: author, createdAt: clock.now() };
      return await storeContent(dataSource, secrets.keyService, content);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      throw keyReused();
    }
  }

  /** A form that the record of the case refers to, or a draft of the caller's own. @throws ProblemError 404 */
  async ofCase(caller: Caller, caseId: string, contentId: string): Promise<ContentView> {
    const found = await this.#require(contentId);
    if (found.caseId !== caseId) throw notFound();
    const events = await asSystem('cut_shared_part', () => readRecord(this.parts.dataSource, caseId));
    const seq = contentsIn(events).find((mention) => mention.contentId === found.ref.contentId)?.seq;
    if (seq === undefined && found.createdBy !== caller.personId) throw notFound();
    const occurredAt = events.find((event) => event.seq === seq)?.occurredAt;
    return occurredAt === undefined ? view(found) : withHeader(view(found), fold(caseId, events), occurredAt);
  }

  /** A form that the record of a duty file refers to. @throws ProblemError 404 */
  async ofDutyFile(fileId: string, events: readonly HostedEvent[], contentId: string): Promise<ContentView> {
    const found = await this.#require(contentId);
    const isMentioned = contentsIn(events).some((mention) => mention.contentId === found.ref.contentId);
    if (found.caseId !== fileId || !isMentioned) throw notFound();
    return view(found);
  }

  /** The form of a refused command, for its author. @throws ProblemError 404 */
  async draft(caller: Caller, contentId: string): Promise<ContentView> {
    const found = await this.#require(contentId);
    if (found.createdBy !== caller.personId || (await this.#isRecorded(found))) throw notFound();
    return view(found);
  }

  /** What came into the record is read in the file, by who may open it: not for ever by who wrote it. */
  async #isRecorded({ caseId, ref }: StoredContent): Promise<boolean> {
    const events = await asSystem('cut_shared_part', () => readRecord<HostedEvent>(this.parts.dataSource, caseId));
    return contentsIn(events).some(({ contentId }) => contentId === ref.contentId);
  }

  async #require(contentId: string): Promise<StoredContent> {
    if (!uuidSchema.safeParse(contentId).success) throw notFound();
    const { dataSource, secrets } = this.parts;
    const found = await readContent(dataSource, secrets.keyService, contentId.toLowerCase());
    if (found === null) throw notFound();
    return found;
  }
}

function view({ ref, content }: StoredContent): ContentView {
  const { contentId, form, formVersion } = ref;
  return { contentId, form, formVersion, content: content as ContentView['content'] };
}

/** Section 5: every form says of which case it is, and when it was completed, beside by whom and of which agency. */
function withHeader(view: ContentView, { caseCode, policy }: CaseState, occurredAt: Instant): ContentView {
  if (view.formVersion === FREE_FORM_VERSION) return view;
  const date = policy === null ? {} : { completed_on: localDateOf(policy.zone, occurredAt) };
  const stored = view.content[HEADER] as Readonly<Record<string, unknown>> | undefined;
  const header = { ...date, ...stored, ...(caseCode === null ? {} : { case_code: caseCode }) };
  return { ...view, content: { ...view.content, [HEADER]: header } };
}
