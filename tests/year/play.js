import {
  decide,
  DomainError,
  evolve,
  initialState,
  nextAlarmAt,
  openImmediateConcerns,
  SYSTEM_ACTOR,
} from '@caseward/domain';
import { caseworker, dataEntry, supervisor, teamOf } from './cast.js';
import { instant, MINUTE } from './calendar.js';
/** Entries that a clerk may transcribe for a caseworker. */
const TRANSCRIBED = new Set(['recordFollowUp', 'recordService', 'holdReview', 'recordFeedback']);
/** One invented case of the year: its state, its record, and the hands that work on it. */
export class CaseInPlay {
  year;
  caseId;
  luck;
  state;
  events = [];
  /** Ids given out in this case so far. */
  ids = 0;
  commands = 0;
  alarmPlannedAt = null;
  constructor(year, caseId, luck) {
    this.year = year;
    this.caseId = caseId;
    this.luck = luck;
    this.state = initialState(caseId);
  }
  get owner() {
    if (this.state.owner === null) throw new Error('nobody has this case yet');
    return this.state.owner;
  }
  get team() {
    return teamOf(this.owner);
  }
  get caseworker() {
    return caseworker(this.owner);
  }
  get supervisor() {
    return supervisor(this.team);
  }
  get isOpen() {
    return this.state.episode > 0 && this.state.closure === null && this.state.death === null;
  }
  isInDanger(atMs = this.year.nowMs) {
    return openImmediateConcerns(this.state, instant(atMs)).length > 0;
  }
  id(kind) {
    this.ids += 1;
    return `${kind}-${String(this.ids)}`;
  }
  content(form) {
    return { content: { contentId: this.id('content'), form, formVersion: 1, digest: 'ab'.repeat(32) } };
  }
  /** Does something after some time; what the case is like then is for the act to see. */
  after(ms, act) {
    this.year.agenda.add(this.year.nowMs + Math.max(ms, MINUTE), act);
  }
  /** As the caseworker, now and then through the clerk. */
  work(type, payload, occurredAtMs) {
    if (!TRANSCRIBED.has(type) || !this.luck.happens(0.05))
      return this.give(this.caseworker, type, payload, occurredAtMs);
    const { caseworkerId } = this.owner;
    return this.give(dataEntry(this.owner), type, payload, occurredAtMs, caseworkerId);
  }
  /** @returns whether it was accepted */
  give(actor, type, payload, occurredAtMs = this.year.nowMs, authoredBy) {
    this.commands += 1;
    const command = {
      commandId: `${this.caseId}-${String(this.commands)}`,
      type,
      actor,
      occurredAt: instant(Math.min(occurredAtMs, this.year.nowMs)),
      payload,
      ...(authoredBy === undefined ? {} : { authoredBy }),
    };
    return this.apply(command);
  }
  apply(command) {
    let fresh;
    try {
      fresh = decide(this.state, command, { now: instant(this.year.nowMs) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.year.refused(command.type, error.code);
      return false;
    }
    this.year.accepted(command.type);
    const before = this.state;
    for (const event of fresh) this.state = evolve(this.state, event);
    this.events.push(...fresh);
    this.year.follow(before, this.state);
    this.planAlarm();
    for (const event of fresh) this.year.react(this, event);
    return true;
  }
  /** The engine wakes the case at the instant that it asked for; a plan that has moved is let pass. */
  planAlarm() {
    const at = nextAlarmAt(this.state);
    if (at === this.alarmPlannedAt) return;
    this.alarmPlannedAt = at;
    if (at === null) return;
    this.year.agenda.add(Math.max(Date.parse(at), this.year.nowMs), () => {
      if (this.alarmPlannedAt !== at) return;
      this.alarmPlannedAt = null;
      this.give(SYSTEM_ACTOR, 'alarm', {});
      if (nextAlarmAt(this.state) === at) throw new Error(`the alarm at ${at} had nothing to do`);
      this.planAlarm();
    });
  }
}
//# sourceMappingURL=play.js.map
