/** A binary heap: of all that is in it, the one that comes first is at hand. */

export class Heap<Value> {
  readonly #isBefore: (a: Value, b: Value) => boolean;
  readonly #values: Value[] = [];

  constructor(isBefore: (a: Value, b: Value) => boolean) {
    this.#isBefore = isBefore;
  }

  get size(): number {
    return this.#values.length;
  }

  /** The one that comes first. */
  get first(): Value | undefined {
    return this.#values[0];
  }

  push(value: Value): void {
    const values = this.#values;
    let hole = values.length;
    values.push(value);
    while (hole > 0) {
      const above = (hole - 1) >> 1;
      const parent = values[above];
      if (parent === undefined || !this.#isBefore(value, parent)) break;
      values[hole] = parent;
      hole = above;
    }
    values[hole] = value;
  }

  /** Takes out the one that comes first. */
  pop(): Value | undefined {
    const values = this.#values;
    const first = values[0];
    const last = values.pop();
    if (last === undefined || values.length === 0) return first;
    let hole = 0;
    for (let child = 1; child < values.length; child = 2 * hole + 1) {
      const [left, right] = [values[child], values[child + 1]];
      const lesser = left !== undefined && right !== undefined && this.#isBefore(right, left) ? right : left;
      if (lesser === undefined || !this.#isBefore(lesser, last)) break;
      values[hole] = lesser;
      hole = lesser === left ? child : child + 1;
    }
    values[hole] = last;
    return first;
  }

  clear(): void {
    this.#values.length = 0;
  }
}
