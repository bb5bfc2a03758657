import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { addDays } from '../time/civil-date.js';
import { fromMs, plusHours, plusMs, toMs } from '../time/instant.js';
import { endOfDate, instantOfLocal } from '../time/zone.js';
import { hoursSinceIncident, sexualViolenceCare } from './windows.js';

const policy = policySnapshot();
const incident = { at: '2026-06-01T05:00:00.000Z' };
const care = (hours: number, ms = 0) => sexualViolenceCare(policy, incident, plusMs(plusHours(incident.at, hours), ms));
const open = (hours: number, ms = 0): string[] =>
  care(hours, ms).windows.flatMap(({ window, isOpen }) => (isOpen ? [window] : []));

describe('hours since sexual violence', () => {
  it('UA-6 O-21: after 50 hours evidence is shut, PEP has 22 hours and contraception 70 hours left', () => {
    expect(care(50)).toMatchObject({
      elapsedHours: 50,
      referral: 'urgent',
      careTargetUntil: '2026-06-04T05:00:00.000Z',
      windows: [
        { window: 'evidence', isOpen: false, hoursLeft: 0, until: '2026-06-03T05:00:00.000Z' },
        { window: 'pep', isOpen: true, hoursLeft: 22, until: '2026-06-04T05:00:00.000Z' },
        { window: 'ec', isOpen: true, hoursLeft: 70, until: '2026-06-06T05:00:00.000Z' },
      ],
    });
  });

  it('TIME-5 UA-6: a window is open up to and including its last moment', () => {
    expect([open(48), open(48, 1), open(72), open(72, 1), open(120), open(120, 1)]).toEqual([
      ['evidence', 'pep', 'ec'],
      ['pep', 'ec'],
      ['pep', 'ec'],
      ['ec'],
      ['ec'],
      [],
    ]);
  });

  it('A12: urgent up to and including 120 hours, counted from the incident', () => {
    expect([care(120).isUrgent, care(120, 1).isUrgent]).toEqual([true, false]);
  });

  it('A11: 72 hours are the target and shut the window for PEP; urgent it stays for 120', () => {
    expect(care(72).careTargetUntil).toBe(plusHours(incident.at, 72));
    expect([care(73).isUrgent, open(73)]).toEqual([true, ['ec']]);
  });

  it('UA-6 UA-8: with every window shut care still goes on; whether something suits the child is not said', () => {
    const later = care(500);
    expect(later.referral).toBe('ordinary');
    expect(later.windows.map(({ window }) => window)).toEqual(['evidence', 'pep', 'ec']);
    expect(Object.keys(later.windows[0] ?? {}).sort()).toEqual(['hours', 'hoursLeft', 'isOpen', 'until', 'window']);
  });

  it('UA-6: law and protocol of the context set the windows', () => {
    const other = policySnapshot('other', { 'sv.window_evidence': 96, 'sv.urgent_hours': 96 });
    const found = sexualViolenceCare(other, incident, plusHours(incident.at, 96));
    expect([found.isUrgent, found.windows[0]?.isOpen]).toEqual([true, true]);
    expect(sexualViolenceCare(other, incident, plusHours(incident.at, 97)).isUrgent).toBe(false);
  });
});

describe('an incident of which only the date is known', () => {
  const on = { on: '2026-06-01' };
  const at = (local: string): string => instantOfLocal(policy.zone, local);

  it('UA-7: counts as urgent by the latest moment of that day', () => {
    const last = at('2026-06-06T23:59:59.999');
    expect(sexualViolenceCare(policy, on, last).isUrgent).toBe(true);
    expect(sexualViolenceCare(policy, on, plusMs(last, 1)).isUrgent).toBe(false);
  });

  it('UA-7: counts down from its first moment', () => {
    const [evidence] = sexualViolenceCare(policy, on, at('2026-06-02T12:00:00.000')).windows;
    expect(evidence).toMatchObject({ until: at('2026-06-03T00:00:00.000'), isOpen: true, hoursLeft: 12 });
  });

  it('UA-7: on the day itself no hour lies ahead', () => {
    expect(hoursSinceIncident(policy, on, at('2026-06-01T08:00:00.000'))).toBe(0);
    expect(hoursSinceIncident(policy, { on: '2026-06-02' }, at('2026-06-01T08:00:00.000'))).toBeLessThan(0);
  });

  it('UA-7: whatever the moment of that day was, nobody is wrongly excluded and no time left is overstated', () => {
    const day = fc.integer({ min: 0, max: 24 * 3600 - 1 });
    const seconds = fc.integer({ min: 0, max: 200 * 3600 });
    fc.assert(
      fc.property(day, seconds, (within, later) => {
        const truth = fromMs(toMs(endOfDate(policy.zone, addDays(on.on, -1))) + within * 1000);
        const now = plusMs(truth, later * 1000);
        const [dated, exact] = [sexualViolenceCare(policy, on, now), sexualViolenceCare(policy, { at: truth }, now)];
        expect(!exact.isUrgent || dated.isUrgent).toBe(true);
        dated.windows.forEach((window, index) => {
          expect(window.hoursLeft).toBeLessThanOrEqual(exact.windows[index]?.hoursLeft ?? 0);
          expect(!window.isOpen || exact.windows[index]?.isOpen).toBe(true);
        });
      }),
      { numRuns: 2000 },
    );
  });
});
