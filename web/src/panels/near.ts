// Which points are near which: a grid of cells as large as the distance asked for, so that each point is compared with few others.

/** Points of three numbers each. */
export class Grid {
  private readonly cells = new Map<string, number[]>();

  /** `points` are x, y, z of each; `rows` those that count. `reach` is the largest distance that will be asked for. */
  constructor(
    private readonly points: ArrayLike<number>,
    rows: Iterable<number>,
    private readonly reach: number,
  ) {
    for (const row of rows) {
      const key = this.key(this.at(row, 0), this.at(row, 1), this.at(row, 2));
      if (key === undefined) continue;
      const cell = this.cells.get(key);
      if (cell) cell.push(row);
      else this.cells.set(key, [row]);
    }
  }

  /** Calls `found` with each row within reach of a point, and how far it is. */
  around(x: number, y: number, z: number, found: (row: number, distance: number) => void): void {
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        for (let dz = -1; dz <= 1; dz += 1) {
          const key = this.key(x + dx * this.reach, y + dy * this.reach, z + dz * this.reach);
          for (const row of (key === undefined ? undefined : this.cells.get(key)) ?? []) {
            const distance = Math.hypot(this.at(row, 0) - x, this.at(row, 1) - y, this.at(row, 2) - z);
            if (distance <= this.reach) found(row, distance);
          }
        }
      }
    }
  }

  private at(row: number, axis: number): number {
    return this.points[row * 3 + axis] ?? Number.NaN;
  }

  private key(x: number, y: number, z: number): string | undefined {
    const sum = x + y + z;
    if (!Number.isFinite(sum)) return undefined;
    return `${Math.floor(x / this.reach)},${Math.floor(y / this.reach)},${Math.floor(z / this.reach)}`;
  }
}
