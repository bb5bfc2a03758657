import {
  countsAsOpen,
  numberOf,
  type CaseEvent,
  type CaseState,
  type Owner,
  type PolicySnapshot,
} from '@caseward/domain';
import { Agenda } from './agenda.js';
import { HOUR, PLAY_ENDS, YEAR_ENDS, YEAR_STARTS } from './calendar.js';
import { AGENCY, TEAMS } from './cast.js';
import { Luck } from './luck.js';
import { JULY, POLICY, POLICY_FROM_JULY, POLICY_NEXT_DOOR } from './policies.js';
import type { DutyFileInPlay } from './duty-play.js';
import { CaseInPlay } from './play.js';
import { adoptFromJuly } from './stories/adoption.js';
import { answerReactions } from './stories/answers.js';
import { closingReactions } from './stories/closing.js';
import { dutyReactions } from './stories/duties.js';
import { beginIntake } from './stories/intake.js';
import { lifeReactions } from './stories/life.js';
import { urgentReactions } from './stories/urgent.js';
import type { Reactions } from './stories/reactions.js';
import { transcribingReactions } from './stories/transcribing.js';
import type { Transcribed } from './transcribed.js';
import { superviseAll } from './stories/supervision.js';

export interface YearSettings {
  readonly seed: number;
  /** Children who come to the agency of four teams. */
  readonly cases: number;
  /** Children who come to the small agency next door. */
  readonly casesNextDoor: number;
  /** Where the play stops; default after the last deadline of the year. */
  readonly endMs?: number;
}

const REACTIONS: readonly Reactions[] = [
  dutyReactions,
  answerReactions,
  urgentReactions,
  lifeReactions,
  closingReactions,
  transcribingReactions,
];

/** A year of two agencies, minute by minute: people give commands, the engine wakes cases, the domain decides. */
export class Year {
  readonly agenda = new Agenda();
  readonly cases: CaseInPlay[] = [];
  readonly files: DutyFileInPlay[] = [];
  readonly transcribed: Transcribed[] = [];
  /** Not here yet, or here no more. */
  readonly away = new Set<string>();
  readonly commands = new Map<string, number>();
  readonly refusals = new Map<string, number>();
  nowMs = YEAR_STARTS;
  private readonly luck: Luck;
  /** How many children each caseworker has, those still at intake included. */
  private readonly load = new Map<string, number>();
  /** Some are given more than others. */
  private readonly appetite = new Map<string, number>();
  mostCases = 0;

  constructor(private readonly settings: YearSettings) {
    this.luck = new Luck(settings.seed);
    for (const { caseworkers } of TEAMS) {
      for (const { caseworkerId } of caseworkers) this.appetite.set(caseworkerId, 0.3 + 2 * this.luck.next());
    }
    superviseAll(this, settings.seed);
    this.agenda.add(JULY + 8 * HOUR, () => adoptFromJuly(this));
    this.comeForward(
      settings.cases,
      settings.seed,
      TEAMS.filter(({ agencyId }) => agencyId === AGENCY),
    );
    this.comeForward(
      settings.casesNextDoor,
      settings.seed + 1,
      TEAMS.filter(({ agencyId }) => agencyId !== AGENCY),
    );
  }

  /** A fifth of the children in the first weeks, the others over the year. */
  private comeForward(children: number, seed: number, teams: typeof TEAMS): void {
    for (let child = 0; child < children; child += 1) {
      const luck = new Luck(seed * 100_003 + child * 7919);
      const span = child % 5 === 0 ? 0.06 : 0.97;
      const atMs = YEAR_STARTS + luck.next() * span * (YEAR_ENDS - YEAR_STARTS);
      this.agenda.add(atMs, () => {
        const played = new CaseInPlay(this, luck.uuid(), luck);
        this.cases.push(played);
        beginIntake(played, luck.one(teams));
      });
    }
  }

  /** Next door another SOP is in force. */
  policyOf({ agencyId }: { readonly agencyId: string }): PolicySnapshot {
    if (agencyId !== AGENCY) return POLICY_NEXT_DOOR;
    return this.nowMs < JULY ? POLICY : POLICY_FROM_JULY;
  }

  play(): this {
    const { endMs = PLAY_ENDS } = this.settings;
    for (let next = this.agenda.next(endMs); next !== undefined; next = this.agenda.next(endMs)) {
      this.nowMs = next.atMs;
      next.run();
    }
    return this;
  }

  /** Whoever has room in a team, and takes on much. */
  freeCaseworker(team: (typeof TEAMS)[number], luck: Luck, not?: string): Owner {
    const most = numberOf(this.policyOf(team), 'caseload.max') - 1;
    const free = team.caseworkers.filter(
      ({ caseworkerId: id }) => id !== not && !this.away.has(id) && this.openCasesOf(id) < most,
    );
    const weights = Object.fromEntries(
      free.map(({ caseworkerId: id }) => [id, (this.appetite.get(id) ?? 1) / (1 + this.openCasesOf(id))]),
    );
    const chosen = luck.weighted(weights);
    const found = free.find(({ caseworkerId }) => caseworkerId === chosen);
    if (found === undefined) throw new Error(`${team.teamId} has no room left`);
    return found;
  }

  openCasesOf(caseworkerId: string): number {
    return this.load.get(caseworkerId) ?? 0;
  }

  follow(before: CaseState, after: CaseState): void {
    const [was, is] = [burden(before), burden(after)];
    if (was === is) return;
    if (was !== null) this.load.set(was, this.openCasesOf(was) - 1);
    if (is === null) return;
    this.load.set(is, this.openCasesOf(is) + 1);
    this.mostCases = Math.max(this.mostCases, this.openCasesOf(is));
  }

  react(played: CaseInPlay, event: CaseEvent): void {
    for (const reactions of REACTIONS) {
      (reactions[event.type] as ((played: CaseInPlay, event: CaseEvent) => void) | undefined)?.(played, event);
    }
  }

  accepted(type: string): void {
    this.commands.set(type, (this.commands.get(type) ?? 0) + 1);
  }

  refused(type: string, code: string): void {
    const key = `${type} ${code}`;
    this.refusals.set(key, (this.refusals.get(key) ?? 0) + 1);
  }
}

function burden({ stage, owner }: CaseState): string | null {
  const isCarried = countsAsOpen(stage) || stage === 'IDENTIFIED' || stage === 'CONSENT_PENDING';
  return isCarried && owner !== null ? owner.caseworkerId : null;
}
