/** Links of the PostgreSQL libraries that are absent; nothing is changed. */
export function missingPostgresLinks(root: string): readonly { readonly link: string; readonly source: string }[];
/** Makes the links that the install script of the database's packages would have made; returns how many were absent. */
export function ensurePostgresLinks(root: string): number;
