import type { CaseEvent } from './events.js';

/**
 * IM-7: files about adoption and alternative care are kept far longer, because the child may look for its origins as an
 * adult. Asked of the record, so that nobody has to remember it at closure; a sign is enough.
 */
export function showsAlternativeCare(events: readonly CaseEvent[]): boolean {
  return events.some((event) => {
    switch (event.type) {
      case 'ServiceRecorded':
      case 'ReferralSent':
        return event.data.service === 'alternative_care';
      case 'ConferenceConvened':
        return event.data.purposes.some((one) => one === 'alternative_care' || one === 'removal_from_caregiver');
      case 'BidFlagged':
        return event.data.kind === 'separation_from_parents';
      default:
        return false;
    }
  });
}
