import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A place in which something must not be readable, in pieces that are looked at one after the other. */
export interface Place {
  readonly name: string;
  pieces(): AsyncIterable<Piece>;
}

interface Piece {
  /** Of a file or a table: no content. */
  readonly of: string;
  readonly bytes: Buffer;
}

export interface Leak {
  readonly place: string;
  readonly of: string;
  /** What follows the sign of all markers: it says which field of which case. */
  readonly marker: string;
}

const AFTER_SIGN = 12;

/** Every way in which the sign may stand somewhere: as it is, in small letters, in two-byte letters, in hexadecimal, in base64. */
function spellings(sign: string): Buffer[] {
  const raw = Buffer.from(sign);
  // Base64 depends on where in a group of three bytes the sign begins; what touches its neighbours is left out.
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), raw])
      .toString('base64')
      .replaceAll('=', '');
    return text.slice(shift === 0 ? 0 : shift + 1, text.length - 1);
  });
  const texts = [sign, sign.toLowerCase(), raw.toString('hex'), raw.toString('hex').toUpperCase(), ...base64];
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(sign, 'utf16le')];
}

/** Looks through places for anything that carries the sign of the planted markers. */
export async function hunt(sign: string, places: readonly Place[]): Promise<{ bytes: number; leaks: Leak[] }> {
  const wanted = spellings(sign);
  const leaks: Leak[] = [];
  let bytes = 0;
  for (const place of places) {
    for await (const piece of place.pieces()) {
      bytes += piece.bytes.length;
      for (const each of wanted) {
        const at = piece.bytes.indexOf(each);
        if (at < 0) continue;
        const marker = piece.bytes.subarray(at + each.length, at + each.length + AFTER_SIGN).toString('latin1');
        leaks.push({ place: place.name, of: piece.of, marker: marker.replaceAll(/[^A-Za-z0-9-]/g, '.') });
      }
    }
  }
  return { bytes, leaks };
}

/** All files below a folder whose path fits. */
export function files(name: string, folder: string, fits: (path: string) => boolean = () => true): Place {
  return {
    name,
    async *pieces() {
      for (const path of await readdir(folder, { recursive: true })) {
        if (!fits(path)) continue;
        const bytes = await contentOf(join(folder, path));
        if (bytes !== null) yield { of: path, bytes };
      }
    },
  };
}

/** Null for a folder, and for what is gone by now: a running server makes and removes files. */
async function contentOf(path: string): Promise<Buffer | null> {
  try {
    return (await stat(path)).isFile() ? await readFile(path) : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Texts that were fetched, such as answers. */
export function texts(name: string, fetched: Readonly<Record<string, string>>): Place {
  return {
    name,
    async *pieces() {
      for (const [of, text] of Object.entries(fetched)) yield { of, bytes: Buffer.from(text) };
    },
  };
}

type Query = <Row>(statement: string, parameters?: unknown[]) => Promise<Row[]>;

/** Every row of every table, as a dump would write it. */
export function dump(name: string, query: Query, onlyTables?: readonly string[]): Place {
  return {
    name,
    async *pieces() {
      const tables = await query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
          WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
      );
      for (const { name: table } of tables) {
        if (onlyTables !== undefined && !onlyTables.includes(table)) continue;
        const found = await query<{ line: string }>(`SELECT t::text AS line FROM ${table} t`);
        yield { of: table, bytes: Buffer.from(found.map(({ line }) => line).join('\n')) };
      }
    },
  };
}
