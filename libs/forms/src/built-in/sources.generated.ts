/** Written from libs/forms/definitions by sources.spec.ts: do not edit. */
export const SOURCES: readonly (readonly [file: string, json: string])[] = [];
