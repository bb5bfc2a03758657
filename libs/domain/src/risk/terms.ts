import type { Answer, Condition } from './condition.js';

export const is = (answer: string, ...values: readonly Answer[]): Condition => ({ answer, is: values });
export const yes = (answer: string): Condition => is(answer, true);
export const no = (answer: string): Condition => is(answer, false);
export const all = (...conditions: readonly Condition[]): Condition => ({ all: conditions });
export const any = (...conditions: readonly Condition[]): Condition => ({ any: conditions });
export const not = (condition: Condition): Condition => ({ not: condition });

const youngLimit = { policy: 'age.young_child' };
/** CAT-2: "under 5" is an age below 5 years; A16: or, not and. */
export const youngOrDisabled = any(yes('disability'), { answer: 'ageYears', below: youngLimit });
export const perpetratorGone = is('perpetratorAccess', 'no');
/** CAT-1: access that is not known, or was not asked about, counts as access. */
export const perpetratorHasAccess = not(perpetratorGone);
export const under = (key: string): Condition => ({ answer: 'ageYears', below: { policy: key } });
export const atLeast = (key: string): Condition => ({ answer: 'ageYears', atLeast: { policy: key } });
