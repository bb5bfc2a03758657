import { Inject, Injectable } from '@nestjs/common';
import type { PolicyPreviewView } from '@caseward/contracts';
import {
  fold,
  foldDuty,
  placeOf,
  placeOfFile,
  previewDuties,
  previewPolicy,
  snapshotFor,
  type CaseState,
  type Due,
  type DutyState,
  type PolicyDocument,
} from '@caseward/domain';
import { areasOfOffices, openDutyRecords, openRecords } from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';

const EVERYWHERE = { kind: 'all', id: null } as const;

const dueView = ({ dueOn, dueAt }: Due): { readonly dueOn: string | null; readonly dueAt: string | null } => ({
  dueOn,
  dueAt,
});

/** Section 6: what a document would mean for everything that is open now. */
@Injectable()
export class PolicyPreviews {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  async of(document: PolicyDocument, caller: Caller): Promise<PolicyPreviewView> {
    const areas = await areasOfOffices(this.parts.dataSource);
    const preview = previewPolicy(document.version, await this.#cases(), (state) =>
      snapshotFor(document, placeOf(state, areas)),
    );
    const files = previewDuties(
      await this.#dutyFiles(caller),
      (state) => snapshotFor(document, placeOfFile(state, areas)),
      this.parts.clock.now(),
    );
    return {
      ...preview,
      moves: preview.moves.map(({ key: _, due, newDue, ...move }) => ({
        ...move,
        ...{ due: dueView(due), newDue: dueView(newDue) },
      })),
      casesThatCannot: preview.casesThatCannot.map(({ caseId, levels }) => ({ caseId, levels: [...levels] })),
      dutyFiles: {
        ...files,
        moves: files.moves.map(({ key: _, due, newDue, ...move }) => ({
          ...move,
          ...{ due: dueView(due), newDue: dueView(newDue) },
        })),
      },
    };
  }

  async #cases(): Promise<CaseState[]> {
    const states: CaseState[] = [];
    for await (const [caseId, events] of openRecords(this.parts.dataSource, EVERYWHERE)) {
      states.push(fold(caseId, events));
    }
    return states;
  }

  /** IM-12: for whom a file is hidden, it is not even counted. */
  async #dutyFiles({ personId }: Caller): Promise<DutyState[]> {
    const states: DutyState[] = [];
    for await (const [, events] of openDutyRecords(this.parts.dataSource, EVERYWHERE)) {
      const state = foldDuty(events);
      if (state !== null && !state.hiddenFrom.includes(personId)) states.push(state);
    }
    return states;
  }
}
