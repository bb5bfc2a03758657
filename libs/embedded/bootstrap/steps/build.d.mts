/** Changes whenever a source file of a product workspace is added, removed or saved. */
export function sourcesDigest(root: string): string;
export function buildIsCurrent(root: string): boolean;
