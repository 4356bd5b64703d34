import type { RgbaImage } from "../image.ts";

export type Rgb = readonly [number, number, number];

/** One coat of paint: how much of it lies on a point, 0 to 1, and its colour there. */
export type Layer = { cover: (x: number, y: number) => number; colour: Rgb | ((x: number, y: number) => Rgb) };

/** 0 below `from`, 1 above `to`, smooth between; the other way round when `from` is larger. */
export function smooth(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** Covers an ellipse; `soft` is the width of its edge as a share of the radius. */
export const ellipse =
  (cx: number, cy: number, rx: number, ry: number, soft = 0.03) =>
  (x: number, y: number): number =>
    smooth(1 + soft, 1 - soft, Math.hypot((x - cx) / rx, (y - cy) / ry));

export const shade = ([r, g, b]: Rgb, by: number): Rgb => [r * by, g * by, b * by];

/** What the layers' coordinates mean: (x, y) of the drawing stands at `scale` times its distance from (fixed.x, fixed.y), moved to (at.x, at.y). */
export type View = { width: number; height: number; scale: number; fixed: { x: number; y: number }; at: { x: number; y: number } };

/** Paints layers one over another on `ground`. */
export function paint({ width, height, scale, fixed, at: place }: View, ground: Rgb, layers: readonly Layer[]): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  const colourAt = (colour: Layer["colour"], x: number, y: number) => (typeof colour === "function" ? colour(x, y) : colour);
  for (let row = 0, at = 0; row < height; row += 1) {
    const y = (row - place.y) / scale + fixed.y;
    for (let column = 0; column < width; column += 1, at += 4) {
      const x = (column - place.x) / scale + fixed.x;
      let [r, g, b] = ground;
      for (const { cover, colour } of layers) {
        const share = cover(x, y);
        if (share <= 0) continue;
        const [lr, lg, lb] = colourAt(colour, x, y);
        r += (lr - r) * share;
        g += (lg - g) * share;
        b += (lb - b) * share;
      }
      data[at] = r;
      data[at + 1] = g;
      data[at + 2] = b;
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}
