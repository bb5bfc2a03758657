import { Inject, Injectable } from '@nestjs/common';
import { readsOnlyInEmergency, type CasePlace, type CaseRow, type GuestRow, type Owner } from '@caseward/domain';
import { caseSummary, guestsOfCase, tasksOf } from '@caseward/persistence';
import { uuidSchema } from '@caseward/contracts';
import { asSystem } from '../access/behalf.js';
import type { Caller } from '../access/caller.js';
import { canSee, guestsThatAre } from '../access/visibility.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import type { Order } from '../commands/order.js';
import { forbidden, notFound } from '../platform/problem.js';
import { summaryView } from '../reading/structure-view.js';

/** The only way from a case id in a request to a case: what is absent and what the caller may not see are the same. */
@Injectable()
export class VisibleCases {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** The case itself, not only a part that is shared. @throws ProblemError 404 */
  async require(caller: Caller, caseId: string): Promise<CaseRow> {
    const row = await this.#find(caseId);
    if (!canSee(caller, placeOf(row))) throw notFound();
    return row;
  }

  /** A case that the caller sees and to which more may be added without a command (IM-3). @throws ProblemError 403, 404 */
  async requireToWrite(caller: Caller, caseId: string): Promise<CaseRow> {
    const row = await this.require(caller, caseId);
    if (!readsOnlyInEmergency(caller, placeOf(row))) return row;
    throw forbidden('An emergency opens this file for reading.', 'Give what you have to the caseworker of the case.');
  }

  /** A case that is shared with the caller, and what for (PERM-4). @throws ProblemError 404 */
  async requireShared(caller: Caller, caseId: string): Promise<readonly GuestRow[]> {
    const row = await this.#find(caseId);
    const shared = guestsThatAre(caller, await guestsOfCase(this.parts.dataSource, row.caseId));
    if (shared.length === 0) throw notFound();
    return shared;
  }

  /** A case that the caller sees, or has a part in. @throws ProblemError 404 */
  async requireWholeOrShared(caller: Caller, caseId: string): Promise<CaseRow> {
    const row = await this.#find(caseId);
    if (canSee(caller, placeOf(row))) return row;
    if (guestsThatAre(caller, await guestsOfCase(this.parts.dataSource, row.caseId)).length > 0) return row;
    throw notFound();
  }

  /** A case on which the sender of a command may act in some way; whether this one is permitted, the rules say. */
  async requireToAct({ caller, caseId, command }: Order): Promise<void> {
    if (command === 'openEmergencyAccess') return this.#requireToOpen(caller, caseId);
    const row = await this.#find(caseId);
    if (canSee(caller, placeOf(row))) return;
    if (guestsThatAre(caller, await guestsOfCase(this.parts.dataSource, row.caseId)).length > 0) return;
    if (command === 'acknowledgeNotice' && (await this.#hasNotice(caller, row.caseId))) return;
    throw notFound();
  }

  /**
   * A file that is to be opened in an emergency is not visible yet. Whether there is one or not, the same is asked of the
   * database: the time would tell a hidden one from none.
   */
  async #requireToOpen(caller: Caller, caseId: string): Promise<void> {
    const id = idOf(caseId);
    const [row, guests] = await Promise.all([
      asSystem('give_command', () => caseSummary(this.parts.dataSource, id)),
      guestsOfCase(this.parts.dataSource, id),
    ]);
    if (row !== null && (isOfAgency(caller, row) || canSee(caller, placeOf(row)))) return;
    if (row === null || guestsThatAre(caller, guests).length === 0) throw notFound();
  }

  async #find(caseId: string): Promise<CaseRow> {
    const row = await caseSummary(this.parts.dataSource, idOf(caseId));
    if (row === null) throw notFound();
    return row;
  }

  /** Who is told that a case closed is often no guest of it any more. */
  async #hasNotice({ personId }: Caller, caseId: string): Promise<boolean> {
    const tasks = await tasksOf(this.parts.dataSource, caseId);
    return tasks.some(({ kind, assignee }) => kind === 'notice' && assignee.personId === personId);
  }
}

/** @throws ProblemError 404 */
function idOf(caseId: string): string {
  if (!uuidSchema.safeParse(caseId).success) throw notFound();
  return caseId.toLowerCase();
}

/** IM-3: an emergency opens a file of the own agency; any other is as absent as before. */
function isOfAgency({ agencyId }: Caller, row: CaseRow): boolean {
  return agencyId !== undefined && row.agencyId === agencyId;
}

export function ownerOf(row: CaseRow): Owner | null {
  return summaryView(row).owner;
}

export function placeOf(row: CaseRow): CasePlace {
  return { caseId: row.caseId, owner: ownerOf(row) };
}
