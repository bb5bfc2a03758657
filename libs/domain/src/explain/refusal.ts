import type { RefusalCode, RefusalDetails } from '../errors.js';
import type { Zone } from '../time/zone.js';
import { typeset, type Language, type Saying, type Wording } from './language.js';
import { countedVisitsTemplate, missingVisitsInWords } from './missing-visits.js';
import { REFUSALS_BY_CODE } from './refusals-by-code.js';
import { CASEWORK_REFUSALS } from './refusals-casework.js';
import { CLOSURE_REFUSALS } from './refusals-closure.js';
import { DUTY_REFUSALS } from './refusals-duty.js';
import { FILE_REFUSALS } from './refusals-files.js';
import { INFORMATION_REFUSALS } from './refusals-information.js';
import { INDICATOR_REFUSALS } from './refusals-indicators.js';
import { ORGANISATION_REFUSALS } from './refusals-organisation.js';
import { FIRST_CONTACT_REFUSALS } from './refusals-first-contact.js';
import { POLICY_REFUSALS } from './refusals-policy.js';
import { QUALITY_REFUSALS } from './refusals-quality.js';
import { SOP_REFUSALS } from './refusals-sop.js';
import { RESPONSIBILITY_REFUSALS } from './refusals-responsibility.js';
import { filled, type Value } from './values.js';

/** `CODE/RULE`, and `CODE/RULE#variant` where one rule refuses in several ways. */
export const REFUSAL_WORDINGS: Readonly<Record<string, Wording>> = {
  ...RESPONSIBILITY_REFUSALS,
  ...FIRST_CONTACT_REFUSALS,
  ...CASEWORK_REFUSALS,
  ...CLOSURE_REFUSALS,
  ...POLICY_REFUSALS,
  ...QUALITY_REFUSALS,
  ...SOP_REFUSALS,
  ...ORGANISATION_REFUSALS,
  ...INDICATOR_REFUSALS,
  ...FILE_REFUSALS,
  ...INFORMATION_REFUSALS,
  ...DUTY_REFUSALS,
};

/** What a refusal carries, also after a journey through the engine. */
export interface Refused {
  readonly code: RefusalCode;
  readonly rule: string;
  readonly message: string;
  readonly details: RefusalDetails;
}

export interface Explanation {
  readonly sentence: string;
  /** What would make it possible. */
  readonly remedy: string | null;
}

/** The last part of the field at fault, or the reason of a closure. */
function variantsOf({ field, inputs }: RefusalDetails): string[] {
  const reason = inputs?.['reason'];
  return [...(typeof reason === 'string' ? [reason] : []), field?.split('/').at(-1) ?? ''];
}

/** A sentence with a gap that nothing fills says less than the plain one of its code. */
function canBeFilled({ ar }: Wording, { inputs = {} }: RefusalDetails): boolean {
  return [...ar.join(' ').matchAll(/\{(\w+)\}/g)].every(([, name = '']) => inputs[name] !== undefined);
}

function wordingOf({ code, rule, details }: Refused): Wording {
  const key = `${code}/${rule}`;
  const variant = variantsOf(details).find((name) => REFUSAL_WORDINGS[`${key}#${name}`] !== undefined);
  const own = REFUSAL_WORDINGS[variant === undefined ? key : `${key}#${variant}`];
  return own !== undefined && canBeFilled(own, details) ? own : REFUSALS_BY_CODE[code];
}

/** Why it is refused and what would make it possible, for a caseworker. @param zone for dates with a time; UTC without */
export function explainRefusal(refused: Refused, language: Language, zone: Zone | null = null): Explanation {
  const { message, details } = refused;
  if (language === 'en') return { sentence: message, remedy: details.remedy ?? null };
  const inputs: Readonly<Record<string, Value>> = details.inputs ?? {};
  const [sentence, remedy] = visitsSaying(inputs, language) ?? wordingOf(refused)[language];
  const say = (template: string): string => typeset(language, filled(language, template, inputs, zone));
  return { sentence: say(sentence), remedy: say(remedy) };
}

/** 3.10: the counts of the 2 + 1 gate have a sentence of their own. */
function visitsSaying(inputs: Readonly<Record<string, Value>>, language: Language): Saying | null {
  const count = (name: string): number => Number(inputs[name] ?? 0);
  if (typeof inputs['followUpsNeeded'] !== 'number') return null;
  const after = inputs['countedAfter'] ?? inputs['countedSince'] ?? null;
  const missing = {
    followUps: Math.max(0, count('followUpsNeeded') - count('followUps')),
    reviews: Math.max(0, count('reviewsNeeded') - count('reviews')),
    after: after === null ? null : String(after).slice(0, 10),
  };
  return [countedVisitsTemplate(language), missingVisitsInWords(language, missing)];
}
