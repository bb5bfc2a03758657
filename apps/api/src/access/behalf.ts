import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '@caseward/config';
import { createDataSource, type Behalf, type DataSourceSettings, type Sql } from '@caseward/persistence';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import type { Caller } from './caller.js';

/**
 * What the API asks of the database as itself, and not as the person who calls. Whoever adds a task says why in
 * docs/security.md: each is a way around the second line.
 */
export const SYSTEM_TASKS = [
  /** Who a token belongs to, before anybody is known. */
  'know_caller',
  /** A command, from the check that its sender may act on the case to the answer: the rules of the case decide. */
  'give_command',
  /** The part of a case that its guests may see is cut out of the whole. */
  'cut_shared_part',
  /** Numbers: counted over cases that their readers do not see. */
  'count',
  /** Written down for the engine, which holds a command. */
  'confirm_commands',
  /** Changes of every inbox, handed to those whom each concerns. */
  'follow_inboxes',
  /** Duty files follow the posts. */
  'keep_standing_duties',
  /** What a new policy would change in the open cases, and the order to adopt it. */
  'move_policies',
  /** Who types in which case, and who is handed which. */
  'hand_on',
  /** How much somebody reads, and telling whoever stands over that person. */
  'watch_reading',
  /** A copy for the child or family, cut out of a request that others keep. */
  'give_copy',
  /** Files that wait for the scanner. */
  'check_files',
  /** A ticket is used up before it is known for whom. */
  'hand_out_files',
] as const;
export type SystemTask = (typeof SYSTEM_TASKS)[number];

interface Standing {
  readonly clock: Clock | null;
  caller: Caller | null;
  readonly task: SystemTask | null;
}

const standing = new AsyncLocalStorage<Standing>();

/** Each request begins as nobody's. */
export function addBehalf(fastify: FastifyInstance, clock: Clock): void {
  fastify.addHook('onRequest', (_request, _reply, next: () => void) => {
    standing.run({ clock, caller: null, task: null }, next);
  });
}

/** From here on this request is made for this person. */
export function speakForCaller(caller: Caller): void {
  const now = standing.getStore();
  if (now !== undefined) now.caller = caller;
}

/** Work that the API does as itself. */
export function asSystem<T>(task: SystemTask, work: () => Promise<T>): Promise<T> {
  return standing.run({ clock: null, caller: null, task }, work);
}

export function currentBehalf(): Behalf | null {
  const { clock, caller, task } = standing.getStore() ?? {};
  if (task != null) return { kind: 'system', task };
  return caller == null || clock == null ? null : { kind: 'person', reader: caller, now: clock.now() };
}

/** What always asks as the API itself, whoever is being served. */
export function systemSql(dataSource: DataSource, task: SystemTask): Sql {
  const query = <T>(statement: string, parameters?: unknown[]): Promise<T> =>
    asSystem(task, () => dataSource.query<T>(statement, parameters));
  return { query };
}

/** A pool for the API: it shows what the person may see for whom a request is made. */
export function apiDataSource(settings: Omit<DataSourceSettings, 'behalf'>): DataSource {
  return createDataSource({ ...settings, behalf: currentBehalf });
}
