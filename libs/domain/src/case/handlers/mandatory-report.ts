import { DomainError } from '../../errors.js';
import { assertNotOwnWork } from '../../access/permissions.js';
import type { CaseState } from '../state.js';
import type { MandatoryReport } from '../vocabulary/first-contact.js';
import { assertReason, contentOf, type Handler } from './support.js';

/** MAND-1: never automatic. */
export const raiseMandatoryReport: Handler<'raiseMandatoryReport'> = (recorder, { occurredAt, payload }) => {
  const { reportId, law } = payload;
  if (recorder.state.mandatoryReports[reportId] !== undefined) {
    throw new DomainError('ALREADY_USED', 'MAND-1', 'A report with this id was already raised.', {
      field: '/payload/reportId',
      remedy: 'Use another id for a new report.',
    });
  }
  recorder.emit('MandatoryReportRaised', occurredAt, { reportId, law, ...contentOf(payload) });
};

function undecided(state: CaseState, reportId: string): MandatoryReport {
  const report = state.mandatoryReports[reportId];
  if (report !== undefined && (report.decision === null || report.decision === 'defer')) return report;
  throw new DomainError('NOTHING_PENDING', 'MAND-1', 'No such report waits for a decision.', {
    field: '/payload/reportId',
    remedy: 'Raise a report first, or read the decision that was taken.',
  });
}

export const adviseMandatoryReport: Handler<'adviseMandatoryReport'> = (recorder, { occurredAt, payload }) => {
  const { reportId, advice } = payload;
  undecided(recorder.state, reportId);
  assertReason(payload, 'why', 'MAND-1');
  recorder.emit('MandatoryReportAdvised', occurredAt, { reportId, advice, ...contentOf(payload) });
};

/** MAND-1: at the highest level of the agency; reason and safety measures stand in the form. */
export const decideMandatoryReport: Handler<'decideMandatoryReport'> = (recorder, { actor, occurredAt, payload }) => {
  const { reportId, decision } = payload;
  const report = undecided(recorder.state, reportId);
  assertNotOwnWork(actor, report.raisedBy, 'report');
  assertReason(payload, 'the reason and the safety measures', 'MAND-1');
  recorder.emit('MandatoryReportDecided', occurredAt, { reportId, decision, ...contentOf(payload) });
};
