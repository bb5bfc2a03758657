import type { Command, CommandPayloads, CommandType, ContentRef } from '@caseward/domain';
import { CAST, DAY, instant, type Node, type Part, type World } from '../world.js';

export const CONTENT: ContentRef = { contentId: 'content-1', form: 'note', formVersion: 1, digest: '00' };

/** One thing that somebody may try. It is not asked whether it is allowed: the domain says so. */
export interface Move {
  readonly name: string;
  /** The command in this situation; null where it has nothing to be about. */
  readonly commandIn: (node: Node, world: World) => Command | null;
}

type Payload<T extends CommandType> = CommandPayloads[T] | ((node: Node, world: World) => CommandPayloads[T] | null);

/** @param lateDays how many days before the entry it happened */
export function move<T extends CommandType>(
  name: string,
  part: Part,
  type: T,
  payload: Payload<T>,
  lateDays = 0,
): Move {
  return {
    name: `${name} (${part})`,
    commandIn: (node, world) => {
      const content = typeof payload === 'function' ? payload(node, world) : payload;
      if (content === null) return null;
      return {
        commandId: `${type}-${String(node.events.length)}`,
        type,
        actor: CAST[part](node.state),
        occurredAt: instant(node.ms - lateDays * DAY),
        payload: content,
      } as unknown as Command;
    },
  };
}

/** The first entry of a collection that is as wanted. */
export function firstOf<Item>(items: Readonly<Record<string, Item>>, wanted: (item: Item) => boolean): Item | null {
  return Object.values(items).find(wanted) ?? null;
}

/** A fresh id while fewer than `most` were used. */
export function freshId(prefix: string, items: Readonly<Record<string, unknown>>, most: number): string | null {
  const used = Object.keys(items).length;
  return used < most ? `${prefix}${String(used + 1)}` : null;
}
