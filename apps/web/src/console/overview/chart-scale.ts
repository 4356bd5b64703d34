export type Scale = { min: number; max: number; interval: number };

/** Steps that read easily: 1, 2, 2.5 or 5 times a power of ten. */
const mantissas = [1, 2, 2.5, 5, 10];

/** A scale around the values with about `count` steps; from zero unless the values keep far away from it. */
export function scaleOf(values: readonly number[], count = 4): Scale {
  const high = Math.max(1, ...values);
  const low = Math.min(high, ...values);
  const from = low > high * 0.6 ? low : 0;
  const rough = Math.max(1, (high - from) / count);
  const power = 10 ** Math.floor(Math.log10(rough));
  // a tenth of air above the highest line, where its label stands
  const top = high + (high - from) * 0.1;
  // nobody counts halves of people
  const interval = Math.max(
    1,
    (mantissas.find((mantissa) => mantissa * power >= rough && Number.isInteger(mantissa * power)) ?? 10) * power,
  );
  const min = Math.floor(from / interval) * interval;
  return { min, max: Math.ceil(top / interval) * interval, interval };
}

/** Width of the label at the end of a line, px: the line must have passed under it. */
const labelWidth = 136;
const gap = 14;

/**
 * How far below the end of a rising line its label stands, px, so that the line does not run through it; negative where the axis leaves no room below.
 */
export function dropBelow(
  points: readonly { day: number; n: number }[],
  scale: Scale,
  plot: { width: number; height: number; days: number; shift?: number },
): number {
  const last = points.at(-1);
  if (last === undefined || plot.width <= 0) return gap;
  const from = last.day - ((labelWidth + (plot.shift ?? 0)) / plot.width) * plot.days;
  const before = points.findLast(({ day }) => day <= from) ?? points[0] ?? last;
  const fall = ((last.n - before.n) / (scale.max - scale.min)) * plot.height;
  const room = ((last.n - scale.min) / (scale.max - scale.min)) * plot.height - gap;
  return room < gap ? -gap : Math.min(fall + gap, room);
}
