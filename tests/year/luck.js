import { Chance } from '../properties/random.js';
/** Chance with the shapes that a story needs; each case has one of its own, so that no case disturbs another. */
export class Luck extends Chance {
  happens(probability) {
    return this.next() < probability;
  }
  /** One of the names, as often as its weight says. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return entries[0][0];
  }
  some(items, probability) {
    return items.filter(() => this.happens(probability));
  }
  uuid() {
    const hex = (digits) => Array.from({ length: digits }, () => this.upTo(15).toString(16)).join('');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  }
}
//# sourceMappingURL=luck.js.map
