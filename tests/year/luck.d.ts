import { Chance } from '../properties/random.js';
/** Chance with the shapes that a story needs; each case has one of its own, so that no case disturbs another. */
export declare class Luck extends Chance {
  happens(probability: number): boolean;
  /** One of the names, as often as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
  some<Item>(items: readonly Item[], probability: number): Item[];
  uuid(): string;
}
//# sourceMappingURL=luck.d.ts.map
