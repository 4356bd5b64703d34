/** Width of a text in px at the chart's 12 px: Be Vietnam Pro takes 6.1 px a character of the chart's words and figures on average, 6.9 of the widest. */
export const widthOf = (text: string): number => Math.ceil(text.length * 6.9);

/** Free px between two labels of a row, and between a label and a tick. */
const apart = 8;

export type Label = { /** where its tick stands, px from the left */ x: number; width: number };
export type Placed = { /** from the plot upwards */ row: number; align: "left" | "right" };

/**
 * Where the names of ticks stand above a plot: each ends at its tick, or begins there where the left edge leaves no room, in the lowest row in which it keeps
 * clear of the others. So two that are far apart share a row, and three that are near take three.
 * @param labels in order of `x`
 */
export function placeLabels(labels: readonly Label[]): Placed[] {
  const ends: number[] = [];
  return labels.map(({ x, width }) => {
    const align = x < width ? "left" : "right";
    const [from, to] = align === "left" ? [x, x + width] : [x - width, x];
    const free = ends.findIndex((end) => from >= end + apart);
    const row = free === -1 ? ends.length : free;
    ends[row] = to;
    return { row, align };
  });
}

/**
 * How far to the left a label moves, px, so that no tick runs through or along it; 0 where there is no such place left of it.
 * @param right where it ends without that
 */
export function shiftClear(right: number, width: number, ticks: readonly number[]): number {
  const hit = (end: number) => ticks.filter((tick) => tick > end - width - apart && tick < end + apart);
  for (let end = right; end >= width;) {
    const [first] = hit(end).sort((a, b) => a - b);
    if (first === undefined) return right - end;
    end = first - apart;
  }
  return 0;
}
