import type { Instant } from '../time/instant.js';
import type { Recorder } from './recorder.js';
import type { CaseState } from './state.js';
import type { Transfer } from './vocabulary/transfer-and-closure.js';

/** TR-4, TR-6: the transfer that waits for the other agency's answer; there is one at most. */
export function pendingTransfer({ transfers }: CaseState): Transfer | undefined {
  return Object.values(transfers).find(({ status }) => status === 'sent');
}

/** CONS-6: without consent to it a transfer that waits for its answer is taken back; one for safety goes on (CONS-5). */
export function revokeUncovered(recorder: Recorder, occurredAt: Instant): void {
  const pending = pendingTransfer(recorder.state);
  if (pending === undefined || pending.overridden || recorder.state.consent?.caseTransfer === true) return;
  recorder.emit('TransferRevoked', occurredAt, { transferId: pending.transferId });
}
