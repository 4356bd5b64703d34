import { ellipse, type Layer, type Rgb, smooth } from "./layers.ts";
import type { Traits } from "./traits.ts";

const warm = ([r, g, b]: Rgb, by: number): Rgb => [r * by, g * by * 0.92, b * by * 0.92];

export function noseLayers({ cx, cy, skin, noseLength }: Traits): Layer[] {
  const tip = cy + noseLength;
  const nostrils = [-1, 1].flatMap((side) => [
    { cover: weak(ellipse(cx + side * 20, tip - 4, 8, 11, 0.4), 0.4), colour: warm(skin, 0.74) },
    { cover: weak(ellipse(cx + side * 12, tip + 2, 6.5, 4.2, 0.3), 0.9), colour: warm(skin, 0.36) },
  ]);
  return [
    { cover: weak(ellipse(cx + 9, cy + 20, 8, 44, 0.5), 0.45), colour: warm(skin, 0.72) },
    { cover: weak(ellipse(cx, cy + 22, 7, 38, 0.6), 0.5), colour: [250, 218, 196] },
    ...nostrils,
    { cover: weak(ellipse(cx, tip + 10, 28, 8, 0.5), 0.5), colour: warm(skin, 0.74) },
  ];
}

export function mouthLayers({ cx, cy, skin, lips, mouthWidth }: Traits): Layer[] {
  const along = (x: number) => (x - cx) / mouthWidth;
  const bow = (x: number) => 1 - along(x) ** 2;
  const middle = (x: number) => cy + 86 - 3 * along(x) ** 2;
  const upper = (x: number) => middle(x) - 9 * bow(x) * (1 - 0.35 * Math.exp(-30 * along(x) ** 2));
  const lower = (x: number) => middle(x) + 12 * bow(x);
  const within = (x: number) => Math.abs(along(x)) < 1;
  return [
    { cover: (x, y) => (within(x) ? smooth(-1, 1, y - upper(x)) * smooth(-1, 1, lower(x) - y) : 0), colour: lips },
    {
      cover: (x, y) => (within(x) ? smooth(2.4, 0.8, Math.abs(y - middle(x))) * (0.5 + 0.5 * bow(x)) : 0),
      colour: [lips[0] * 0.5, lips[1] * 0.4, lips[2] * 0.4],
    },
    { cover: weak(ellipse(cx, cy + 106, 32, 7, 0.5), 0.45), colour: warm(skin, 0.76) },
  ];
}

const weak =
  (cover: Layer["cover"], strength: number): Layer["cover"] =>
  (x, y) =>
    strength * cover(x, y);
