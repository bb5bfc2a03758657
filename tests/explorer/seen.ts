const FNV = 0x01000193;

/** Two independent 32-bit hashes of a text. */
function hashOf(text: string): readonly [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, FNV);
    b = Math.imul(b ^ code, 0x85ebca6b);
    b ^= b >>> 13;
  }
  a ^= a >>> 15;
  return [Math.imul(a, 0x2c1b3c6d) >>> 0, Math.imul(b ^ (b >>> 16), 0x297a2d39) >>> 0];
}

/** A set of texts that keeps 64 bits of each: a million take 16 MB, and two of them meet once in 40 million runs. */
export class Seen {
  private slots = new Uint32Array(1 << 17);
  size = 0;

  /** @returns whether it is new */
  add(text: string): boolean {
    if (this.size * 4 > this.slots.length) this.grow();
    const [a, b] = hashOf(text);
    return this.put(this.slots, a === 0 && b === 0 ? 1 : a, b);
  }

  private put(slots: Uint32Array, a: number, b: number): boolean {
    const mask = slots.length / 2 - 1;
    for (let slot = b & mask; ; slot = (slot + 1) & mask) {
      const [x, y] = [slots[slot * 2], slots[slot * 2 + 1]];
      if (x === a && y === b) return false;
      if (x === 0 && y === 0) {
        slots[slot * 2] = a;
        slots[slot * 2 + 1] = b;
        this.size += 1;
        return true;
      }
    }
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    this.size = 0;
    for (let index = 0; index < old.length; index += 2) {
      const [a = 0, b = 0] = [old[index], old[index + 1]];
      if (a !== 0 || b !== 0) this.put(this.slots, a, b);
    }
  }
}
