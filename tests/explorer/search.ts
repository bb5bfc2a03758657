import { STEP_INVARIANTS, STATE_INVARIANTS, EXIT } from './invariants/all.js';
import type { Invariant } from './invariants/invariant.js';
import { offeredTo } from './invariants/offered.js';
import { keyOf } from './key.js';
import type { Move } from './moves/move.js';
import { WAITS } from './moves/time.js';
import { Seen } from './seen.js';
import { attempt, wait } from './steps.js';
import { rootsOf, type Theme } from './themes.js';
import type { Domain, Node, Step, World } from './world.js';

export interface Finding {
  readonly invariant: string;
  readonly rule: string;
  readonly detail: string;
  /** Breadth first: no shorter one leads there within this theme. */
  readonly path: readonly string[];
}

export interface Tally {
  states: number;
  transitions: number;
  refusals: number;
  depth: number;
  readonly checks: Record<string, number>;
  readonly findings: Map<string, Finding>;
}

export const newTally = (): Tally => ({
  states: 0,
  transitions: 0,
  refusals: 0,
  depth: 0,
  checks: {},
  findings: new Map(),
});

/** So many states are kept whole; whichever comes later is played again along its path when its turn comes. */
const HELD = 20_000;
const ROOT = -1;

/** Breadth first through what one theme offers, from the starting points of the theme. */
export class Search {
  private readonly seen = new Seen();
  private readonly parents: number[] = [];
  private readonly turns: number[] = [];
  private readonly depths: number[] = [];
  private readonly held = new Map<number, Node>();
  private readonly roots: readonly { readonly name: string; readonly node: Node }[];
  private next = 0;

  constructor(
    private readonly domain: Domain,
    private readonly world: World,
    private readonly theme: Theme,
    /** States of all themes of this world. */
    private readonly union: Seen,
    private readonly tally: Tally,
  ) {
    this.roots = rootsOf(domain, world, theme);
    this.roots.forEach(({ node }, index) => this.found(node, ROOT - index, ROOT, 0));
  }

  get isExhausted(): boolean {
    return this.next >= this.parents.length;
  }

  /** Goes on until `most` states of this theme are known or nothing is left. */
  advance(most: number, until: () => boolean = () => false): void {
    while (!this.isExhausted && this.seen.size < most && !until()) this.expand();
  }

  private expand(): void {
    const index = this.next;
    this.next += 1;
    const node = this.held.get(index) ?? this.playAgain(index);
    this.held.delete(index);
    const depth = this.depths[index]! + 1;
    let leavesBy = 0;
    this.theme.moves.forEach((move, turn) => {
      leavesBy += this.tryMove(move, turn, node, index, depth) ? 1 : 0;
    });
    WAITS.forEach((passing, turn) => {
      this.guard(index, passing.name, () => {
        this.accept(wait(this.domain, this.world, passing, node), index, this.theme.moves.length + turn, depth);
      });
    });
    if (this.theme.isWhole) this.check([EXIT(leavesBy)], this.unmoved(node), index, null);
  }

  private unmoved(node: Node): Step {
    return { domain: this.domain, world: this.world, name: '', before: node, after: node, fresh: [], command: null };
  }

  private tryMove(move: Move, turn: number, node: Node, index: number, depth: number): boolean {
    let isAccepted = false;
    this.guard(index, move.name, () => {
      const outcome = attempt(this.domain, this.world, move, node);
      if (outcome === null) return;
      if ('step' in outcome) {
        isAccepted = true;
        this.accept(outcome.step, index, turn, depth);
        return;
      }
      this.tally.refusals += 1;
      const { actor, type } = outcome.command;
      this.count('SPEC-2 nothing is offered that role or stage refuses');
      if (outcome.refused.isByTable && offeredTo(this.domain, node.state, actor).has(type)) {
        this.find('SPEC-2 nothing is offered that role or stage refuses', 'SPEC-2', type, index, move.name);
      }
    });
    return isAccepted;
  }

  /** The domain refuses with a DomainError; anything else that it throws is a fault. */
  private guard(index: number, name: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.find('a command is decided or refused, never broken', 'TIME-8', String(error), index, name);
    }
  }

  private accept(step: Step, parent: number, turn: number, depth: number): void {
    this.tally.transitions += 1;
    this.check(STEP_INVARIANTS, step, parent, step.name);
    if (this.found(step.after, parent, turn, depth)) this.check(STATE_INVARIANTS, step, parent, step.name);
  }

  private found(node: Node, parent: number, turn: number, depth: number): boolean {
    const key = keyOf(this.world, node);
    if (!this.seen.add(key)) return false;
    const isNew = this.union.add(key);
    if (isNew) this.tally.states += 1;
    this.tally.depth = Math.max(this.tally.depth, depth);
    this.parents.push(parent);
    this.turns.push(turn);
    this.depths.push(depth);
    if (this.held.size < HELD) this.held.set(this.parents.length - 1, node);
    return isNew;
  }

  private check(invariants: readonly Invariant[], step: Step, parent: number, name: string | null): void {
    for (const invariant of invariants) {
      const detail = invariant.check(step);
      if (detail === undefined) continue;
      this.count(invariant.name);
      if (detail !== null) this.find(invariant.name, invariant.rule, detail, parent, name);
    }
  }

  private count(name: string): void {
    this.tally.checks[name] = (this.tally.checks[name] ?? 0) + 1;
  }

  private find(invariant: string, rule: string, detail: string, parent: number, name: string | null): void {
    if (this.tally.findings.has(invariant)) return;
    const path = [...this.pathTo(parent), ...(name === null ? [] : [name])];
    this.tally.findings.set(invariant, { invariant, rule, detail, path: [this.world.name, ...path] });
  }

  private turnsTo(index: number): { readonly root: number; readonly turns: number[] } {
    const turns: number[] = [];
    let at = index;
    for (; this.parents[at]! >= 0; at = this.parents[at]!) turns.unshift(this.turns[at]!);
    return { root: ROOT - this.parents[at]!, turns };
  }

  private pathTo(index: number): string[] {
    const { root, turns } = this.turnsTo(index);
    const { moves } = this.theme;
    const names = turns.map((turn) => moves[turn]?.name ?? WAITS[turn - moves.length]!.name);
    return [this.roots[root]!.name, ...names];
  }

  private playAgain(index: number): Node {
    const { root, turns } = this.turnsTo(index);
    const { moves } = this.theme;
    return turns.reduce((node, turn) => {
      const move = moves[turn];
      if (move === undefined) return wait(this.domain, this.world, WAITS[turn - moves.length]!, node).after;
      const outcome = attempt(this.domain, this.world, move, node);
      if (outcome === null || !('step' in outcome)) throw new Error(`"${move.name}" was possible before`);
      return outcome.step.after;
    }, this.roots[root]!.node);
  }
}
