import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { attachmentStatus } from '@caseward/domain';
import { readAttachment, settleAttachment, waitingAttachments } from '@caseward/persistence';
import { asSystem } from '../access/behalf.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';

const SWEEP_MS = 60_000;
const A_SWEEP = 20;

/** Files that the scanner has not judged yet: kept, not handed out, and looked at again until it has. */
@Injectable()
export class Quarantine implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #sweep: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  onApplicationBootstrap(): void {
    this.#sweep = setInterval(() => {
      this.#running = this.#sweepQuietly();
    }, SWEEP_MS);
    this.#sweep.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#sweep);
    await this.#running;
  }

  /** Those that wait longest first. Without a scanner they wait on. */
  async lookAgain(): Promise<void> {
    if (this.parts.scanner === undefined) return;
    const waiting = await asSystem('check_files', () => waitingAttachments(this.parts.dataSource, A_SWEEP));
    for (const attachmentId of waiting) await this.look(attachmentId);
  }

  async look(attachmentId: string): Promise<void> {
    const { dataSource, secrets, scanner } = this.parts;
    if (scanner === undefined) return;
    const file = await asSystem('check_files', () => readAttachment(dataSource, secrets.keyService, attachmentId));
    if (file?.status !== 'quarantined') return;
    const status = attachmentStatus(file.mediaType, await scanner.scan(file.content));
    await asSystem('check_files', () => settleAttachment(dataSource, attachmentId, status));
  }

  async #sweepQuietly(): Promise<void> {
    await this.lookAgain().catch((error: unknown) =>
      this.parts.logger.error({ err: error }, 'files in quarantine were not looked at'),
    );
  }
}
