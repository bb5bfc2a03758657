/** What is to happen when, in the order of time and, at one instant, of planning. */
export class Agenda {
  heap = [];
  planned = 0;
  add(atMs, run) {
    this.planned += 1;
    this.heap.push({ atMs, order: this.planned, run });
    let index = this.heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(this.heap[index], this.heap[parent])) return;
      this.swap(index, parent);
      index = parent;
    }
  }
  /** Takes out what comes first; undefined when nothing comes before the end. */
  next(endMs) {
    const first = this.heap[0];
    if (first === undefined || first.atMs >= endMs) return undefined;
    const last = this.heap.pop();
    if (this.heap.length > 0) {
      this.heap[0] = last;
      this.sink();
    }
    return first;
  }
  sink() {
    for (let index = 0; ;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let least = index;
      if (left < this.heap.length && isBefore(this.heap[left], this.heap[least])) least = left;
      if (right < this.heap.length && isBefore(this.heap[right], this.heap[least])) least = right;
      if (least === index) return;
      this.swap(index, least);
      index = least;
    }
  }
  swap(a, b) {
    [this.heap[a], this.heap[b]] = [this.heap[b], this.heap[a]];
  }
}
function isBefore(a, b) {
  return a.atMs === b.atMs ? a.order < b.order : a.atMs < b.atMs;
}
//# sourceMappingURL=agenda.js.map
