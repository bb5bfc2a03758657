/** Reads the format of sha256sum: file name to checksum. */
export function parseChecksums(text: string): Map<string, string>;
export function checksumFaults(folder: string, expected: ReadonlyMap<string, string>): string[];
