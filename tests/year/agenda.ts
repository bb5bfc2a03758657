/** What is to happen when, in the order of time and, at one instant, of planning. */
export class Agenda {
  private readonly heap: Entry[] = [];
  private planned = 0;

  add(atMs: number, run: () => void): void {
    this.planned += 1;
    this.heap.push({ atMs, order: this.planned, run });
    let index = this.heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(this.heap[index]!, this.heap[parent]!)) return;
      this.swap(index, parent);
      index = parent;
    }
  }

  /** Takes out what comes first; undefined when nothing comes before the end. */
  next(endMs: number): Entry | undefined {
    const first = this.heap[0];
    if (first === undefined || first.atMs >= endMs) return undefined;
    const last = this.heap.pop()!;
    if (this.heap.length > 0) {
      this.heap[0] = last;
      this.sink();
    }
    return first;
  }

  private sink(): void {
    for (let index = 0; ;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let least = index;
      if (left < this.heap.length && isBefore(this.heap[left]!, this.heap[least]!)) least = left;
      if (right < this.heap.length && isBefore(this.heap[right]!, this.heap[least]!)) least = right;
      if (least === index) return;
      this.swap(index, least);
      index = least;
    }
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}

interface Entry {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.atMs === b.atMs ? a.order < b.order : a.atMs < b.atMs;
}
