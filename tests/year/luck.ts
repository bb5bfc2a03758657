import { Chance } from '../properties/random.js';

/** Chance with the shapes that a story needs; each case has one of its own, so that no case disturbs another. */
export class Luck extends Chance {
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the names, as often as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
    const entries = Object.entries(weights) as [Name, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return entries[0]![0];
  }

  some<Item>(items: readonly Item[], probability: number): Item[] {
    return items.filter(() => this.happens(probability));
  }

  uuid(): string {
    const hex = (digits: number): string => Array.from({ length: digits }, () => this.upTo(15).toString(16)).join('');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  }
}
