import type { WithContent } from '../../case/vocabulary/content.js';
import type { Instant } from '../../time/instant.js';
import type { WithOpening } from '../openers.js';

export const DATA_BREACH_KINDS = [
  'loss',
  'theft',
  'unauthorised_access',
  'wrong_recipient',
  'disclosure',
  'alteration',
  'unavailable',
  'other',
] as const;
export const DATA_CLASSES = ['names', 'forms', 'case_structure', 'staff', 'accounts', 'paper', 'other'] as const;
export const BREACH_SEVERITIES = ['low', 'medium', 'high'] as const;
export const BREACH_MEASURES = ['contain', 'recover', 'change_access', 'protect_child', 'prevent', 'other'] as const;
export const BREACH_TOLD = ['affected', 'authority', 'partners'] as const;
export type BreachSeverity = (typeof BREACH_SEVERITIES)[number];
export type BreachTold = (typeof BREACH_TOLD)[number];

/** IM-10: what is known when it is noticed. What exactly happened stands in the form. */
interface NoticedBreach {
  readonly breachKind: (typeof DATA_BREACH_KINDS)[number];
  readonly noticedAt: Instant;
  readonly happenedAt: Instant | null;
  readonly dataClasses: readonly (typeof DATA_CLASSES)[number][];
  /** Null while nobody knows. */
  readonly caseCount: number | null;
  readonly caseIds: readonly string[];
}

interface AssessedBreach {
  readonly severity: BreachSeverity;
  readonly caseCount: number;
}

export interface DataBreachPayloads {
  readonly registerDataBreach: WithContent & WithOpening & NoticedBreach;
  readonly assessDataBreach: WithContent & AssessedBreach;
  readonly recordBreachMeasure: WithContent & { readonly measure: (typeof BREACH_MEASURES)[number] };
  /** Who has to be told; nobody is an answer too, with the reason in the form. */
  readonly decideBreachNotification: WithContent & { readonly tell: readonly BreachTold[] };
  readonly recordBreachTold: WithContent & { readonly told: BreachTold };
  readonly closeDataBreach: WithContent;
}

export interface DataBreachFacts {
  readonly DataBreachRegistered: WithContent & NoticedBreach;
  readonly DataBreachAssessed: WithContent & AssessedBreach;
  readonly BreachMeasureTaken: WithContent & { readonly measure: (typeof BREACH_MEASURES)[number] };
  readonly BreachNotificationDecided: WithContent & { readonly tell: readonly BreachTold[] };
  readonly BreachTold: WithContent & { readonly told: BreachTold };
  readonly DataBreachClosed: WithContent;
}
