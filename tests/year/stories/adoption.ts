import { DAY } from '../calendar.js';
import { AGENCY, manager } from '../cast.js';
import { POLICY_FROM_JULY } from '../policies.js';
import type { CaseInPlay } from '../play.js';
import type { Year } from '../year.js';

/** A31: most open cases of the agency go over to the new version in the first weeks; some stay with the old one. */
export function adoptFromJuly(year: Year): void {
  for (const played of year.cases) {
    if (!played.isOpen || played.owner.agencyId !== AGENCY || !played.luck.happens(0.8)) continue;
    played.after(played.luck.between(0, 20) * DAY * played.luck.next(), () => adopt(played));
  }
}

function adopt(played: CaseInPlay): void {
  const policy = POLICY_FROM_JULY;
  if (!played.isOpen || played.owner.agencyId !== AGENCY || played.policy.version === policy.version) return;
  played.give(manager(played.owner), 'adoptPolicy', { version: policy.version, policy });
}
