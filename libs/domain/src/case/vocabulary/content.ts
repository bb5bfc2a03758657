/** Claim check: form content rests encrypted in PostgreSQL; the command carries where, which version and its digest. */
export interface ContentRef {
  readonly contentId: string;
  readonly form: string;
  readonly formVersion: number;
  /** SHA-256 of the sealed bytes, hexadecimal: it can be checked without a key and says nothing once the key is gone. */
  readonly digest: string;
}
export interface WithContent {
  readonly content?: ContentRef;
}
/** TIME-6: the encounter in which the act happened, named by the entry. */
export interface WithEncounter {
  readonly encounterId?: string;
}

/** The version that free forms carry, whose fields nobody defined. Versions with fixed fields come after it. */
export const FREE_FORM_VERSION = 1;
