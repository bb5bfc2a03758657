import type { Role } from '@caseward/domain';
import {
  canonicalJson,
  decryptContent,
  encryptContent,
  nameTokens,
  SecretGoneError,
  searchTokens,
  type ContentPlace,
  type IndexedName,
  type KeyService,
  type Sealed,
} from '@caseward/security';
import type { Access } from './access-log.js';
import { agencyKeyOf, NAME_INDEX } from './agency-keys.js';
import { caseKeyOf } from './case-keys.js';
import { row, rows, type Sql } from './query.js';

/** Who a case code stands for: what identifies the child. */
export interface NameEntry {
  readonly fullName: string;
  readonly otherNames?: string;
  /** A number of another register. */
  readonly identifier?: string;
  readonly birthYear?: number;
}

/** Who asks, and when: the log has it before there is an answer. */
export interface NameSearcher extends Pick<Access, 'accessedAt' | 'reason'> {
  readonly personId: string;
  readonly role: Role;
}

export interface NameAccess extends NameSearcher {
  readonly caseId: string;
}

/** The names, over a connection whose role has no right to anything else; the record, over one that has none to them. */
export interface NameSources {
  readonly names: Sql;
  readonly record: Sql;
}

interface MovedName extends Sealed {
  readonly caseId: string;
}

/** Names that are indexed anew between two looks at the list. */
const AT_ONCE = 50;

/** How alike two names are. */
export type NameLikeness = 'same' | 'similar';

export interface NameHit {
  readonly caseId: string;
  readonly likeness: NameLikeness;
}

export const namePlace = (caseId: string): ContentPlace => ({
  caseId,
  contentId: caseId,
  form: 'name_code',
  version: 1,
});

/** IM-2: through a function that logs the look; the table itself is closed to everybody. Null: nobody entered a name. */
export async function readName(
  { names, record }: NameSources,
  keys: KeyService,
  access: NameAccess,
): Promise<NameEntry | null> {
  const { caseId, personId, role, accessedAt, reason } = access;
  const found = await row<Sealed>(names, 'SELECT iv, tag, ciphertext FROM names.read_name($1, $2, $3, $4, $5)', [
    ...[caseId, personId, role, accessedAt, reason],
  ]);
  if (found === null) return null;
  return openedName(await caseKeyOf(record, keys, caseId), found, caseId);
}

/** @param sealed as it stands in the list */
export function openedName(caseKey: Buffer, sealed: Sealed, caseId: string): NameEntry {
  return JSON.parse(decryptContent(caseKey, sealed, namePlace(caseId)).toString()) as NameEntry;
}

/** @param agencyId who carries the case: only its people can find the name */
export async function keepName(
  { names, record }: NameSources,
  keys: KeyService,
  { caseId, personId, role, accessedAt }: NameAccess,
  entry: NameEntry,
  agencyId: string,
): Promise<void> {
  const caseKey = await caseKeyOf(record, keys, caseId, personId);
  const { iv, tag, ciphertext } = encryptContent(caseKey, Buffer.from(canonicalJson(entry)), namePlace(caseId));
  const index = await agencyKeyOf(names, keys, NAME_INDEX, agencyId);
  const { whole, parts } = nameTokens(index.key, indexed(entry));
  await rows(names, 'SELECT names.keep_name($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
    ...[caseId, personId, role, accessedAt, iv, tag, ciphertext, agencyId, index.version, whole, parts],
  ]);
}

/**
 * Lets an agency find the names of cases that it took over: whoever carries a case finds its child, and nobody else. The
 * entry in the trail names who asked when it was done.
 */
export async function followNames(
  { names, record }: NameSources,
  keys: KeyService,
  { personId, role, accessedAt }: NameSearcher,
  agencyId: string,
): Promise<void> {
  let after: string | null = null;
  do {
    const moved: MovedName[] = await rows<MovedName>(
      names,
      'SELECT case_id AS "caseId", iv, tag, ciphertext FROM names.moved_names($1, $2, $3, $4, $5, $6)',
      [personId, role, accessedAt, agencyId, after, AT_ONCE],
    );
    for (const each of moved) await followName({ names, record }, keys, each, agencyId);
    after = moved.length < AT_ONCE ? null : (moved.at(-1)?.caseId ?? null);
  } while (after !== null);
}

async function followName(
  { names, record }: NameSources,
  keys: KeyService,
  { caseId, ...sealed }: MovedName,
  agencyId: string,
): Promise<void> {
  try {
    const entry = openedName(await caseKeyOf(record, keys, caseId), sealed, caseId);
    const index = await agencyKeyOf(names, keys, NAME_INDEX, agencyId);
    const { whole, parts } = nameTokens(index.key, indexed(entry));
    const values = [caseId, sealed.iv, agencyId, index.version, whole, parts];
    await rows(names, 'SELECT names.follow_case($1, $2, $3, $4, $5, $6)', values);
  } catch (error) {
    // Erased, and the row came back with a restore: nobody finds it, and it keeps nobody else from being found.
    if (!(error instanceof SecretGoneError)) throw error;
  }
}

/**
 * Cases of an agency whose child may be the same, best first; of what it carried already no name is opened.
 * @param not the case that is being worked on
 */
export async function similarNames(
  { names, record }: NameSources,
  keys: KeyService,
  searcher: NameSearcher,
  { entry, agencyId, not }: { readonly entry: NameEntry; readonly agencyId: string; readonly not: string | null },
): Promise<NameHit[]> {
  const { personId, role, accessedAt } = searcher;
  await followNames({ names, record }, keys, searcher, agencyId);
  const { key } = await agencyKeyOf(names, keys, NAME_INDEX, agencyId);
  const { whole, parts } = searchTokens(key, indexed(entry));
  const found = await rows<{ caseId: string; whole: number }>(
    names,
    'SELECT case_id AS "caseId", whole FROM names.find_similar($1, $2, $3, $4, $5, $6, $7)',
    [personId, role, accessedAt, agencyId, whole, parts, not],
  );
  return found.map(({ caseId, whole: same }) => ({ caseId, likeness: same > 0 ? 'same' : 'similar' }));
}

export function indexed({ fullName, otherNames, birthYear }: NameEntry): IndexedName {
  return { names: otherNames === undefined ? [fullName] : [fullName, otherNames], birthYear };
}
