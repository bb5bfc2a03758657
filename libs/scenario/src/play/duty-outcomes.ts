import { instantOf, recordedMoment } from '../format/moments.js';
import { AS_WRITTEN, type DutyExpectation, type DutyLook, type DutyStep } from '../format/duty-steps.js';
import { resolveNames } from '../format/names.js';
import { compareBreaches, compareDuties, compareEscalations, compareNoDuties, compareTasks } from './compare-duties.js';
import { Comparison } from './differences.js';
import type { DutyView } from './driver.js';
import { answerDifferences, answerText, delaysMs, type Outcome, type Walk } from './outcomes.js';

/** A file names an escalation by the duty that was missed; the newest unresolved one is meant, else the newest. */
function escalationIdOf(view: DutyView, kind: string): string {
  const ofKind = view.escalations.filter((row) => row.kind === kind);
  const found = ofKind.filter(({ status }) => status !== 'resolved').at(-1) ?? ofKind.at(-1);
  return found?.escalationId ?? `no-escalation-about-${kind}`;
}

async function payloadOf(walk: Walk, step: DutyStep): Promise<Record<string, unknown>> {
  const { cast, driver, policy } = walk;
  const given = step.with ?? {};
  const view = (): Promise<DutyView> => driver.observeDuty(step.file, instantOf(policy.zone, recordedMoment(step)));
  if (step.do === 'acknowledgeDutyEscalation' || step.do === 'resolveDutyEscalation') {
    return { escalationId: escalationIdOf(await view(), String(given['kind'])) };
  }
  const payload = resolveNames({ cast, zone: policy.zone }, given) as Record<string, unknown>;
  if (payload['textDigest'] !== AS_WRITTEN) return payload;
  return { ...payload, textDigest: (await view()).sopTexts[String(payload['sopVersion'])] };
}

export async function playDuty(walk: Walk, step: DutyStep, path: string): Promise<Outcome> {
  const { zone } = walk.policy;
  const recordedAt = instantOf(zone, recordedMoment(step));
  const answer = await walk.driver.sendDuty({
    path,
    file: step.file,
    as: step.as,
    type: step.do,
    payload: await payloadOf(walk, step),
    form: step.form,
    occurredAt: instantOf(zone, step.at),
    recordedAt,
  });
  if (answer.accepted) walk.recorded.set(recordedAt, answer.recordedAt);
  return {
    what: `${step.as}: ${step.do} on ${step.file}`,
    happened: answerText(answer),
    differences: answerDifferences(step, answer, path),
  };
}

function compareFile(to: Comparison, path: string, expected: DutyExpectation, view: DutyView): void {
  to.same(`${path}.ended`, expected.ended, view.dutyFile.endedAt !== null);
  compareDuties(to, path, expected.obligations, view.obligations);
  compareNoDuties(to, path, expected.notObligations, view.obligations);
  compareBreaches(to, path, expected.breaches, view.breaches);
  compareEscalations(to, path, expected.escalations, view.escalations);
  compareTasks(to, path, expected.tasks, view.tasks);
  expected.notTasks?.forEach((kind, index) => {
    if (view.tasks.some((task) => task.kind === kind)) to.differs(`${path}.notTasks[${index}]`, `no ${kind}`, kind);
  });
  expected.records?.forEach((type, index) => {
    if (!view.records.includes(type)) to.differs(`${path}.records[${index}]`, type, view.records.join(', '));
  });
}

async function comparePeople(walk: Walk, to: Comparison, path: string, { file, expect }: DutyLook): Promise<void> {
  const { now } = to.setting;
  for (const [field, names, wanted] of [
    ['mayOpen', expect.mayOpen, true],
    ['mayNotOpen', expect.mayNotOpen, false],
  ] as const) {
    for (const name of names ?? []) {
      to.same(`${path}.${field}.${name}`, wanted, (await walk.driver.dutyCommandsFor(file, name, now)) !== null);
    }
  }
  const { commands } = expect;
  if (commands === undefined) return;
  const offered = (await walk.driver.dutyCommandsFor(file, commands.as, now)) ?? [];
  for (const name of commands.include ?? []) to.same(`${path}.commands.${name}`, true, offered.includes(name));
  for (const name of commands.exclude ?? []) to.same(`${path}.commands.${name}`, false, offered.includes(name));
}

export async function playDutyLook(walk: Walk, step: DutyLook, path: string): Promise<Outcome> {
  const { zone } = walk.policy;
  const to = new Comparison({
    zone,
    cast: walk.cast,
    now: instantOf(zone, step.at),
    recordedAs: (expected) => walk.recorded.get(expected) ?? expected,
    delaysMs: delaysMs(walk),
  });
  const view = await walk.driver.observeDuty(step.file, to.setting.now);
  compareFile(to, `${path}.expect`, step.expect, view);
  await comparePeople(walk, to, `${path}.expect`, step);
  const { differences } = to;
  const happened = differences.length === 0 ? 'as expected' : `${differences.length} different`;
  return { what: `${step.file} is looked at`, happened, differences };
}
