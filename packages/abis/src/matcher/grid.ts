/** Values on a grid, row by row from the top. */
export type Grid = { width: number; height: number; values: Float32Array };

export const gridOf = (width: number, height: number): Grid => ({ width, height, values: new Float32Array(width * height) });

/** Mean over (2 × radius + 1)² places, twice; what lies outside repeats the edge. */
export function smoothed(grid: Grid, radius: number): Grid {
  const { width, height } = grid;
  let { values } = grid;
  for (let pass = 0; pass < 2; pass += 1) {
    values = runningMean(values, radius, { count: height, next: width, length: width, step: 1 });
    values = runningMean(values, radius, { count: width, next: 1, length: height, step: width });
  }
  return { width, height, values };
}

/** How lines lie in memory: `count` of them, each beginning `next` after the one before, of `length` places `step` apart. */
type Lines = { count: number; next: number; length: number; step: number };

function runningMean(values: Float32Array, radius: number, { count, next, length, step }: Lines): Float32Array {
  const out = new Float32Array(values.length);
  const window = 2 * radius + 1;
  for (let line = 0; line < count; line += 1) {
    const start = line * next;
    const at = (i: number) => values[start + Math.max(0, Math.min(length - 1, i)) * step] as number;
    let sum = 0;
    for (let i = -radius; i <= radius; i += 1) sum += at(i);
    for (let i = 0; i < length; i += 1) {
      out[start + i * step] = sum / window;
      sum += at(i + radius + 1) - at(i - radius);
    }
  }
  return out;
}
