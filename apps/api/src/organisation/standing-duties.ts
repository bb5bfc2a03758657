import { Inject, Injectable } from '@nestjs/common';
import {
  isInForce,
  SYSTEM_ACTOR,
  type DutyCommand,
  type DutyFileRow,
  type DutyScope,
  type Instant,
} from '@caseward/domain';
import { dutyFiles, postsOfAgency, type PostRow } from '@caseward/persistence';
import { asSystem } from '../access/behalf.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { uuidFrom } from '../commands/addresses.js';
import { PoliciesInForce } from '../policies/policies-in-force.js';

type StandingKind = 'caseworker' | 'team' | 'agency';

/** A file that there has to be while somebody is in post. */
interface Standing {
  readonly kind: StandingKind;
  readonly subjectId: string;
  readonly scope: DutyScope;
  /** null: since before the record began. */
  readonly since: Instant | null;
}

const nameOf = ({ kind, subjectId }: Pick<DutyFileRow, 'kind' | 'subjectId'>): string => `${kind} ${subjectId}`;
const placeOf = ({ teamId, officeId, agencyId }: DutyScope): string => [teamId, officeId, agencyId].join(' ');

/**
 * Section 3.11: each caseworker, team and agency with staff has an open duty file, and whoever left has none. Looked at
 * when the API starts and whenever a post changes; the ids follow from what the files are about, so that it may run twice.
 */
@Injectable()
export class StandingDuties {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
  ) {}

  /** After a post was opened or ended. A failure is made good when the API starts or the next post changes. */
  async followPosts(): Promise<void> {
    if (this.parts.keepsStandingDuties !== true) return;
    try {
      await this.bringUpToDate();
    } catch (error) {
      this.parts.logger.warn({ err: error }, 'duty files do not follow the posts yet');
    }
  }

  /** @throws EngineUnavailableError */
  bringUpToDate(): Promise<void> {
    return asSystem('keep_standing_duties', () => this.#follow());
  }

  async #follow(): Promise<void> {
    const now = this.parts.clock.now();
    const posts = (await postsOfAgency(this.parts.dataSource, null)).filter((post) => isInForce(post, now));
    const wanted = standingFor(posts);
    const files = (await Promise.all(KINDS.map((kind) => dutyFiles(this.parts.dataSource, { kind })))).flat();
    const open = new Map(files.filter(({ endedAt }) => endedAt === null).map((file) => [nameOf(file), file]));
    for (const [name, file] of open) {
      const still = wanted.get(name);
      if (still !== undefined && placeOf(still.scope) === placeOf(file)) continue;
      await this.#end(file, now);
      open.delete(name);
    }
    for (const [name, standing] of wanted) {
      const ended = files.filter((file) => nameOf(file) === name).length;
      if (!open.has(name)) await this.#open(standing, ended, now);
    }
  }

  async #open({ kind, subjectId, scope, since }: Standing, earlier: number, now: Instant): Promise<void> {
    const fileId = uuidFrom(`duty file ${kind} ${subjectId} ${String(earlier)}`);
    const { agencyId, officeId } = scope;
    const policy = await this.policies.policyInForce({ agencyId, officeId });
    const occurredAt = since ?? now;
    const payload = { kind, subjectId, scope, policy };
    await this.#give(fileId, {
      commandId: uuidFrom(`open ${fileId}`),
      type: 'openDutyFile',
      actor: SYSTEM_ACTOR,
      occurredAt,
      payload,
    });
  }

  async #end({ caseId }: DutyFileRow, occurredAt: Instant): Promise<void> {
    const commandId = uuidFrom(`end ${caseId}`);
    await this.#give(caseId, { commandId, type: 'endDutyFile', actor: SYSTEM_ACTOR, occurredAt, payload: {} });
  }

  /** Durable once this returns, whether a worker runs or not. */
  #give(fileId: string, command: DutyCommand): Promise<void> {
    return this.parts.cases.signal(fileId, command);
  }
}

const KINDS: readonly StandingKind[] = ['caseworker', 'team', 'agency'];

/** Caseworkers in post, the teams that they are in, and the agencies of these teams; each since its first post. */
function standingFor(posts: readonly PostRow[]): Map<string, Standing> {
  const found = new Map<string, Standing>();
  for (const { role, personId, teamId, officeId, agencyId, startsAt: since } of posts) {
    if (role !== 'CW' || teamId === null || agencyId === null) continue;
    const [team, whole] = [
      { teamId, officeId, agencyId },
      { teamId: null, officeId: null, agencyId },
    ];
    const standing: readonly Standing[] = [
      { kind: 'caseworker', subjectId: personId, scope: team, since },
      { kind: 'team', subjectId: teamId, scope: team, since },
      { kind: 'agency', subjectId: agencyId, scope: whole, since },
    ];
    for (const one of standing) if (!found.has(nameOf(one))) found.set(nameOf(one), one);
  }
  return found;
}
