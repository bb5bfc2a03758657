import type { ServiceType } from '../../case/vocabulary/first-contact.js';

interface DirectoryEntry {
  readonly entryId: string;
  readonly service: ServiceType;
  readonly area: string;
  /** False: the service is no longer there. */
  readonly isActive: boolean;
  /** SHA-256 of the whole entry, hexadecimal; the entry itself stands in the directory. */
  readonly digest: string;
}

/** What keeps the directory of services true. */
export interface DirectoryPayloads {
  /** Lists a service, changes its entry or takes it out. */
  readonly keepDirectoryEntry: DirectoryEntry;
  /** Somebody asked: all of it is still as it says. */
  readonly confirmDirectoryEntry: { readonly entryId: string };
}

export interface DirectoryFacts {
  readonly DirectoryEntryKept: DirectoryEntry;
  readonly DirectoryEntryConfirmed: { readonly entryId: string };
}
