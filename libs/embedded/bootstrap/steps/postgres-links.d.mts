/** Makes the links that the install script of the database's packages would have made; returns how many were absent. */
export function ensurePostgresLinks(root: string): number;
